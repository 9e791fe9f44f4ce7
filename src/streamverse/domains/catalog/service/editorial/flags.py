"""Flags: viewers report titles, moderators and editors deal with it."""

from uuid import UUID

from streamverse.domains.catalog.editorial_errors import (
    FlagNotFound,
    FlagResolved,
    NotAModerator,
    TooManyFlags,
)
from streamverse.domains.catalog.errors import TitleNotFound
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import TitleFlagRow
from streamverse.domains.catalog.repository import editorial as repository
from streamverse.domains.catalog.repository.titles import lock_title
from streamverse.domains.catalog.schemas.editorial import FlagInput, FlagResolution
from streamverse.domains.catalog.service.editorial.move import move
from streamverse.domains.identity.public import Account, Permission
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.http.limits import rate_headers
from streamverse.kit.ids import new_id
from streamverse.kit.limits import Limit, RateLimits

REPORTS = Limit(10, seconds=3600)


def require_moderator(account: Account) -> None:
    """Raise NotAModerator unless an account looks after what is reported."""
    may = account.may(Permission.COMMUNITY_MODERATE) or account.is_editor
    if not may:
        raise NotAModerator


async def count_report(limits: RateLimits, account: Account) -> None:
    """Raise TooManyFlags when somebody reports more than anybody has to."""
    result = await limits.hit(f"flags:{account.id}", REPORTS)
    if not result.is_allowed:
        headers = rate_headers(REPORTS, result, "flags")
        raise TooManyFlags(f"Try again in {result.reset_seconds} s.", headers=headers)


async def flag_title(
    session: WriteSession, clock: Clock, title_id: UUID, by: UUID, wish: FlagInput
) -> TitleFlagRow:
    """Report a title; whoever reports it again before anybody looked changes what they said."""
    if await lock_title(session, str(title_id)) is None:  # one report at a time
        raise TitleNotFound
    row = await repository.open_flag(session, title_id, by)
    if row is None:
        row = TitleFlagRow(id=new_id(), title_id=title_id, by=by, at=clock.now(), resolution="")
        session.add(row)
    row.reason, row.comment = wish.reason, wish.comment
    await session.flush()
    return row


async def resolve_flag(
    session: WriteSession, clock: Clock, flag_id: UUID, by: UUID, wish: FlagResolution
) -> TitleFlagRow:
    """Deal with a flag; taking the title down deals with all that are open of it.

    The same again changes nothing. Raises FlagNotFound, FlagResolved.
    """
    row = await repository.flag(session, flag_id)
    if row is None:
        raise FlagNotFound
    if row.resolved_at is not None:
        if row.resolution != wish.resolution:
            raise FlagResolved(f"It was resolved as “{row.resolution}”.")
        return row
    row.resolved_by, row.resolved_at, row.resolution = by, clock.now(), wish.resolution
    await session.flush()
    if wish.resolution == repository.TAKEN_DOWN:
        title = await lock_title(session, str(row.title_id))
        if title is not None and title.state != TitleState.ARCHIVED:
            await move(session, clock, title, TitleState.ARCHIVED, by, comment=wish.comment)
        await repository.resolve_others(
            session, row.title_id, by, clock.now(), repository.TAKEN_DOWN
        )
    return row
