"""Bring back a title as it was, or one that was deleted; let go of what nobody brought back."""

from datetime import timedelta
from uuid import UUID

from streamverse.domains.catalog.editorial_errors import NotDeleted
from streamverse.domains.catalog.events import TitleRestored
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import editorial as repository
from streamverse.domains.catalog.repository.titles import parse_id
from streamverse.domains.catalog.service.access import may_change
from streamverse.domains.catalog.service.editorial import versions
from streamverse.domains.catalog.service.editorial.move import note
from streamverse.domains.catalog.service.leaving import NOBODY, blank, delete_with_parts
from streamverse.domains.catalog.service.write_title import apply_document, touch
from streamverse.domains.identity.public import Account
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

BATCH = 50


async def restore_version(
    session: WriteSession, clock: Clock, row: TitleRow, number: int, by: UUID
) -> None:
    """Let a title be as it was in a version; that is a new version.

    Raises VersionNotFound, SlugTaken, TitleNotReady.
    """
    document = versions.read_document(await versions.version_of(session, row, number))
    await apply_document(session, clock, row, document, by)
    await versions.keep(session, clock, row, by, comment=f"As in version {number}")


async def restore_deleted(
    session: WriteSession, services: Services, account: Account, title_id: str
) -> TitleRow:
    """Bring a deleted title back, as a draft with its old address. Raises NotDeleted.

    What was taken down comes back archived, from where only an editor brings it further.
    """
    clock = services.get(Clock)
    found = parse_id(title_id)
    row = await repository.lock_deleted(session, found) if found else None
    days = services.get(Settings).deleted_titles_kept_days
    if row is None or row.deleted_at is None or row.owner_id == NOBODY:
        raise NotDeleted
    is_late = clock.now() - row.deleted_at > timedelta(days=days)
    if is_late or not may_change(account, row):
        raise NotDeleted
    row.deleted_at = None
    row.publish_at = None
    came_from = TitleState(row.state)
    if await repository.was_taken_down(session, row.id):
        row.state = TitleState.ARCHIVED
    touch(session, clock, row)
    note(session, clock, row, came_from, account.id, "Brought back")
    outbox.publish(session, TitleRestored(row.id))
    return row


async def purge_deleted(services: Services) -> int:
    """Let go of titles that were deleted too long ago to bring back; returns how many."""
    clock = services.get(Clock)
    until = clock.now() - timedelta(days=services.get(Settings).deleted_titles_kept_days)
    gone = 0
    while True:
        async with services.get(Database).write() as session:
            rows = await repository.deleted_until(session, until, NOBODY, BATCH)
            for row in rows:
                await delete_with_parts(session, clock, row)
                blank(row)
        gone += len(rows)
        if len(rows) < BATCH:
            return gone
