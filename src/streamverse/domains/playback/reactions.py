"""What playback does when media or the catalog says something happened."""

from uuid import UUID

from streamverse.domains.catalog.events import TitleDeleted, TitleUnpublished
from streamverse.domains.media.events import AssetDeleted, AssetReplaced
from streamverse.domains.playback import repository
from streamverse.domains.playback.models import PlaybackSessionRow
from streamverse.domains.playback.revocations import Revocations, revoke
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.services import Services


async def follow_replacement(_: Services, session: WriteSession, event: AssetReplaced) -> None:
    """Let viewers go on where they stopped, in the new version."""
    await repository.move_resume_points(session, event.asset_id, event.by_asset_id)


async def end_sessions_on_asset(
    services: Services, session: WriteSession, event: AssetDeleted
) -> None:
    """Take the tokens for a deleted asset away, and forget where viewers stopped in it."""
    await _end(services, session, await repository.open_sessions_on(session, event.asset_id))
    await repository.forget_asset(session, event.asset_id)


async def end_sessions_on_title(
    services: Services, session: WriteSession, event: TitleUnpublished | TitleDeleted
) -> None:
    """Take the tokens for a title away that the public may no longer see."""
    title_id: UUID = event.title_id
    await _end(services, session, await repository.open_sessions_of_title(session, title_id))


async def _end(services: Services, session: WriteSession, rows: list[PlaybackSessionRow]) -> None:
    now = services.get(Clock).now()
    revocations = services.get(Revocations)
    for row in rows:
        row.ended_at = now
        await revoke(session, row.id, now, row.expires_at)
    for row in rows:
        await revocations.tell([row.id], row.expires_at)


REACTIONS = (
    Reaction("playback.follow_replacement", AssetReplaced, follow_replacement),
    Reaction("playback.end_sessions_on_deleted_asset", AssetDeleted, end_sessions_on_asset),
    Reaction("playback.end_sessions_on_hidden_title", TitleUnpublished, end_sessions_on_title),
    Reaction("playback.end_sessions_on_deleted_title", TitleDeleted, end_sessions_on_title),
)
