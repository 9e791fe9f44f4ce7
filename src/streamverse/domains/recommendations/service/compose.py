"""Compose what a whole audience sees of the home page: its rows, filled, and the cards as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.catalog.public import (
    Audience,
    Given,
    HomeLayout,
    Shelf,
    TitleCard,
    cards_for,
    fill_shelves,
    largest_genres,
    names_for,
    next_change,
    published_layouts,
)
from streamverse.domains.recommendations import repository
from streamverse.domains.recommendations.schemas import Period
from streamverse.domains.recommendations.service.rows import (
    GENRE_ROWS,
    PlannedRow,
    rows_of,
    usual_layout,
    usual_rows,
)
from streamverse.kit.db import ReadSession

NEAR = 5
"""How many of the filled rows are near the top: a title stands in one of them only."""
FEWEST_APART = 6
"""A row that would have fewer titles left is shown whole: a small library repeats itself."""
SPARE = 3
HEROES = 5
TRENDING_LOOKED_AT = 100
LONGEST = timedelta(minutes=1)
MARKS = frozenset({"position_seconds", "is_in_watchlist", "going_on"})
UNMARKED = b',"position_seconds":null,"is_in_watchlist":false,"going_on":null}'


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row and its titles; a personal one has none here."""

    plan: PlannedRow
    title_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class SharedPage:
    """What an audience sees, whoever looks. `cards` are JSON without the marks and the last "}"."""

    audience: Audience
    rows: tuple[FilledRow, ...]
    heroes: tuple[UUID, ...]
    cards: dict[UUID, bytes]
    composed_at: datetime
    good_until: datetime
    written: dict[str, bytes] = field(default_factory=dict[str, bytes])
    """What was written of it for somebody without marks, to be written once."""


async def compose(
    session: ReadSession, audience: Audience, layout: HomeLayout | None = None
) -> SharedPage:
    """Compose the page of an audience, by the layout that fits best or by a given one."""
    now = audience.asker.at
    layouts = await published_layouts(session)
    chosen = layout or next((each for each in layouts if each.fits(audience)), None)
    trending = Given(await _trending(session, audience))
    plans = await _planned(session, audience, chosen, trending)
    filled = await fill_shelves(session, audience, _wanted(plans))
    rows = _apart(plans, filled)
    shown = {title_id for row in rows for title_id in row.title_ids}
    cards = await cards_for(session, audience, shown)
    ends = [await next_change(session, shown, now), *_turns(layouts, now), now + LONGEST]
    return SharedPage(
        audience=audience,
        rows=rows,
        heroes=_heroes(rows, cards),
        cards={title_id: card_json(card) for title_id, card in cards.items()},
        composed_at=now,
        good_until=min(end for end in ends if end is not None),
    )


def card_json(card: TitleCard) -> bytes:
    """Return a card's JSON up to where a viewer's marks follow."""
    return card.model_dump_json(exclude=set(MARKS))[:-1].encode()


async def _trending(session: ReadSession, audience: Audience) -> tuple[UUID, ...]:
    """Return what trends today and then what trended this week, the most watched first."""
    today = await repository.trending(session, Period.DAY, is_kids=audience.is_kids)
    week = await repository.trending(session, Period.WEEK, is_kids=audience.is_kids)
    return tuple(dict.fromkeys((*today, *week)))[:TRENDING_LOOKED_AT]


async def _planned(
    session: ReadSession, audience: Audience, layout: HomeLayout | None, trending: Given
) -> tuple[PlannedRow, ...]:
    if layout is not None:
        names = await names_for(session, audience, layout.rows)
        return rows_of(layout.rows, audience, names, trending)
    genres = await largest_genres(session, GENRE_ROWS)
    names = await names_for(session, audience, usual_layout(audience, genres))
    return usual_rows(audience, genres, names, trending)


def _wanted(plans: Iterable[PlannedRow]) -> dict[str, Shelf | Given]:
    """Return what to ask for: of each row more than it shows, some may stand above it already."""
    return {
        plan.id: replace(plan.source, limit=SPARE * plan.limit)  # pyright: ignore[reportReturnType]
        for plan in plans
        if plan.source is not None
    }


def _apart(
    plans: Sequence[PlannedRow], filled: Mapping[str, tuple[UUID, ...]]
) -> tuple[FilledRow, ...]:
    """Return the rows with enough in them; near the top a title stands in one row only."""
    rows: list[FilledRow] = []
    seen: set[UUID] = set()
    near = 0
    for plan in plans:
        ids = filled.get(plan.id, ())
        if plan.is_personal:
            rows.append(FilledRow(plan, ()))
            continue
        if len(ids) < plan.fewest:
            continue
        fresh = tuple(each for each in ids if each not in seen)
        is_near = 0 < near < NEAR and plan.id != "top10"
        shown = (fresh if is_near and len(fresh) >= FEWEST_APART else ids)[: plan.limit]
        if near < NEAR:
            seen.update(shown)
        near += 1
        rows.append(FilledRow(plan, shown))
    return tuple(rows)


def _heroes(rows: Iterable[FilledRow], cards: Mapping[UUID, TitleCard]) -> tuple[UUID, ...]:
    """Return what is shown large: of what is new, what plays and has a wide picture, first."""
    in_order = sorted(rows, key=lambda row: row.plan.kind != "new")
    ids = list(dict.fromkeys(each for row in in_order for each in row.title_ids if each in cards))
    playable = [each for each in ids if cards[each].is_playable]
    wide = [each for each in playable if cards[each].artwork.backdrop]
    return tuple((wide or playable or ids)[:HEROES])


def _turns(layouts: Iterable[HomeLayout], now: datetime) -> Iterable[datetime]:
    """Yield when layouts begin and end."""
    for layout in layouts:
        for moment in (layout.from_at, layout.until_at):
            if moment is not None and moment > now:
                yield moment
