"""What the pages of titles say about themselves to search engines and link previews."""

import re
from dataclasses import dataclass, field
from typing import Any

from streamverse.domains.catalog.cards import cards
from streamverse.domains.catalog.kinds import TitleKind, TitleState
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.schemas.artwork import ArtworkBody
from streamverse.domains.catalog.schemas.titles import TitleCard
from streamverse.domains.catalog.service.rights.decisions import decisions_of
from streamverse.domains.media.public import asset_summary
from streamverse.kit.db import ReadSession

GONE = 410
DESCRIPTION_LENGTH = 300
PATH = re.compile(r"^/(title|watch)/([^/]+)/?$")
OPEN_GRAPH = {TitleKind.MOVIE: "video.movie", TitleKind.SERIES: "video.tv_show"}
SCHEMA_ORG = {TitleKind.MOVIE: "Movie", TitleKind.SERIES: "TVSeries"}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page's head tags; `status` is what the page answers with."""

    name: str
    description: str = ""
    image_url: str = ""
    open_graph_type: str = "website"
    json_ld: dict[str, Any] = field(default_factory=dict[str, Any])
    status: int = 200


async def page_facts(session: ReadSession, path: str, asker: Asker) -> PageFacts | None:
    """Return a page's facts; None when there is no such page for the public.

    What is not offered to whoever asks has a page without facts: people are told why, crawlers 404.
    """
    found = PATH.match(path)
    if found is None:
        return None
    kind, key = found.groups()
    if kind == "title":
        return await _title(session, key, asker)
    return await _watched(session, key, asker)


async def _title(session: ReadSession, key: str, asker: Asker) -> PageFacts | None:
    row = await repository.find_title(session, key, also_deleted=True)
    if row is None:
        return None
    if row.deleted_at is not None:
        if row.published_at is None or row.is_members_only:  # the world never knew of it
            return None
        return PageFacts("No longer available", status=GONE)
    if row.state != TitleState.PUBLISHED or row.is_members_only:
        return None
    if not (await decisions_of(session, asker, [row.id]))[row.id].is_offered:
        return None
    card = (await cards(session, [row]))[0]
    image = _image(card)
    description = row.tagline or row.synopsis[:DESCRIPTION_LENGTH]
    return PageFacts(
        name=f"{row.name} ({row.year})" if row.year else row.name,
        description=description,
        image_url=image,
        open_graph_type=OPEN_GRAPH.get(card.kind, "video.other"),
        json_ld=_json_ld(row, card, image),
    )


async def _watched(session: ReadSession, key: str, asker: Asker) -> PageFacts | None:
    """A title, an episode or an upload; what is not public keeps its name to itself."""
    facts = await _title(session, key, asker)
    identifier = repository.parse_id(key)
    if facts or identifier is None:
        return facts
    episode = await series_repository.episode_by_id(session, identifier)
    if episode is not None:
        series = await _title(session, str(episode.title_id), asker)
        return series and PageFacts(
            f"{episode.name} · {series.name}", episode.synopsis, series.image_url, "video.episode"
        )
    is_there = await repository.find_title(session, key) or await asset_summary(session, identifier)
    return PageFacts("Watch") if is_there else None


def _image(card: TitleCard) -> str:
    art = card.artwork.backdrop or card.artwork.still or card.artwork.poster
    return largest_jpeg(art) if art else ""


def largest_jpeg(art: ArtworkBody) -> str:
    """Return the address of a picture as link previews take it."""
    jpegs = [image for image in art.images if image.type == "image/jpeg"] or art.images
    return max(jpegs, key=lambda image: image.width).url if jpegs else ""


def _json_ld(row: TitleRow, card: TitleCard, image: str) -> dict[str, Any]:
    """Return schema.org's description of a title."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": SCHEMA_ORG.get(card.kind, "VideoObject"),
        "name": row.name,
        "description": row.synopsis or row.tagline,
        "image": image,
        "genre": [genre.name for genre in card.genres],
        "inLanguage": row.languages,
        "contentRating": row.rating,
        "dateCreated": str(row.year) if row.year else "",
        "duration": f"PT{card.runtime_seconds}S" if card.runtime_seconds else "",
        "uploadDate": row.published_at.isoformat() if row.published_at else "",
    }
    return {name: value for name, value in facts.items() if value}
