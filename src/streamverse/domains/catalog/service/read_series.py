"""Read a series' episodes: a season a page at a time, one with all that its editor needs."""

from streamverse.domains.catalog.episodes import cursor_after, episode_bodies
from streamverse.domains.catalog.errors import SeasonNotFound
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import series as repository
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.schemas.facts import MarkerFact, TextFact
from streamverse.domains.catalog.schemas.series import EpisodeBody, EpisodeFacts
from streamverse.domains.catalog.service.access import title_to_edit, title_to_see
from streamverse.domains.catalog.service.write_series import episode_of
from streamverse.domains.identity.public import Account, Caller
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import BadCursor, Page, decode_cursor


async def list_episodes(
    session: ReadSession,
    viewer: Caller,
    asker: Asker,
    place: tuple[str, int],
    languages: tuple[str, ...],
    *,
    limit: int,
    cursor: str | None,
) -> Page[EpisodeBody]:
    """Return a page of the episodes of a title's season, `place` is (title, season).

    Raises TitleNotFound, TitleNotOffered, SeasonNotFound, BadCursor.
    """
    id_or_slug, number = place
    title = await title_to_see(session, viewer, id_or_slug, asker)
    season = await repository.season(session, title.id, number)
    if season is None:
        raise SeasonNotFound(f"Season {number}.")
    rows = await repository.episodes_after(session, season.id, _number(cursor), limit)
    bodies = await episode_bodies(session, title, rows[:limit], languages)
    return Page[EpisodeBody](
        items=[bodies[row.id] for row in rows[:limit]],
        next_cursor=cursor_after(rows[limit - 1]) if len(rows) > limit else None,
    )


async def read_episode(
    session: ReadSession, account: Account, id_or_slug: str, place: tuple[int, int]
) -> EpisodeFacts:
    """Return an episode as its editor sees it, `place` is (season, episode).

    Raises TitleNotFound, NotYourTitle, SeasonNotFound, EpisodeNotFound.
    """
    title = await title_to_edit(session, account, id_or_slug)
    row = await episode_of(session, title, place)
    body = (await episode_bodies(session, title, [row], ()))[row.id]
    texts = (await facts_repository.texts_of(session, [row.id])).get(row.id, ())
    markers = (await facts_repository.markers_of(session, [row.id])).get(row.id, ())
    return EpisodeFacts(
        **dict(body),
        season_number=place[0],
        texts={
            each.language: TextFact(name=each.name, tagline=each.tagline, synopsis=each.synopsis)
            for each in texts
        },
        markers=[MarkerFact.model_validate(each, from_attributes=True) for each in markers],
    )


def _number(cursor: str | None) -> int | None:
    position = decode_cursor(cursor, 2)
    if position is None:
        return None
    kind, number = position
    if kind != "episode" or type(number) is not int:
        raise BadCursor
    return number
