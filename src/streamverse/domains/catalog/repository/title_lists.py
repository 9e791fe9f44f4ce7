"""The query behind every list of titles: filters, one order, one page."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, cast, exists, intersect, or_, select

from streamverse.domains.catalog.models import (
    CreditRow,
    EpisodeRow,
    RightsWindowRow,
    TitleFlagRow,
    TitleGenreRow,
    TitleRow,
    TitleTagRow,
)
from streamverse.domains.catalog.repository.visible import is_public, is_within
from streamverse.domains.catalog.slugs import folded
from streamverse.domains.catalog.title_lists import Sorting, TitleSort, Wanted
from streamverse.kit.db import ReadSession

MOST_WORDS = 12
"""Words after these are not looked for: each is held against every title."""
SHORT_SPAN = 3
"""So many years are found faster by their index than in the order of a list."""


async def list_titles(
    session: ReadSession,
    wanted: Wanted,
    sorting: Sorting,
    after: tuple[Any, UUID] | None,
    limit: int,
) -> Sequence[TitleRow]:
    """Return a page of titles, one more than `limit` when there is a next one."""
    column = getattr(TitleRow, sorting.column)
    query = select(TitleRow).where(
        TitleRow.deleted_at.is_(None),
        *_own(wanted),
        *_years(wanted, sorting),
        *_beside(wanted),
        _is_shown(wanted),
    )
    if after:
        value, title_id = after
        is_later = column > value if sorting.is_rising else column < value
        is_next = TitleRow.id > title_id if sorting.is_rising else TitleRow.id < title_id
        query = query.where(or_(is_later, and_(column == value, is_next)))
    order = (column, TitleRow.id) if sorting.is_rising else (column.desc(), TitleRow.id.desc())
    return (await session.scalars(query.order_by(*order).limit(limit + 1))).all()


def _is_shown(wanted: Wanted) -> ColumnElement[bool]:
    sees_all = wanted.sees_drafts or wanted.owner_id
    if wanted.is_public_only or not sees_all:
        return is_public(wanted.ceiling, wanted.asker, wanted.member_of)
    return is_within(wanted.ceiling)


def _own(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    """Tell what a title's own row has to say."""
    equal = {
        TitleRow.owner_id: wanted.owner_id,
        TitleRow.state: wanted.state,
        TitleRow.year: wanted.year,
        TitleRow.category: wanted.category,
        TitleRow.channel_id: wanted.channel_id,
    }
    yield from (column == value for column, value in equal.items() if value is not None)
    if wanted.kinds:
        kinds = wanted.kinds
        yield TitleRow.kind == kinds[0] if len(kinds) == 1 else TitleRow.kind.in_(kinds)
    if wanted.rating_max is not None:
        yield TitleRow.min_age <= wanted.rating_max
    if wanted.language:
        yield _has_language(wanted.language)
    if wanted.country:
        yield cast(TitleRow.countries, String).contains(f'"{wanted.country}"', autoescape=True)
    for word in list(dict.fromkeys(folded(wanted.words or "").split()))[:MOST_WORDS]:
        yield TitleRow.folded.contains(word, autoescape=True)


def _beside(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    """Tell what other tables have to say; each is asked by its primary key, or names few titles."""
    yield from _labelled(wanted)
    if wanted.person_id:
        of_person = select(CreditRow.title_id).where(CreditRow.person_id == wanted.person_id)
        yield TitleRow.id.in_(of_person)
    if wanted.asset_id:
        of_episode = select(EpisodeRow.title_id).where(EpisodeRow.asset_id == wanted.asset_id)
        yield or_(TitleRow.asset_id == wanted.asset_id, TitleRow.id.in_(of_episode))
    if wanted.access and wanted.asker:
        now = wanted.asker.at
        yield exists().where(
            RightsWindowRow.title_id == TitleRow.id,
            RightsWindowRow.monetisation == wanted.access,
            RightsWindowRow.is_blackout.is_(False),
            RightsWindowRow.from_at <= now,
            or_(RightsWindowRow.until_at.is_(None), RightsWindowRow.until_at > now),
        )
    if wanted.is_flagged:
        open_flags = select(TitleFlagRow.title_id).where(TitleFlagRow.resolved_at.is_(None))
        yield TitleRow.id.in_(open_flags)


def _years(wanted: Wanted, sorting: Sorting) -> Iterable[ColumnElement[bool]]:
    """Tell of the years; a long span as a sum, so that no engine takes their index for it.

    SQLite would, and sort all that it finds; the index of the list's order ends at a full page.
    But in the order in which titles came out their years come one after the other: the index of
    years is nearer than all that came out before or since.
    """
    first, last = wanted.year_from, wanted.year_to
    is_short = first is not None and last is not None and last - first < SHORT_SPAN
    is_far = sorting.sort is TitleSort.RELEASED
    year = TitleRow.year if is_short or is_far else TitleRow.year + 0
    if first is not None:
        yield year >= first
    if last is not None:
        yield year <= last


def _labelled(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    """Tell of genres and tags: one by its primary key, several by what their indexes share."""
    genres, tags = wanted.genres, wanted.tags
    if len(genres) + len(tags) == 1:
        yield from (
            exists().where(TitleGenreRow.title_id == TitleRow.id, TitleGenreRow.genre_slug == slug)
            for slug in genres
        )
        yield from (
            exists().where(TitleTagRow.title_id == TitleRow.id, TitleTagRow.slug == slug)
            for slug in tags
        )
    elif genres or tags:
        of_genres = [
            select(TitleGenreRow.title_id).where(TitleGenreRow.genre_slug == slug)
            for slug in genres
        ]
        of_tags = [select(TitleTagRow.title_id).where(TitleTagRow.slug == slug) for slug in tags]
        yield TitleRow.id.in_(intersect(*of_genres, *of_tags))


def _has_language(tag: str) -> ColumnElement[bool]:
    """Whether a title is in a language: in the plain one ("pt") whatever its region ("pt-BR")."""
    text = cast(TitleRow.languages, String)
    return or_(
        text.contains(f'"{tag}"', autoescape=True), text.contains(f'"{tag}-', autoescape=True)
    )
