"""Hits as answers: checked once more against the catalog, with cards and marks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.public import TitleCard, cards_for, titles_offered
from streamverse.domains.channels.public import visible_channels
from streamverse.domains.playback.public import memory_of_viewer
from streamverse.domains.search.analysis.marking import Marker, Pieces, pieces_of
from streamverse.domains.search.answers import Answers
from streamverse.domains.search.ports import Hit
from streamverse.domains.search.schemas import (
    FoundChannel,
    FoundEpisode,
    FoundMoment,
    FoundPerson,
    FoundType,
    Piece,
    SearchItem,
)
from streamverse.domains.search.viewing import Viewing
from streamverse.kit.db import ReadSession

TITLES_A_PERSON = 20
"""Of somebody's titles so many are looked at for one that this viewer may see."""
TITLES_AT_FIRST = 2
"""The rest of them only where none of these may be seen, which is rare."""


async def items_of(
    session: ReadSession,
    answers: Answers,
    viewing: Viewing,
    hits: Sequence[Hit],
    marker: Marker | None,
) -> list[SearchItem]:
    """Return the hits that this viewer may see now, whatever the index still says."""
    kept = await seen(session, answers, viewing, hits)
    named = {title_id for hit in kept if (title_id := _title_id(hit)) is not None}
    cards = await cards_to_see(session, answers, viewing, named)
    items: list[SearchItem] = []
    shown: set[tuple[str, float]] = set()
    for hit in kept:
        item = _item(hit, cards, marker)
        if item is None:
            continue
        if item.moment is not None:  # windows overlap by a cue
            place = (str(item.moment.asset_id), item.moment.start_seconds)
            if place in shown:
                continue
            shown.add(place)
        items.append(item)
    return items


async def cards_to_see(
    session: ReadSession, answers: Answers, viewing: Viewing, ids: Iterable[UUID]
) -> dict[UUID, TitleCard]:
    """Return titles that were checked as cards, with what is remembered of this viewer."""

    async def read(new: list[UUID]) -> dict[UUID, TitleCard]:
        return await cards_for(session, viewing.audience, new)

    cards = await answers.cards(viewing.readership, ids, read)
    if not cards or viewing.caller.profile is None:
        return cards
    memory = await memory_of_viewer(session, viewing.caller.viewer_key)
    return {
        title_id: card.model_copy(
            update={
                "is_in_watchlist": title_id in memory.listed,
                "position_seconds": memory.positions.get(title_id),
            }
        )
        for title_id, card in cards.items()
    }


async def seen(
    session: ReadSession, answers: Answers, viewing: Viewing, hits: Sequence[Hit]
) -> list[Hit]:
    """Return those of these hits that the catalog and channels let this viewer see."""

    async def check(ids: list[UUID]) -> frozenset[UUID]:
        return await titles_offered(session, viewing.caller, viewing.asker, ids)

    behind = {id(hit): _behind(hit) for hit in hits}
    first = [each for titles in behind.values() for each in titles[:TITLES_AT_FIRST]]
    offered = await answers.allowed(viewing.whose, first, check)
    more = [
        each
        for titles in behind.values()
        if len(titles) > TITLES_AT_FIRST and offered.isdisjoint(titles)
        for each in titles
    ]
    if more:
        offered |= await answers.allowed(viewing.whose, more, check)
    channels = {UUID(hit.data["id"]) for hit in hits if hit.data["type"] == FoundType.CHANNEL}
    known = (
        await visible_channels(session, viewing.caller, channels) if channels else frozenset[UUID]()
    )
    return [
        hit
        for hit in hits
        if (
            UUID(hit.data["id"]) in known
            if hit.data["type"] == FoundType.CHANNEL
            else not offered.isdisjoint(behind[id(hit)])
        )
    ]


def marks_of(data: Mapping[str, Any], marker: Marker | None) -> dict[str, list[Piece]]:
    """Return the texts of a hit in which something was found."""
    if marker is None:
        return {}
    texts = {name: str(data.get(name) or "") for name in ("name", "tagline", "synopsis", "text")}
    texts["people"] = ", ".join(data.get("people", ()))
    found = {name: pieces_of(text, marker, is_whole=name == "name") for name, text in texts.items()}
    if not found["name"]:
        others = (pieces_of(each, marker, is_whole=True) for each in data.get("names", {}).values())
        found["other_name"] = next((each for each in others if each), None)
    return {name: as_pieces(pieces) for name, pieces in found.items() if pieces}


def as_pieces(pieces: Pieces) -> list[Piece]:
    """Return pieces as the API shows them."""
    return [Piece(text=text, is_match=is_match) for text, is_match in pieces]


def moment_of(data: Mapping[str, Any], marker: Marker | None) -> FoundMoment:
    """Return a moment, at the second of its first match."""
    start = float(data["start"])
    cues = [(float(second), str(words)) for second, words in data.get("cues", ())]
    if cues and marker is not None:
        start = next((second for second, words in cues if pieces_of(words, marker)), start)
    return FoundMoment(
        asset_id=data["asset_id"],
        start_seconds=start,
        text=data["text"],
        language=data["language"],
        is_chapter=data["is_chapter"],
    )


def episode_of(data: Mapping[str, Any] | None) -> FoundEpisode | None:
    """Return an episode as it was indexed."""
    if data is None:
        return None
    return FoundEpisode(
        id=data["id"],
        season_number=data["season"],
        number=data["number"],
        name=data["name"],
        synopsis=data.get("synopsis", ""),
        image_url=data.get("image", ""),
    )


def _item(hit: Hit, cards: Mapping[UUID, TitleCard], marker: Marker | None) -> SearchItem | None:
    data = hit.data
    found = FoundType(data["type"])
    title_id = _title_id(hit)
    card = cards.get(title_id) if title_id else None
    if title_id is not None and card is None:
        return None
    item = SearchItem(type=found, title=card, highlights=marks_of(data, marker))
    if found is FoundType.PERSON:
        item.person = FoundPerson(
            id=data["id"],
            slug=data["slug"],
            name=data["name"],
            portrait_url=data["image"],
            dominant_color=data["color"],
        )
    elif found is FoundType.CHANNEL:
        item.channel = FoundChannel(
            id=data["id"],
            handle=data["handle"],
            name=data["name"],
            avatar_url=data["image"],
            is_public=data["is_public"],
        )
    elif found is FoundType.EPISODE:
        item.episode = episode_of(data)
    elif found is FoundType.MOMENT:
        item.moment = moment_of(data, marker)
        item.episode = episode_of(data["episode"])
    return item


def _title_id(hit: Hit) -> UUID | None:
    data = hit.data
    named = data["id"] if data["type"] == FoundType.TITLE else data.get("title_id")
    return UUID(named) if named else None


def _behind(hit: Hit) -> list[UUID]:
    """Return the titles of which one must be there for the hit to be shown."""
    if hit.data["type"] == FoundType.PERSON:
        return [UUID(each) for each in hit.data["title_ids"][:TITLES_A_PERSON]]
    title_id = _title_id(hit)
    return [title_id] if title_id else []
