"""What stands on shelves: many of them in one query, for one audience."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)

from streamverse.domains.catalog.audience import Audience
from streamverse.domains.catalog.models import (
    CreditRow,
    GenreRow,
    RightsWindowRow,
    TitleGenreRow,
    TitleRow,
    TitleTagRow,
)
from streamverse.domains.catalog.repository.channels import is_open_to
from streamverse.domains.catalog.repository.rights import granted, offered, on_air
from streamverse.domains.catalog.rights import EVERY
from streamverse.domains.catalog.shelf import LEAVING, Shelf, ShelfSort
from streamverse.kit.db import ReadSession

LONG_AGO = date(1800, 1, 1)


def seen_by(audience: Audience) -> ColumnElement[bool]:
    """Tell of `TitleRow` whether everybody of an audience may find it.

    It is offered to them, not above their ceiling, and in no channel that is not public.
    """
    is_seen = offered(audience.asker) & is_open_to()
    return is_seen if audience.ceiling is None else is_seen & (TitleRow.min_age <= audience.ceiling)


async def fill(
    session: ReadSession, audience: Audience, shelves: Mapping[str, Shelf]
) -> dict[str, list[UUID]]:
    """Return the titles of each shelf in its order, in one query for all of them."""
    found: dict[str, list[UUID]] = {key: [] for key in shelves}
    if not shelves:
        return found
    parts = [_one(key, shelf, audience) for key, shelf in shelves.items()]
    rows = await session.execute(union_all(*parts) if len(parts) > 1 else parts[0])
    for row in sorted(rows, key=lambda row: row.place):
        found[row.shelf].append(row.id)
    return found


async def seen_among(
    session: ReadSession, audience: Audience, title_ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Return those of these titles that everybody of an audience may find."""
    wanted = set(title_ids)
    if not wanted:
        return frozenset()
    query = select(TitleRow.id).where(TitleRow.id.in_(wanted), seen_by(audience))
    return frozenset(await session.scalars(query))


async def next_change(
    session: ReadSession, title_ids: Iterable[UUID], after: datetime
) -> datetime | None:
    """Return when the first of these titles may leave: it expires, or a window begins or ends."""
    wanted = set(title_ids)
    if not wanted:
        return None
    windows = RightsWindowRow.title_id.in_(wanted)
    moments = union_all(
        select(func.min(TitleRow.expire_at)).where(
            TitleRow.id.in_(wanted), TitleRow.expire_at > after
        ),
        select(func.min(RightsWindowRow.until_at)).where(windows, RightsWindowRow.until_at > after),
        select(func.min(RightsWindowRow.from_at)).where(
            windows, RightsWindowRow.from_at > after, RightsWindowRow.is_blackout.is_(True)
        ),
    )
    return min((each for each in await session.scalars(moments) if each), default=None)


async def largest_genres(session: ReadSession, limit: int) -> list[tuple[str, str, dict[str, str]]]:
    """Return (slug, name, names) of genres, those with the most titles first."""
    amount = func.count()
    query = (
        select(GenreRow.slug, GenreRow.name, GenreRow.names)
        .join(TitleGenreRow, TitleGenreRow.genre_slug == GenreRow.slug)
        .group_by(GenreRow.slug, GenreRow.name)
        .order_by(amount.desc(), GenreRow.slug)
        .limit(limit)
    )
    return [(slug, name, names or {}) for slug, name, names in await session.execute(query)]


def _one(key: str, shelf: Shelf, audience: Audience) -> Select[Any, Any, Any]:
    column, is_descending = _order(shelf.sort, audience.asker.at)
    inner = select(TitleRow.id, column.label("first"))
    inner = inner.where(*_conditions(shelf, audience), seen_by(audience))
    order = [column.desc(), TitleRow.id.desc()] if is_descending else [column, TitleRow.id]
    part = inner.order_by(*order).limit(shelf.limit).subquery()
    again = [part.c.first.desc(), part.c.id.desc()] if is_descending else [part.c.first, part.c.id]
    place = func.row_number().over(order_by=again)
    return select(literal(key).label("shelf"), part.c.id, place.label("place"))


