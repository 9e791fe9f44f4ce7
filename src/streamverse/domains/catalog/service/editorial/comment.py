"""Say something about a title to those who work on it."""

from uuid import UUID

from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import editorial as repository
from streamverse.domains.catalog.schemas.editorial import TitleStep
from streamverse.domains.catalog.service.editorial.move import note
from streamverse.domains.catalog.service.editorial.show import step_bodies
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession


async def comment_on(
    session: WriteSession, clock: Clock, row: TitleRow, by: UUID, comment: str
) -> TitleStep:
    """Leave a comment among a title's steps."""
    note(session, clock, row, TitleState(row.state), by, comment)
    await session.flush()
    latest = await repository.steps_of(session, row.id, None, 0)
    return (await step_bodies(session, latest))[0]
