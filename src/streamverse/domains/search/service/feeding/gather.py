"""Reads what changed from the other domains, and makes documents of it."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.catalog.public import (
    FindableEpisode,
    FindableTitle,
    findable_people,
    findable_rights,
    findable_titles,
)
from streamverse.domains.channels.public import channel_cards
from streamverse.domains.media.public import asset_chapters, read_cues, text_tracks
from streamverse.domains.search.documents import channel_document, documents_of, person_document
from streamverse.domains.search.moments import Moment, moments_of_captions, moments_of_chapters
from streamverse.domains.search.ports import Document
from streamverse.domains.search.standing import Standing, standing_of, standing_of_any
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.log import logger
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services

MAX_CAPTIONS_BYTES = 8 * 1024**2

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Documents of titles, who may find each, and who is in them."""

    documents: list[Document]
    standings: dict[UUID, Standing]
    people: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Said:
    """Captions of an asset, in one language."""

    asset_id: UUID
    language: str
    webvtt: str


async def gather_titles(services: Services, ids: Iterable[UUID]) -> Gathered:
    """Return all documents of those of these titles that somebody may find."""
    database = services.get(Database)
    async with database.read_latest() as session:
        titles = await findable_titles(session, ids)
        assets = {asset_id for title in titles for asset_id in _shown(title)}
        chapters = await asset_chapters(session, assets)
        tracks = await text_tracks(session, assets)
    said: dict[UUID, list[Said]] = {}
    for track in tracks:
        webvtt = await _read(services.get(Objects), track.key)
        said.setdefault(track.asset_id, []).append(Said(track.asset_id, track.language, webvtt))
    plain = {
        asset_id: [(each.start_seconds, each.name) for each in several]
        for asset_id, several in chapters.items()
    }
    now = services.get(Clock).now()
    return await asyncio.to_thread(_made, titles, said, plain, now)


async def gather_people(
    services: Services, ids: Iterable[UUID], known: Mapping[UUID, Standing] | None = None
) -> list[Document]:
    """Return the documents of people; `known` has standings of titles that were read before."""
    async with services.get(Database).read_latest() as session:
        people = await findable_people(session, ids)
        standings = known
        if standings is None:
            now = services.get(Clock).now()
            wanted = {each for person in people for each in person.title_ids}
            rights = await findable_rights(session, wanted)
            standings = {each.id: standing_of(each, now) for each in rights}
    made: list[Document] = []
    for person in people:
        several = [standings[each] for each in person.title_ids if each in standings]
        standing = standing_of_any(several)
        if standing.can_be_found:
            made.append(person_document(person, standing))
    return made


async def gather_channels(services: Services, ids: Iterable[UUID]) -> list[Document]:
    """Return the documents of channels."""
    async with services.get(Database).read_latest() as session:
        cards = await channel_cards(session, ids)
    return [channel_document(card) for card in cards.values()]


def _made(
    titles: list[FindableTitle],
    said: Mapping[UUID, list[Said]],
    chapters: Mapping[UUID, list[tuple[float, str]]],
    now: datetime,
) -> Gathered:
    """Make the documents: the work is all analysis."""
    documents: list[Document] = []
    standings: dict[UUID, Standing] = {}
    for title in titles:
        standing = standings[title.id] = standing_of(title, now)
        documents += documents_of(title, standing, _moments(title, said, chapters))
    people = frozenset(each.person_id for title in titles for each in title.credits)
    return Gathered(documents, standings, people)


def _moments(
    title: FindableTitle,
    said: Mapping[UUID, list[Said]],
    chapters: Mapping[UUID, list[tuple[float, str]]],
) -> list[Moment]:
    places: list[tuple[UUID | None, FindableEpisode | None]] = [(title.asset_id, None)]
    places += ((each.asset_id, each) for each in title.episodes)
    made: list[Moment] = []
    for asset_id, episode in places:
        if asset_id is None:
            continue
        marked = episode.chapters if episode else title.chapters
        named = marked or chapters.get(asset_id, ())
        made += moments_of_chapters(asset_id, title.original_language, named, episode)
        for each in said.get(asset_id, ()):
            cues = read_cues(each.webvtt)
            made += moments_of_captions(asset_id, each.language, cues, episode)
    return made


def _shown(title: FindableTitle) -> list[UUID]:
    shown = (title.asset_id, *(each.asset_id for each in title.episodes))
    return [asset_id for asset_id in shown if asset_id is not None]


async def _read(objects: Objects, key: str) -> str:
    """Return captions; those that are gone say nothing."""
    try:
        data = await objects.get(key)
    except Exception as error:  # noqa: BLE001 - whatever the store raises: the rest is still found
        log.warning("captions_not_read", key=key, error=repr(error))
        return ""
    return data[:MAX_CAPTIONS_BYTES].decode(errors="replace")
