"""Titles as the API lists them: rows in, cards out, with as many queries for one as for all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.kinds import Advisory, TitleKind, TitleState
from streamverse.domains.catalog.languages import found_in, named, sought
from streamverse.domains.catalog.maturity import boards_of
from streamverse.domains.catalog.models import (
    ArtworkRow,
    EventFactsRow,
    GenreRow,
    RatingRow,
    TextRow,
    TitleRow,
)
from streamverse.domains.catalog.offers_shown import Shown, offers_shown
from streamverse.domains.catalog.pictures import artwork_set
from streamverse.domains.catalog.repository import artwork as artwork_repository
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import taxonomy
from streamverse.domains.catalog.repository.facts import EVENT_KINDS, Facts
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.schemas.facts import EventTimes
from streamverse.domains.catalog.schemas.taxonomy import GenreBody
from streamverse.domains.catalog.schemas.titles import ChannelBody, TitleCard
from streamverse.domains.channels.public import ChannelCard, channel_cards
from streamverse.domains.media.public import AssetSummary, asset_summaries
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class Marks:
    """For whom cards are: where they stopped, what they listed, which languages they read.

    `asker` is who asks as far as rights go; without one nothing is said of offers. `ceiling` is
    the age up to which related titles are for them.
    """

    positions: Mapping[UUID, float] = field(default_factory=dict[UUID, float])
    listed: frozenset[UUID] = frozenset()
    languages: tuple[str, ...] = ()
    asker: Asker | None = None
    ceiling: int | None = None

    @property
    def country(self) -> str | None:
        """Whose boards' ratings they know."""
        return self.asker.country if self.asker else None


NOTHING_SAID = Shown()
NO_MARKS = Marks()
"""Nobody looks: what is the same for everyone."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the cards of some titles are made of, by title."""

    genres: Mapping[UUID, Sequence[GenreRow]]
    artwork: Mapping[UUID, Sequence[ArtworkRow]]
    assets: Mapping[UUID, AssetSummary]
    channels: Mapping[UUID, ChannelCard]
    events: Mapping[UUID, Sequence[EventFactsRow]]
    texts: Mapping[UUID, Sequence[TextRow]]
    ratings: Mapping[UUID, Sequence[RatingRow]]
    offers: Mapping[UUID, Shown]


async def cards(
    session: ReadSession, rows: Sequence[TitleRow], marks: Marks = NO_MARKS
) -> list[TitleCard]:
    """Return titles as cards, in the order given."""
    if not rows:
        return []
    facts = await card_facts(session, rows, marks)
    return [TitleCard(**card_of(row, facts, marks)) for row in rows]


async def card_facts(
    session: ReadSession, rows: Sequence[TitleRow], marks: Marks, known: Facts | None = None
) -> CardFacts:
    """Read what the cards of titles are made of; what is known or not needed is not asked for."""
    ids = [row.id for row in rows]
    asker = marks.asker
    return CardFacts(
        genres=await taxonomy.genre_rows_of(session, ids),
        artwork=await artwork_repository.artworks_of(session, ids),
        assets=await asset_summaries(session, filter(None, map(shown_asset, rows))),
        channels=await channel_cards(session, {row.channel_id for row in rows if row.channel_id}),
        events=known.events
        if known
        else await facts_repository.events_of(
            session, [row.id for row in rows if row.kind in EVENT_KINDS]
        ),
        texts=known.texts
        if known
        else await facts_repository.texts_in(session, ids, sought(marks.languages)),
        offers=await offers_shown(session, asker, rows) if asker else {},
        ratings=known.ratings
        if known
        else await facts_repository.ratings_of(session, ids if boards_of(marks.country) else []),
    )


def card_of(row: TitleRow, facts: CardFacts, marks: Marks) -> dict[str, Any]:
    """Return the fields of a title's card."""
    asset_id = shown_asset(row)
    asset = facts.assets.get(asset_id) if asset_id else None
    text = text_for(row, facts.texts.get(row.id, ()), marks.languages)
    name = (text and text.name) or row.name
    channel = facts.channels.get(row.channel_id) if row.channel_id else None
    events = facts.events.get(row.id)
    offers = facts.offers.get(row.id, NOTHING_SAID)
    return {
        "id": row.id,
        "slug": row.slug,
        "kind": TitleKind(row.kind),
        "name": name,
        "tagline": (text and text.tagline) or row.tagline,
        "year": row.year,
        "rating": _rating(row, facts.ratings.get(row.id, ()), marks.country),
        "min_age": row.min_age,
        "genres": [
            GenreBody(slug=genre.slug, name=named(genre.name, genre.names, marks.languages))
            for genre in facts.genres.get(row.id, ())
        ],
        "category": row.category,
        "advisories": [Advisory(each) for each in row.advisories],
        "released_on": row.released_on,
        "runtime_seconds": row.runtime_seconds or _runtime(row, asset),
        "artwork": artwork_set(facts.artwork.get(row.id, ()), asset, name),
        "state": TitleState(row.state),
        "is_playable": asset is not None and asset.is_playable,
        "channel": channel and channel_body(channel),
        "access": offers.access,
        "badges": list(offers.badges),
        "event": EventTimes.model_validate(events[0], from_attributes=True) if events else None,
        "position_seconds": marks.positions.get(row.id),
        "is_in_watchlist": row.id in marks.listed,
    }


def shown_asset(row: TitleRow) -> UUID | None:
    """Return what a title's card shows: its own asset, or a series' first playable episode's."""
    return row.face_asset_id if row.kind == TitleKind.SERIES else row.asset_id


def text_for(row: TitleRow, texts: Iterable[TextRow], languages: tuple[str, ...]) -> TextRow | None:
    """Return the texts to show to who reads these languages; None is as they were written."""
    there = {text.language: text for text in texts}
    own = row.original_language or next(iter(row.languages), "")
    tag = found_in(languages, own, there) if there else None
    return there[tag] if tag else None


def channel_body(card: ChannelCard) -> ChannelBody:
    """Return a channel as titles name it."""
    return ChannelBody(id=card.id, handle=card.handle, name=card.name, avatar_url=card.avatar_url)


def _rating(row: TitleRow, ratings: Sequence[RatingRow], country: str | None) -> str:
    """Return the rating that people of a country know, else the title's first."""
    known = {each.board: each.rating for each in ratings}
    local = (known[board] for board in boards_of(country) if board in known)
    return next(local, row.rating)


def _runtime(row: TitleRow, asset: AssetSummary | None) -> int | None:
    if row.kind == TitleKind.SERIES or asset is None or asset.duration_seconds is None:
        return None
    return round(asset.duration_seconds)