def _order(sort: ShelfSort, now: datetime) -> tuple[ColumnElement[Any], bool]:
    match sort:
        case ShelfSort.NEWEST:
            return TitleRow.listed_at.expression, True
        case ShelfSort.OLDEST:
            return TitleRow.listed_at.expression, False
        case ShelfSort.POPULARITY:
            return TitleRow.popularity.expression, True
        case ShelfSort.NAME:
            return TitleRow.folded.expression, False
        case ShelfSort.RELEASED:
            return func.coalesce(TitleRow.released_on, LONG_AGO), True
        case ShelfSort.LEAVING:
            return func.coalesce(TitleRow.expire_at, _last_end(now)), False


def _last_end(now: datetime) -> ColumnElement[Any]:
    ends = select(func.max(RightsWindowRow.until_at))
    running = (RightsWindowRow.title_id == TitleRow.id, RightsWindowRow.until_at > now)
    return ends.where(*running).correlate(TitleRow).scalar_subquery()


def _conditions(shelf: Shelf, audience: Audience) -> Iterable[ColumnElement[bool]]:
    now = audience.asker.at
    one_of = {
        TitleRow.kind: shelf.kinds,
        TitleRow.category: shelf.categories,
        TitleRow.channel_id: shelf.channel_ids,
    }
    yield from (column.in_(values) for column, values in one_of.items() if values)
    at_least_one = {TitleRow.languages: shelf.languages, TitleRow.countries: shelf.countries}
    yield from (_has_one_of(column, words) for column, words in at_least_one.items() if words)
    if shelf.year_from is not None:
        yield TitleRow.year >= shelf.year_from
    if shelf.year_to is not None:
        yield TitleRow.year <= shelf.year_to
    if shelf.max_age is not None:
        yield TitleRow.min_age <= shelf.max_age
    yield from _beside(shelf)
    if shelf.access:
        yield _open_window(now, RightsWindowRow.monetisation.in_(shelf.access))
    if shelf.is_leaving:
        yield from _leaving(audience)
    if shelf.early_for is not None:
        yield from _early(now, shelf.early_for)


def _beside(shelf: Shelf) -> Iterable[ColumnElement[bool]]:
    """Tell of a title what other tables know of it."""
    genres, tags, credits_ = TitleGenreRow, TitleTagRow, CreditRow
    if shelf.genres:
        yield exists().where(genres.title_id == TitleRow.id, genres.genre_slug.in_(shelf.genres))
    if shelf.tags:
        yield exists().where(tags.title_id == TitleRow.id, tags.slug.in_(shelf.tags))
    if shelf.person_id:
        yield exists().where(
            credits_.title_id == TitleRow.id, credits_.person_id == shelf.person_id
        )


def _has_one_of(column: Any, words: Iterable[str]) -> ColumnElement[bool]:
    text = cast(column, String)
    return or_(*(text.contains(f'"{word}"', autoescape=True) for word in words))


def _leaving(audience: Audience) -> Iterable[ColumnElement[bool]]:
    now, soon = audience.asker.at, audience.asker.at + LEAVING
    later = replace(audience.asker, at=soon)
    yield TitleRow.id.in_(
        union(
            select(TitleRow.id).where(TitleRow.expire_at > now, TitleRow.expire_at <= soon),
            select(RightsWindowRow.title_id).where(
                RightsWindowRow.until_at > now, RightsWindowRow.until_at <= soon
            ),
        )
    )
    yield ~(on_air(soon) & granted(later))


def _early(now: datetime, plan: str) -> Iterable[ColumnElement[bool]]:
    """Tell what a plan has now and everybody will have."""
    is_for_all = RightsWindowRow.plans == EVERY
    yield TitleRow.id.in_(select(RightsWindowRow.title_id).where(RightsWindowRow.from_at > now))
    yield _open_window(now, RightsWindowRow.plans.contains(f",{plan},", autoescape=True))
    yield ~_open_window(now, is_for_all)
    yield exists().where(
        RightsWindowRow.title_id == TitleRow.id,
        RightsWindowRow.from_at > now,
        RightsWindowRow.is_blackout.is_(False),
        is_for_all,
    )


def _open_window(now: datetime, *facts: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        RightsWindowRow.title_id == TitleRow.id,
        RightsWindowRow.from_at <= now,
        or_(RightsWindowRow.until_at.is_(None), RightsWindowRow.until_at > now),
        RightsWindowRow.is_blackout.is_(False),
        *facts,
    )
