"""The home page of one viewer: what their audience sees, and what is theirs alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import TypeAdapter

from streamverse.domains.catalog.public import (
    Audience,
    GoingOnBody,
    PlayableEpisode,
    ResumePoint,
    Shelf,
    cards_for,
    episodes_by_id,
    fill_shelves,
    titles_offered,
)
from streamverse.domains.channels.public import followed_channels
from streamverse.domains.identity.public import Caller
from streamverse.domains.playback.public import memory_of_viewer
from streamverse.domains.recommendations.schemas import HomeBody, HomeRow
from streamverse.domains.recommendations.service.compose import (
    UNMARKED,
    FilledRow,
    SharedPage,
    card_json,
)
from streamverse.domains.recommendations.service.rows import ROW_LENGTH
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import BadCursor, decode_cursor, encode_cursor

ROWS = 12
"""How many rows a page has unless more are asked for."""
MOST_KEPT = 2_000
"""Cards that a page keeps beside its own, of what its viewers have begun and listed."""
GOING_ON = TypeAdapter(GoingOnBody)


@dataclass(frozen=True, slots=True)
class Own:
    """What one viewer's page has of their own."""

    rows: Mapping[str, Sequence[UUID]] = field(default_factory=dict[str, tuple[UUID, ...]])
    going_on: Mapping[UUID, GoingOnBody] = field(default_factory=dict[UUID, GoingOnBody])
    positions: Mapping[UUID, float] = field(default_factory=dict[UUID, float])
    listed: frozenset[UUID] = frozenset()
    cards: Mapping[UUID, bytes] = field(default_factory=dict[UUID, bytes])

    @property
    def marked(self) -> frozenset[UUID]:
        """The titles whose cards say something to this viewer alone."""
        return self.listed.union(self.positions)


NOBODYS = Own()


async def home(
    session: ReadSession,
    page: SharedPage,
    viewer: Caller,
    audience: Audience,
    *,
    rows: int = ROWS,
    cursor: str | None = None,
    is_known: bool = True,
) -> bytes:
    """Return a `HomeBody` as JSON: few queries, however many rows and titles. Raises BadCursor.

    Of somebody who is not known, a guest until now without a cookie, nothing is looked up.
    """
    start = _place(cursor)
    here = page.rows[start : start + rows]
    wanted = {row.plan.id for row in here}
    own = await _own(session, page, viewer, audience, wanted) if is_known else NOBODYS
    end = start + rows
    return body_json(page, here, own, start, encode_cursor(end) if end < len(page.rows) else None)


def body_json(
    page: SharedPage,
    rows: Sequence[FilledRow],
    own: Own = NOBODYS,
    start: int = 0,
    next_cursor: str | None = None,
    *,
    with_empty: bool = False,
) -> bytes:
    """Write a `HomeBody`; rows without titles are left out unless `with_empty`."""
    heroes = [_card(page, own, each) for each in (page.heroes if start == 0 else ())]
    written = [
        _row(page, own, row)
        for row in rows
        if with_empty or own.rows.get(row.plan.id, row.title_ids)
    ]
    after = HomeBody(hero=None, heroes=[], rows=[], next_cursor=next_cursor)
    tail = after.model_dump_json(include={"next_cursor"})[1:].encode()
    hero = heroes[0] if heroes else b"null"
    return b'{"hero":%b,"heroes":[%b],"rows":[%b],%b' % (
        hero,
        b",".join(heroes),
        b",".join(written),
        tail,
    )


def _row(page: SharedPage, own: Own, row: FilledRow) -> bytes:
    plan = row.plan
    if plan.is_personal or not own.marked.isdisjoint(row.title_ids):
        return _row_anew(page, own, row)
    if plan.id not in page.written:
        page.written[plan.id] = _row_anew(page, NOBODYS, row)
    return page.written[plan.id]


