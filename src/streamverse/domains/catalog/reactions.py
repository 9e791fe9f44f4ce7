"""What the catalog does when media says that an asset was replaced or taken away."""

from collections.abc import Iterable
from uuid import UUID

from streamverse.domains.catalog.channel_reactions import CHANNEL_REACTIONS
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.privacy import PRIVACY
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.service.face import show_face
from streamverse.domains.catalog.service.publish import unpublish
from streamverse.domains.catalog.service.write_title import touch
from streamverse.domains.media.events import AssetDeleted, AssetPlayable, AssetReplaced
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.services import Services


async def repoint(services: Services, session: WriteSession, event: AssetReplaced) -> None:
    """Show the new asset wherever the old one was shown."""
    clock = services.get(Clock)
    for row in await repository.titles_showing(session, event.asset_id):
        row.asset_id = event.by_asset_id
        touch(session, clock, row)
    for episode in await series_repository.episodes_showing(session, event.asset_id):
        episode.asset_id = event.by_asset_id
        await _touch_series(services, session, str(episode.title_id))
    extras = await facts_repository.extras_showing(session, event.asset_id)
    for extra in extras:
        extra.asset_id = event.by_asset_id
    await _touch_titles(services, session, [extra.title_id for extra in extras])


async def let_go(services: Services, session: WriteSession, event: AssetDeleted) -> None:
    """Forget an asset; a film that has nothing to play any more becomes a draft.

    What was replaced is `repoint`'s: the two events may arrive in either order.
    """
    if event.replaced_by_id is not None:
        return
    for row in await repository.titles_showing(session, event.asset_id):
        row.asset_id = None
        touch(session, services.get(Clock), row)
        await unpublish(session, services.get(Clock), row, None)
    for episode in await series_repository.episodes_showing(session, event.asset_id):
        episode.asset_id = None
        await _touch_series(services, session, str(episode.title_id))
    extras = await facts_repository.extras_showing(session, event.asset_id)
    for extra in extras:
        await session.delete(extra)
    await _touch_titles(services, session, [extra.title_id for extra in extras])


async def begin_to_show(services: Services, session: WriteSession, event: AssetPlayable) -> None:
    """Let series show an episode that can be played now, where it is their first."""
    for episode in await series_repository.episodes_showing(session, event.asset_id):
        row = await repository.lock_title(session, str(episode.title_id))
        if row is not None and await show_face(session, row):
            touch(session, services.get(Clock), row)


async def _touch_series(services: Services, session: WriteSession, title_id: str) -> None:
    row: TitleRow | None = await repository.lock_title(session, title_id)
    if row is not None:
        await show_face(session, row)
        touch(session, services.get(Clock), row)


async def _touch_titles(
    services: Services, session: WriteSession, title_ids: Iterable[UUID]
) -> None:
    for title_id in sorted(set(title_ids)):
        row = await repository.lock_title(session, str(title_id))
        if row is not None:
            touch(session, services.get(Clock), row)


REACTIONS = (
    Reaction("catalog.repoint", AssetReplaced, repoint),
    Reaction("catalog.let_go", AssetDeleted, let_go),
    Reaction("catalog.begin_to_show", AssetPlayable, begin_to_show),
    *CHANNEL_REACTIONS,
    *PRIVACY.reactions,
)
