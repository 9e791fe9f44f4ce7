"""Titles, episodes and uploads as playback's lists show them, in as few queries as for one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.public import (
    PlayableEpisode,
    TitleCard,
    episodes_by_id,
    title_cards,
)
from streamverse.domains.identity.public import Caller
from streamverse.domains.media.public import AssetSummary, asset_summaries
from streamverse.domains.playback.models import ResumePointRow
from streamverse.domains.playback.schemas import EpisodeRef, TitleRef
from streamverse.kit.db import ReadSession

PICTURE_WIDTH = 400
"""Wide enough for a place in a list, on a dense screen too."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one viewer may see of the things in a list."""

    titles: Mapping[UUID, TitleCard]
    episodes: Mapping[UUID, PlayableEpisode]
    uploads: Mapping[UUID, AssetSummary]

    def facts(
        self, asset_id: UUID, title_id: UUID | None, episode_id: UUID | None
    ) -> dict[str, Any]:
        """Return name, title, episode and pictures of one of them."""
        card = self.titles.get(title_id) if title_id else None
        upload = self.uploads.get(asset_id)
        name = card.name if card else (upload.title or upload.filename) if upload else ""
        return {
            "name": name,
            "title": title_ref(card) if card else None,
            "episode": episode_ref(self.episodes.get(episode_id) if episode_id else None)
            if card
            else None,
            **(_pictures(card) if card else _frames(upload)),
        }


async def shown_of(session: ReadSession, viewer: Caller, points: Sequence[ResumePointRow]) -> Shown:
    """Return what this viewer may see of what they have watched."""
    untitled = [each.asset_id for each in points if each.title_id is None]
    uploads = await asset_summaries(session, untitled) if untitled else {}
    return Shown(
        titles=await title_cards(session, viewer, {e.title_id for e in points if e.title_id}),
        episodes=await episodes_by_id(session, {e.episode_id for e in points if e.episode_id}),
        uploads={
            asset_id: asset
            for asset_id, asset in uploads.items()
            if asset.owner_id == viewer.account_id and not asset.is_deleted and not viewer.is_kids
        },
    )


def title_ref(card: TitleCard) -> TitleRef:
    """Return what names a title."""
    return TitleRef(id=card.id, slug=card.slug, name=card.name, kind=card.kind.value)


def episode_ref(episode: PlayableEpisode | None) -> EpisodeRef | None:
    """Return what names an episode."""
    if episode is None:
        return None
    return EpisodeRef(
        id=episode.id,
        season_number=episode.season_number,
        number=episode.number,
        name=episode.name,
    )


def _pictures(card: TitleCard) -> dict[str, str | None]:
    art = card.artwork
    poster, still = art.poster, art.still or art.backdrop
    return {
        "poster_url": _fitting((i.url, i.width, i.type) for i in poster.images) if poster else None,
        "still_url": _fitting((i.url, i.width, i.type) for i in still.images) if still else None,
    }


def _frames(upload: AssetSummary | None) -> dict[str, str | None]:
    images = upload.poster_urls if upload else ()
    return {"poster_url": None, "still_url": _fitting((i.url, i.width, i.type) for i in images)}


def _fitting(images: Iterable[tuple[str, int, str]]) -> str | None:
    """Return the smallest JPEG that is wide enough, else the widest."""
    all_ = list(images)
    jpegs = sorted((w, url) for url, w, kind in all_ if kind == "image/jpeg")
    chosen = jpegs or sorted((w, url) for url, w, _ in all_)
    if not chosen:
        return None
    return next((url for width, url in chosen if width >= PICTURE_WIDTH), chosen[-1][1])
