"""Publish a title, and take it back."""

from uuid import UUID

from streamverse.domains.catalog.events import TitlePublished, TitleUnpublished
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.readiness import require_ready
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.service.rights.default_window import ensure_window
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession


async def publish(session: WriteSession, clock: Clock, row: TitleRow, by: UUID) -> None:
    """Let viewers find a title. Raises TitleNotReady; one that is published stays as it is."""
    has_episode = bool(await series_repository.episode_assets(session, [row.id]))
    require_ready(row, has_episode=has_episode)
    if row.state == TitleState.PUBLISHED:
        return
    now = clock.now()
    row.state = TitleState.PUBLISHED
    row.published_by = by
    if row.published_at is None:  # published again, it keeps its place in the lists
        row.published_at = row.listed_at = now
    row.updated_at = now
    row.version += 1
    await ensure_window(session, clock, row, by, row.published_at)
    outbox.publish(session, TitlePublished(row.id))


def unpublish(session: WriteSession, row: TitleRow) -> None:
    """Hide a title from viewers; a draft stays as it is."""
    if row.state == TitleState.PUBLISHED:
        row.state = TitleState.DRAFT
        row.version += 1
        outbox.publish(session, TitleUnpublished(row.id))
