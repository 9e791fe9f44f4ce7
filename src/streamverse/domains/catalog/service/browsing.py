"""Reading: one title, lists, the home page."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select

from streamverse.domains.catalog import assembly, repository
from streamverse.domains.catalog.errors import TitleNotFound
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.ports import ResumePoints
from streamverse.domains.catalog.views import Home, Row, Title, TitleCard
from streamverse.domains.identity.public import Caller
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import Page, decode_cursor, encode_cursor

ROW_LENGTH = 24
GENRE_ROWS = 4
SMALLEST_GENRE_ROW = 2


async def read_title(
    session: ReadSession, viewer: Caller, id_or_slug: UUID | str, resume_points: ResumePoints
) -> Title:
    """Return a title; a draft only to whoever may edit it. Raises TitleNotFound."""
    row = await repository.title_by(session, id_or_slug)
    if row is None or not may_see(viewer, row):
        raise TitleNotFound
    return await assembly.whole_title(session, row, resume_points, viewer.viewer_key)


def may_see(viewer: Caller, row: TitleRow) -> bool:
    """Whether the viewer may know of a title at all."""
    if row.state == "published" or viewer.is_editor:
        return True
    return viewer.account_id is not None and viewer.account_id == row.owner_id


async def list_titles(
    session: ReadSession,
    viewer: Caller,
    query: Select[tuple[TitleRow]],
    resume_points: ResumePoints,
    *,
    limit: int,
    cursor: str | None,
) -> Page[TitleCard]:
    """Return a page of cards. Raises BadCursor."""
    position = decode_cursor(cursor, 2)
    after = _position(position) if position else None
    rows = list(await repository.page_of_titles(session, query, after, limit + 1))
    last = rows[limit - 1] if len(rows) > limit else None
    items = await assembly.cards(session, rows[:limit], resume_points, viewer.viewer_key)
    next_cursor = encode_cursor(last.created_at.isoformat(), last.id) if last else None
    return Page(items=items, next_cursor=next_cursor)


async def home_of(session: ReadSession, viewer: Caller, resume_points: ResumePoints) -> Home:
    """Compose the home page: what was begun, what is new, series, then genres."""
    newest = await repository.page_of_titles(session, repository.titles_where(), None, ROW_LENGTH * 2)
    begun = await _begun(session, viewer, resume_points)
    everything = list({row.id: row for row in (*newest, *begun)}.values())
    facts = await assembly.gather(session, everything, resume_points, viewer.viewer_key)
    made = {row.id: assembly.card(row, facts) for row in everything}

    def row_of(id_: str, name: str, rows: Sequence[TitleRow]) -> Row:
        return Row(id=id_, name=name, items=[made[each.id] for each in rows[:ROW_LENGTH]])

    rows = [
        row_of("continue", "", begun),
        row_of("new", "", newest),
        row_of("series", "", [each for each in newest if each.kind == "series"]),
    ]
    for slug, name in _commonest_genres(newest, facts):
        in_genre = [
            each
            for each in newest
            if slug in {genre.slug for genre in facts.genres.get(each.id, ())}
        ]
        rows.append(row_of(f"genre:{slug}", name, in_genre))
    hero = next((card for card in made.values() if card.is_playable and card.artwork), None)
    return Home(hero=hero, rows=[row for row in rows if row.items])


async def _begun(
    session: ReadSession, viewer: Caller, resume_points: ResumePoints
) -> list[TitleRow]:
    latest = await resume_points.latest(session, viewer.viewer_key, ROW_LENGTH)
    asset_ids = [resume.asset_id for resume in latest]
    if not asset_ids:
        return []
    episodes = await repository.episodes_of_assets(session, asset_ids)
    by_asset = {each.asset_id: each.title_id for each in episodes}
    for row in await repository.titles_of_assets(session, asset_ids):
        by_asset.setdefault(row.asset_id, row.id)
    ids = dict.fromkeys(by_asset[asset_id] for asset_id in asset_ids if asset_id in by_asset)
    rows = await repository.titles_by_ids(session, ids)
    return [row for row in rows if may_see(viewer, row)]


def _commonest_genres(
    rows: Sequence[TitleRow], facts: assembly.Facts
) -> list[tuple[str, str]]:
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for genre in facts.genres.get(row.id, ()):
            key = (genre.slug, genre.name)
            counts[key] = counts.get(key, 0) + 1
    big_enough = [key for key, count in counts.items() if count >= SMALLEST_GENRE_ROW]
    return sorted(big_enough, key=lambda key: (-counts[key], key))[:GENRE_ROWS]


def _position(values: list[str]) -> tuple[datetime, UUID]:
    return datetime.fromisoformat(values[0]), UUID(values[1])
