"""Publish a title, and take it back: the two moves everybody knows."""

from uuid import UUID

from streamverse.domains.catalog.editorial_errors import ScheduleMissing
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.service.editorial.move import move
from streamverse.domains.catalog.service.editorial.require import require_hand
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession


async def publish(
    session: WriteSession, clock: Clock, row: TitleRow, by: UUID, *, is_editor: bool = True
) -> None:
    """Let viewers find a title; one that is published stays as it is.

    Raises TitleNotReady, MoveNotPossible, ReviewRequired, HeldBack.
    """
    await require_hand(session, row, TitleState.PUBLISHED, is_editor=is_editor)
    await move(session, clock, row, TitleState.PUBLISHED, by)


async def unpublish(session: WriteSession, clock: Clock, row: TitleRow, by: UUID | None) -> None:
    """Hide a title from viewers, now or by the clock; others stay as they are."""
    if row.state in {TitleState.PUBLISHED, TitleState.SCHEDULED}:
        await move(session, clock, row, TitleState.DRAFT, by)


async def settle(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    wished: TitleState | None,
    by: UUID,
    *,
    is_editor: bool,
) -> None:
    """After its facts were written, move a title where they say, if anywhere.

    Raises as `publish`; also when what viewers find is no longer ready.
    """
    to = wished or TitleState(row.state)
    if to is TitleState.SCHEDULED and row.state == TitleState.SCHEDULED:
        if row.publish_at is None:
            raise ScheduleMissing("It is scheduled; take it back instead.")
        return
    await require_hand(session, row, to, is_editor=is_editor)
    await move(session, clock, row, to, by)
