"""What trends: how it is counted, how it is ranked, who may see it.

For a title and a period of W hours, over the hours h that began within it:

    heat  = sum over h of 2^(-age(h) / H) * (views(h) + 0.5 * adds(h)),  with H = W / 4
    share = (finishes + 20 * 0.3) / (views + 20), at the most 1
    score = heat * (1 + share)

The decay is Newton's law of cooling, as E. Miller ranks what is hot
(https://www.evanmiller.org/rank-hotness-with-newtons-law-of-cooling.html): what was watched H hours
ago counts half. The finished share is a Bayesian average: a title that few have watched is taken to
be finished as often as most are (three of ten), so that one viewer's evening doesn't lead the list.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.catalog.public import (
    Audience,
    Given,
    TitleCard,
    cards_for,
    fill_shelves,
    popular_titles,
    set_popularity,
)
from streamverse.domains.playback.events import ViewCounted, WatchFinished, WatchlistChanged
from streamverse.domains.recommendations import repository
from streamverse.domains.recommendations.repository import Activity
from streamverse.domains.recommendations.schemas import Period, TrendingBody
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services

HOURS = {Period.DAY: 24, Period.WEEK: 7 * 24}
ADDS_WEIGH = 0.5
USUAL_VIEWS = 20
USUAL_SHARE = 0.3
KEPT_RANKS = 200
"""Places of a list: some are not shown to everybody."""
MOST_POPULAR = 20_000
LEAST = 0.001
"""A score below this is none."""
BATCH = 1_000
HOUR = timedelta(hours=1)

Counted = ViewCounted | WatchFinished | WatchlistChanged


def score(heat: float, views: int, finishes: int) -> float:
    """Return a title's score in a period."""
    share = (finishes + USUAL_VIEWS * USUAL_SHARE) / (views + USUAL_VIEWS)
    return heat * (1 + min(share, 1.0))


def weights(period: Period, now: datetime) -> dict[int, float]:
    """Return how much each hour of a period counts: 1 now, half a quarter of the period ago."""
    hours = HOURS[period]
    this = hour_of(now)
    return {this - age: 2.0 ** (-4 * age / hours) for age in range(hours)}


def hour_of(moment: datetime) -> int:
    """Return how many hours after the beginning of 1970 (UTC) an instant is."""
    return int(moment.timestamp() // HOUR.total_seconds())


async def count(services: Services, session: WriteSession, event: Counted) -> None:
    """Count what was done with a title; whoever did it is not written down."""
    if event.title_id is None:
        return
    by = _amount(event)
    if by:
        await repository.count(
            session,
            event.title_id,
            hour_of(services.get(Clock).now()),
            is_kids=event.is_kids,
            by=by,
            is_sqlite=services.get(Database).is_sqlite,
        )


async def rank(services: Services) -> None:
    """Rank both periods, for children and everybody else, and tell the catalog what is popular.

    Short transactions: one per list, one per thousand titles.
    """
    database, now = services.get(Database), services.get(Clock).now()
    for period in Period:
        for is_kids in (False, True):
            async with database.read_latest() as session:
                ranked = await _ranked(session, period, now, KEPT_RANKS, is_kids=is_kids)
            async with database.write() as session:
                await repository.replace_trending(session, period, ranked, now, is_kids=is_kids)
    async with database.read_latest() as session:
        popular = dict(await _ranked(session, Period.WEEK, now, MOST_POPULAR, is_kids=None))
        scores = dict.fromkeys(await popular_titles(session), 0.0) | popular
    for start in range(0, len(scores), BATCH):
        async with database.write() as session:
            await set_popularity(session, _part(scores, start))
    async with database.write() as session:
        await repository.forget_before(session, hour_of(now) - HOURS[Period.WEEK] - 1)
    await services.get(PubSub).publish("recommendations.home", {"is_gentle": True})


async def read_trending(
    session: ReadSession, audience: Audience, period: Period, limit: int
) -> TrendingBody:
    """Return what trends as far as an audience may see it, in its order."""
    ranked = await repository.trending_since(session, period, is_kids=audience.is_kids)
    given = Given(tuple(title_id for title_id, _ in ranked), limit)
    ids = (await fill_shelves(session, audience, {"": given}))[""]
    cards: Mapping[UUID, TitleCard] = await cards_for(session, audience, ids)
    return TrendingBody(
        window=period,
        ranked_at=ranked[0][1] if ranked else None,
        items=[cards[each] for each in ids],
    )


async def _ranked(
    session: ReadSession, period: Period, now: datetime, limit: int, *, is_kids: bool | None
) -> list[tuple[UUID, float]]:
    # The finished share at most doubles the heat: beyond twice the places nobody can come in.
    found = await repository.activity(
        session, weights(period, now), ADDS_WEIGH, is_kids=is_kids, limit=2 * limit
    )
    scored = [(each.title_id, round(_score(each), 6)) for each in found]
    scored.sort(key=lambda each: (-each[1], each[0]))
    return [each for each in scored[:limit] if each[1] >= LEAST]


def _score(found: Activity) -> float:
    return score(found.heat, found.views, found.finishes)


def _amount(event: Counted) -> dict[str, int]:
    match event:
        case ViewCounted():
            return {"views": 1}
        case WatchFinished():
            return {"finishes": 1}
        case WatchlistChanged():
            return {"adds": 1} if event.is_added else {}


def _part(scores: Mapping[UUID, float], start: int) -> dict[UUID, float]:
    return dict(list(scores.items())[start : start + BATCH])
