"""The home page of one viewer: what to go on with, what is new, series, and each genre."""

from collections.abc import Iterable
from uuid import UUID

from streamverse.domains.catalog import repository
from streamverse.domains.catalog.cards import cards
from streamverse.domains.catalog.kinds import TitleKind, TitleState
from streamverse.domains.catalog.ports import NoResumePoints, ResumePoints
from streamverse.domains.catalog.schemas import HomeBody, HomeRow, TitleCard
from streamverse.kit.db import ReadSession
from streamverse.kit.services import Services

ROW_LENGTH = 20
GENRE_ROWS = 8
GENRE_NEEDS = 2


def resume_points(services: Services) -> ResumePoints:
    """Return who knows where viewers stopped; without playback in this process, nobody."""
    try:
        return services.get(ResumePoints)
    except LookupError:
        return NoResumePoints()


async def home(session: ReadSession, resume: ResumePoints, viewer_key: str) -> HomeBody:
    """Return the rows that have something in them, and the title at the top."""
    points = await resume.recent(session, viewer_key, ROW_LENGTH)
    newest = await repository.newest(session, ROW_LENGTH)
    series = await repository.newest(session, ROW_LENGTH, TitleKind.SERIES)
    genres = sorted(await repository.genres_with_titles(session), key=lambda each: -each[2])
    shown = [(slug, name) for slug, name, count in genres if count >= GENRE_NEEDS][:GENRE_ROWS]
    slugs = [slug for slug, _ in shown]
    of_genre = await repository.newest_by_genre(session, slugs, ROW_LENGTH) if slugs else {}
    wanted: list[tuple[str, str, Iterable[UUID]]] = [
        ("continue", "Continue watching", [point.title_id for point in points]),
        ("new", "New", [row.id for row in newest]),
        ("series", "Series", [row.id for row in series]),
        *((f"genre:{slug}", name, of_genre.get(slug, [])) for slug, name in shown),
    ]
    positions = {point.title_id: point.position_seconds for point in points}
    by_id = await _cards(session, {each for _, _, ids in wanted for each in ids}, positions)
    rows = [
        HomeRow(id=row_id, name=name, items=[by_id[each] for each in ids if each in by_id])
        for row_id, name, ids in wanted
    ]
    hero = _hero([by_id[row.id] for row in newest if row.id in by_id])
    return HomeBody(hero=hero, rows=[row for row in rows if row.items])


async def _cards(
    session: ReadSession, ids: set[UUID], positions: dict[UUID, float]
) -> dict[UUID, TitleCard]:
    titles = await repository.titles_by_id(session, ids)
    published = [row for row in titles.values() if row.state == TitleState.PUBLISHED]
    return {card.id: card for card in await cards(session, published, positions)}


def _hero(newest: list[TitleCard]) -> TitleCard | None:
    """Return the latest title that can be played and has a wide picture, else the latest."""
    ready = (card for card in newest if card.is_playable and card.artwork.backdrop)
    playable = (card for card in newest if card.is_playable)
    return next(ready, next(playable, next(iter(newest), None)))
