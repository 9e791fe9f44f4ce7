"""The home page of one viewer: what to go on with, their list, what is new, series, genres."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from streamverse.domains.catalog.cards import cards
from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.maturity import ceiling_of
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.ports import ResumePoint
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.repository.series import Placed
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.schemas.titles import GoingOnBody, HomeBody, HomeRow, TitleCard
from streamverse.domains.catalog.service.access import may_see
from streamverse.domains.catalog.service.memory import Memory
from streamverse.domains.catalog.service.rights.decisions import titles_offered
from streamverse.domains.identity.public import Caller
from streamverse.kit.db import ReadSession

ROW_LENGTH = 20
GENRE_ROWS = 8
GENRE_NEEDS = 2
LITTLE_AGE = 6

Rows = list[tuple[str, str, Iterable[UUID]]]
"""Of each row its id, its name and its titles."""


async def home(session: ReadSession, memory: Memory, viewer: Caller, asker: Asker) -> HomeBody:
    """Return the rows that have something in them, and the title at the top.

    A child's page is made of what is for children, in rows of its own.
    """
    ceiling = ceiling_of(viewer)
    points = await memory.resume.recent(session, viewer.viewer_key, ROW_LENGTH)
    listed = await memory.watchlists.latest(session, viewer.viewer_key, ROW_LENGTH)
    newest = await repository.newest(session, ROW_LENGTH, ceiling, asker=asker)
    series = await repository.newest(session, ROW_LENGTH, ceiling, TitleKind.SERIES, asker)
    wanted: Rows = [
        ("continue", "Continue watching", [point.title_id for point in points]),
        ("list", "My list", listed),
        *(
            await _for_children(session, newest, ceiling, asker)
            if viewer.is_kids
            else _for_all(newest)
        ),
        ("series", "Series", [row.id for row in series]),
        *await _genres(session, ceiling, asker, needs=1 if viewer.is_kids else GENRE_NEEDS),
    ]
    named = {each for _, _, ids in wanted for each in ids}
    shown = await titles_offered(session, viewer, asker, named)
    by_id = await _cards(session, memory, viewer, shown)
    going_on = await _going_on(session, points, by_id)
    rows = [
        HomeRow(
            id=row_id,
            name=name,
            items=[
                by_id[each].model_copy(update={"going_on": going_on.get(each)})
                if row_id == "continue"
                else by_id[each]
                for each in ids
                if each in by_id
            ],
        )
        for row_id, name, ids in wanted
    ]
    hero = _hero([by_id[row.id] for row in newest if row.id in by_id])
    return HomeBody(hero=hero, rows=[row for row in rows if row.items])


def _for_all(newest: Sequence[TitleRow]) -> Rows:
    return [("new", "New", [row.id for row in newest])]


async def _for_children(
    session: ReadSession, newest: Sequence[TitleRow], ceiling: int | None, asker: Asker
) -> Rows:
    rows: Rows = [("kids", "For you", [row.id for row in newest])]
    if ceiling is not None and ceiling > LITTLE_AGE:
        little = await repository.newest(session, ROW_LENGTH, LITTLE_AGE, asker=asker)
        rows.append(("little", "For the little ones", [row.id for row in little]))
    return rows


async def _genres(session: ReadSession, ceiling: int | None, asker: Asker, *, needs: int) -> Rows:
    found = await repository.genres_with_titles(session, ceiling, asker)
    largest = sorted(found, key=lambda each: -each[2])
    shown = [(slug, name) for slug, name, count in largest if count >= needs][:GENRE_ROWS]
    slugs = [slug for slug, _ in shown]
    if not slugs:
        return []
    titles = await repository.newest_by_genre(session, slugs, ROW_LENGTH, ceiling, asker)
    return [(f"genre:{slug}", name, titles.get(slug, [])) for slug, name in shown]


async def _cards(
    session: ReadSession, memory: Memory, viewer: Caller, ids: frozenset[UUID]
) -> dict[UUID, TitleCard]:
    titles = await repository.titles_by_id(session, ids)
    shown = [row for row in titles.values() if may_see(viewer, row)]
    marks = await memory.marks(session, viewer.viewer_key, [row.id for row in shown])
    return {card.id: card for card in await cards(session, shown, marks)}


async def _going_on(
    session: ReadSession, points: Iterable[ResumePoint], shown: dict[UUID, TitleCard]
) -> dict[UUID, GoingOnBody]:
    points = [point for point in points if point.title_id in shown]
    episodes = await series_repository.placed_by_id(
        session, [point.episode_id for point in points if point.episode_id]
    )
    return {point.title_id: _place(point, episodes) for point in points}


def _place(point: ResumePoint, episodes: dict[UUID, Placed]) -> GoingOnBody:
    placed = episodes.get(point.episode_id) if point.episode_id else None
    return GoingOnBody(
        episode_id=placed.episode.id if placed else None,
        season_number=placed.season.number if placed else None,
        episode_number=placed.episode.number if placed else None,
        episode_name=placed.episode.name if placed else "",
        position_seconds=point.position_seconds,
        duration_seconds=point.duration_seconds,
        is_next=point.is_next,
    )


def _hero(newest: list[TitleCard]) -> TitleCard | None:
    """Return the latest title that can be played and has a wide picture, else the latest."""
    ready = (card for card in newest if card.is_playable and card.artwork.backdrop)
    playable = (card for card in newest if card.is_playable)
    return next(ready, next(playable, next(iter(newest), None)))