def _row_anew(page: SharedPage, own: Own, row: FilledRow) -> bytes:
    plan = row.plan
    ids = own.rows.get(plan.id, row.title_ids)
    goes_on = plan.id == "continue"
    items = [
        _card(page, own, each, goes_on=goes_on)
        for each in ids
        if each in page.cards or each in own.cards
    ]
    head = HomeRow(
        id=plan.id,
        kind=plan.kind,
        name=plan.name,
        shape=plan.shape,
        items=[],
        more_url=plan.more_url,
    )
    return b'%b,"items":[%b]}' % (
        head.model_dump_json(exclude={"items"})[:-1].encode(),
        b",".join(items),
    )


def _card(page: SharedPage, own: Own, title_id: UUID, *, goes_on: bool = False) -> bytes:
    card = page.cards.get(title_id) or own.cards[title_id]
    position = own.positions.get(title_id)
    place = own.going_on.get(title_id) if goes_on else None
    is_listed = title_id in own.listed
    if position is None and place is None and not is_listed:
        return card + UNMARKED
    return b'%b,"position_seconds":%b,"is_in_watchlist":%b,"going_on":%b}' % (
        card,
        b"null" if position is None else repr(position).encode(),
        b"true" if is_listed else b"false",
        GOING_ON.dump_json(place) if place else b"null",
    )


async def _own(
    session: ReadSession, page: SharedPage, viewer: Caller, audience: Audience, wanted: set[str]
) -> Own:
    memory = await memory_of_viewer(session, viewer.viewer_key)
    points = memory.points[:ROW_LENGTH] if "continue" in wanted else ()
    listed = memory.listed[:ROW_LENGTH] if "list" in wanted else ()
    theirs = {*(point.title_id for point in points), *listed}
    offered = frozenset[UUID]()
    if theirs:
        offered = await titles_offered(session, viewer, audience.asker, theirs)
    rows: dict[str, Sequence[UUID]] = {
        "continue": [point.title_id for point in points if point.title_id in offered],
        "list": [each for each in listed if each in offered],
    }
    if "following" in wanted:
        rows["following"] = await _followed(session, viewer, audience)
    cards = await _more_cards(session, page, {each for ids in rows.values() for each in ids})
    shown = [point for point in points if point.title_id in offered]
    return Own(
        rows=rows,
        going_on=await _going_on(session, shown),
        positions=memory.positions,
        listed=frozenset(memory.listed),
        cards=cards,
    )


async def _followed(session: ReadSession, viewer: Caller, audience: Audience) -> tuple[UUID, ...]:
    channels = await followed_channels(session, viewer.viewer_key)
    if not channels:
        return ()
    shelf = Shelf(channel_ids=tuple(channels), limit=ROW_LENGTH)
    return (await fill_shelves(session, audience, {"": shelf}))[""]


async def _more_cards(
    session: ReadSession, page: SharedPage, title_ids: Iterable[UUID]
) -> dict[UUID, bytes]:
    """Return the cards a page has not; it keeps some, others have begun these titles as well."""
    missing = {each for each in title_ids if each not in page.cards}
    if not missing:
        return {}
    made = await cards_for(session, page.audience, missing)
    cards = {each: card_json(card) for each, card in made.items()}
    if len(page.cards) < MOST_KEPT:
        page.cards.update(cards)
    return cards


async def _going_on(session: ReadSession, points: Sequence[ResumePoint]) -> dict[UUID, GoingOnBody]:
    wanted = [point.episode_id for point in points if point.episode_id]
    episodes = await episodes_by_id(session, wanted) if wanted else {}
    return {
        point.title_id: _place_in(
            point, episodes.get(point.episode_id) if point.episode_id else None
        )
        for point in points
    }


def _place_in(point: ResumePoint, episode: PlayableEpisode | None) -> GoingOnBody:
    return GoingOnBody(
        episode_id=episode.id if episode else None,
        season_number=episode.season_number if episode else None,
        episode_number=episode.number if episode else None,
        episode_name=episode.name if episode else "",
        position_seconds=point.position_seconds,
        duration_seconds=point.duration_seconds,
        is_next=point.is_next,
    )


def _place(cursor: str | None) -> int:
    place = decode_cursor(cursor, 1)
    if place is None:
        return 0
    if not isinstance(place[0], int) or not 0 <= place[0] <= ROWS * 100:
        raise BadCursor
    return place[0]
