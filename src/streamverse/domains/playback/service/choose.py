"""What is to be played, and whether this caller may see it."""

from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.catalog.public import PlayableTitle, title_for_playback, title_of_asset
from streamverse.domains.identity.public import Caller
from streamverse.domains.media.public import AssetState, AssetSummary, asset_summary
from streamverse.domains.playback.errors import NothingToPlay, NotPlayableYet
from streamverse.domains.playback.resume_points import episode_to_go_on_with
from streamverse.domains.playback.service.ceiling import require_within
from streamverse.domains.playback.service.rights import Watcher, highest_rung
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class Choice:
    """Something this caller may see. Without an asset there is nothing to play yet."""

    asset_id: UUID | None
    title: PlayableTitle | None
    is_public: bool
    max_rung: int | None = None


async def choose_title(session: ReadSession, watcher: Watcher, id_or_slug: str) -> Choice:
    """Find what plays at a title or an episode.

    A series goes on with the episode that this viewer is at. Drafts are their owner's and the
    editors' to see. Raises NothingToPlay, AboveMaturityCeiling, TitleNotOffered, NotEntitled.
    """
    caller = watcher.caller
    title = await title_for_playback(session, id_or_slug)
    if title is None or not (title.is_published or _is_theirs(caller, title.owner_id)):
        raise NothingToPlay
    require_within(caller, title)
    max_rung = await _ceiling(session, watcher, title)
    is_whole_series = title.episode is not None and str(title.episode.id) != id_or_slug
    if is_whole_series:
        at = await episode_to_go_on_with(session, caller.viewer_key, title.id)
        title = (at and await title_for_playback(session, str(at))) or title
    return Choice(title.asset_id, title, title.is_published, max_rung)


async def choose_asset(session: ReadSession, watcher: Watcher, asset_id: UUID) -> Choice:
    """Find an asset: its owner's and the editors', or public by a title. Raises as a title does."""
    caller = watcher.caller
    title = await title_of_asset(session, asset_id)
    if title is not None and title.is_published:
        require_within(caller, title)
        max_rung = await _ceiling(session, watcher, title)
        return Choice(asset_id, title, is_public=True, max_rung=max_rung)
    asset = await asset_summary(session, asset_id)
    if asset is None or asset.is_deleted or not _is_theirs(caller, asset.owner_id):
        raise NothingToPlay
    require_within(caller, title)
    return Choice(asset_id, title, is_public=False)


async def choose_content(session: ReadSession, watcher: Watcher, content_id: str) -> Choice:
    """Find a title, an episode or an asset by the id of any of them, or a slug."""
    try:
        return await choose_title(session, watcher, content_id)
    except NothingToPlay:
        try:
            asset_id = UUID(content_id)
        except ValueError:
            raise NothingToPlay from None
        return await choose_asset(session, watcher, asset_id)


async def why_not(session: ReadSession, asset_id: UUID) -> NotPlayableYet | NothingToPlay:
    """Return the refusal for an asset that has no programme."""
    asset = await asset_summary(session, asset_id)
    if asset is None or asset.is_deleted:
        return NothingToPlay()
    if asset.state is AssetState.FAILED:
        return NotPlayableYet("It could not be prepared.", state=asset.state.value)
    return NotPlayableYet(state=asset.state.value, progress=asset.progress)


async def summary(session: ReadSession, asset_id: UUID | None) -> AssetSummary | None:
    """Return an asset in short; None when there is none (any more)."""
    asset = await asset_summary(session, asset_id) if asset_id else None
    return None if asset is None or asset.is_deleted else asset


async def _ceiling(session: ReadSession, watcher: Watcher, title: PlayableTitle) -> int | None:
    """Return the highest rung a right reaches to; None without a limit."""
    if _is_theirs(watcher.caller, title.owner_id):
        return None
    return await highest_rung(session, watcher, title)


def _is_theirs(caller: Caller, owner_id: UUID) -> bool:
    if caller.is_kids:
        return False
    return caller.account_id == owner_id or caller.is_editor
