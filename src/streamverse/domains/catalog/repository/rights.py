"""Queries about rights windows, and what `rights.decide` says as SQL."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from streamverse.domains.catalog.kinds import Monetisation, TitleState
from streamverse.domains.catalog.models import RightsWindowRow, TitleRow
from streamverse.domains.catalog.rights import EVERY, Asker, Window
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class Planned:
    """Which titles a calendar shows: with a window between two instants.

    With `owner_id` only this account's own, and those of the channels it may post in.
    """

    from_at: datetime
    until_at: datetime
    owner_id: UUID | None = None
    post_in: frozenset[UUID] = frozenset()
    channel_id: UUID | None = None
    kind: str | None = None


def words_of(text: str) -> frozenset[str]:
    """Return the words of a column (",IN,US,")."""
    return frozenset(word for word in text.split(",") if word)


def text_of(words: Iterable[str]) -> str:
    """Return words as a column holds them; "*" is all of them, whatever else is said."""
    chosen = sorted(set(words))
    if EVERY in chosen:
        return EVERY
    return f",{','.join(chosen)}," if chosen else ""


def window_of(row: RightsWindowRow) -> Window:
    """Return a window as the decision takes it."""
    return Window(
        id=row.id,
        from_at=row.from_at,
        until_at=row.until_at,
        territories=words_of(row.territories),
        excluded_territories=words_of(row.excluded_territories),
        platforms=words_of(row.platforms),
        plans=words_of(row.plans),
        monetisation=Monetisation(row.monetisation),
        max_rung=row.max_rung,
        is_download_allowed=row.is_download_allowed,
        is_blackout=row.is_blackout,
    )


def offered(asker: Asker) -> ColumnElement[bool]:
    """Tell of `TitleRow` whether it is on the air and a window offers it to somebody now."""
    return and_(on_air(asker.at), granted(asker))


def on_air(at: datetime) -> ColumnElement[bool]:
    """Tell of `TitleRow` whether it is published and has not expired, however late the clock is."""
    return and_(
        TitleRow.state == TitleState.PUBLISHED,
        TitleRow.deleted_at.is_(None),
        or_(TitleRow.expire_at.is_(None), TitleRow.expire_at > at),
    )


def granted(asker: Asker) -> ColumnElement[bool]:
    """Tell of `TitleRow` what `rights.decide` tells of its windows: is it offered?"""
    reaches = [
        RightsWindowRow.title_id == TitleRow.id,
        RightsWindowRow.from_at <= asker.at,
        or_(RightsWindowRow.until_at.is_(None), RightsWindowRow.until_at > asker.at),
        _names(RightsWindowRow.platforms, asker.platform),
    ]
    if asker.country is None:
        is_everywhere = and_(
            RightsWindowRow.territories == EVERY, RightsWindowRow.excluded_territories == ""
        )
        is_dark_here: list[ColumnElement[bool]] = []
    else:
        is_everywhere = and_(
            _names(RightsWindowRow.territories, asker.country),
            ~RightsWindowRow.excluded_territories.contains(f",{asker.country},", autoescape=True),
        )
        is_dark_here = [is_everywhere]
    return and_(
        exists().where(*reaches, RightsWindowRow.is_blackout.is_(False), is_everywhere),
        ~exists().where(*reaches, RightsWindowRow.is_blackout.is_(True), *is_dark_here),
    )


async def windows_of(
    session: ReadSession, title_ids: Iterable[UUID]
) -> dict[UUID, list[RightsWindowRow]]:
    """Return the windows of titles, the earliest first, in one query."""
    query = (
        select(RightsWindowRow)
        .where(RightsWindowRow.title_id.in_(set(title_ids)))
        .order_by(RightsWindowRow.from_at, RightsWindowRow.id)
    )
    found: dict[UUID, list[RightsWindowRow]] = defaultdict(list)
    for row in await session.scalars(query):
        found[row.title_id].append(row)
    return found


async def titles_with_windows(
    session: ReadSession,
    wanted: Planned,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[TitleRow]:
    """Return titles that have a window in a time, the latest first, one more than `limit`."""
    is_meant = [
        RightsWindowRow.title_id == TitleRow.id,
        RightsWindowRow.from_at < wanted.until_at,
        or_(RightsWindowRow.until_at.is_(None), RightsWindowRow.until_at > wanted.from_at),
    ]
    query = select(TitleRow).where(TitleRow.deleted_at.is_(None), exists().where(*is_meant))
    if wanted.owner_id is not None:
        is_own = TitleRow.owner_id == wanted.owner_id
        query = query.where(or_(is_own, TitleRow.channel_id.in_(wanted.post_in)))
    if wanted.channel_id is not None:
        query = query.where(TitleRow.channel_id == wanted.channel_id)
    if wanted.kind is not None:
        query = query.where(TitleRow.kind == wanted.kind)
    if after is not None:
        query = query.where(tuple_(TitleRow.listed_at, TitleRow.id) < tuple_(*after))
    query = query.order_by(TitleRow.listed_at.desc(), TitleRow.id.desc()).limit(limit + 1)
    return (await session.scalars(query)).all()


async def ends_of(session: ReadSession, title_ids: Iterable[UUID]) -> dict[UUID, datetime | None]:
    """Return when titles expire; those that are gone are left out."""
    query = select(TitleRow.id, TitleRow.expire_at)
    query = query.where(TitleRow.id.in_(set(title_ids)), TitleRow.deleted_at.is_(None))
    return {row.id: row.expire_at for row in await session.execute(query)}


async def titles_offered_to(
    session: ReadSession, asker: Asker, title_ids: Iterable[UUID]
) -> Sequence[Any]:
    """Return (id, min_age, is_members_only, channel_id) of titles that are offered now."""
    query = select(
        TitleRow.id, TitleRow.min_age, TitleRow.is_members_only, TitleRow.channel_id
    ).where(TitleRow.id.in_(set(title_ids)), offered(asker))
    return (await session.execute(query)).all()


def _names(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    return or_(column == EVERY, column.contains(f",{word},", autoescape=True))
