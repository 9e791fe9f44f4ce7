"""What the catalog's pages say in their head tags."""

from typing import Any
from uuid import UUID

from streamverse.domains.catalog import repository
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.views import ArtworkRole, PageFacts
from streamverse.kit.db import ReadSession

LINE = 200
SCHEMA_TYPES = {"movie": "Movie", "series": "TVSeries", "video": "VideoObject"}
OPEN_GRAPH_TYPES = {"movie": "video.movie", "series": "video.tv_show", "video": "video.other"}


async def page_facts(session: ReadSession, path: str) -> PageFacts | None:
    """Return the facts of /title/…, /watch/… and /genre/…; None when there is nothing there."""
    _, section, key = path.split("/", 2)
    if section == "genre":
        genre = (await repository.genres_by_slugs(session, [key])).get(key)
        return PageFacts(name=genre.name) if genre else None
    row = await _row_of(session, key)
    if row is None:
        # an upload is watched by its asset's id before it is a title; the API says whether it may
        return PageFacts(name="Watch") if section == "watch" and _uuid(key) else None
    if row.state != "published":
        return PageFacts(name="Not published")
    return await _facts_of(session, row)


async def _row_of(session: ReadSession, key: str) -> TitleRow | None:
    id_ = _uuid(key)
    row = await repository.title_by(session, id_ or key)
    if row is None and id_:
        episode = await repository.episode_by_id(session, id_)
        row = await repository.title_by(session, episode.title_id) if episode else None
    return row


async def _facts_of(session: ReadSession, row: TitleRow) -> PageFacts:
    description = (row.tagline or row.synopsis)[:LINE]
    pictures = (await repository.artwork_of(session, [row.id])).get(row.id, {})
    order: tuple[ArtworkRole, ...] = ("backdrop", "still", "poster")
    images = [image for role in order if role in pictures for image in pictures[role].images]
    jpegs = [image for image in images if image["type"] == "image/jpeg"]
    image_url = jpegs[-1]["url"] if jpegs else ""
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES[row.kind],
        "name": row.name,
        "description": row.synopsis or row.tagline,
    }
    if row.year:
        document["dateCreated"] = str(row.year)
    if row.runtime_seconds:
        document["duration"] = f"PT{round(row.runtime_seconds)}S"
    genres = (await repository.genres_of(session, [row.id])).get(row.id, [])
    if genres:
        document["genre"] = [genre.name for genre in genres]
    return PageFacts(
        name=row.name,
        description=description,
        image_url=image_url,
        open_graph_type=OPEN_GRAPH_TYPES[row.kind],
        json_ld=document,
    )


def _uuid(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None
