"""What trends: counted by the hour, ranked, and shown only where it is offered."""

from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.public import set_popularity
from streamverse.domains.playback.events import ViewCounted, WatchFinished, WatchlistChanged
from streamverse.domains.recommendations.models import TitleActivityRow
from streamverse.domains.recommendations.schemas import Period
from streamverse.domains.recommendations.service.trending import count, rank, score, weights
from streamverse.kit.ids import new_id
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.recommendations.shelf import Shelves, rows_of

TRENDING = "/api/v1/trending"
BOTH_ENGINES = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


class TestScore:
    def test_counts_half_after_a_quarter_of_the_period(self, clock: MovingClock) -> None:
        for period, quarter in ((Period.DAY, 6), (Period.WEEK, 42)):
            found = list(weights(period, clock.now()).values())
            assert (found[0], found[quarter]) == (1.0, pytest.approx(0.5))
            assert len(found) == 4 * quarter

    def test_rises_with_what_is_finished_and_takes_few_viewers_for_usual_ones(self) -> None:
        assert score(10, 1000, 900) > score(10, 1000, 100)
        assert score(10, 1, 1) < score(10, 1000, 900)
        assert score(10, 10, 500) == score(10, 10, 600) == 20


class TestCount:
    @BOTH_ENGINES
    async def test_keeps_hours_and_nobodys_id(
        self, shared: Services, shelves: Shelves, clock: MovingClock
    ) -> None:
        title_id = await shelves.title("Film")
        await views(shared, title_id, 3)
        await views(shared, title_id, 1, is_kids=True)
        await told(shared, WatchFinished(new_id(), new_id(), title_id, is_kids=False))
        await told(shared, WatchlistChanged(title_id, is_added=True, is_kids=False))
        await told(shared, WatchlistChanged(title_id, is_added=False, is_kids=False))
        clock.advance(hours=1)
        await views(shared, title_id, 1)
        async with shelves.database.read() as session:
            rows = (await session.scalars(select(TitleActivityRow))).all()
        found = sorted(
            (r.is_kids, r.hour - rows[0].hour, r.views, r.finishes, r.adds) for r in rows
        )
        first = min(row.hour for row in rows) - rows[0].hour
        assert found == [
            (False, first, 3, 1, 1),
            (False, first + 1, 1, 0, 0),
            (True, first, 1, 0, 0),
        ]
        assert {column.name for column in TitleActivityRow.__table__.columns} == {
            "title_id",
            "hour",
            "is_kids",
            "views",
            "finishes",
            "adds",
        }


class TestTrending:
    async def test_never_has_what_was_unpublished_since_or_is_not_offered_here(
        self, shared: Services, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        hidden = await shelves.title("Hidden")
        elsewhere = await shelves.title("Elsewhere", window={"territories": ",KE,"})
        shown = await shelves.title("Shown")
        for title_id, amount in ((hidden, 9), (elsewhere, 8), (shown, 1)):
            await views(shared, title_id, amount)
        await rank(shared)
        await shelves.change(hidden, state="draft")
        assert await names(guest) == ["Shown"]

    @BOTH_ENGINES
    async def test_keeps_its_order_and_lets_what_is_old_cool(
        self, shared: Services, guest: httpx.AsyncClient, shelves: Shelves, clock: MovingClock
    ) -> None:
        old, new = await shelves.titles(2)
        await views(shared, old, 30)
        clock.advance(hours=20)
        await views(shared, new, 10)
        await rank(shared)
        assert await names(guest) == ["Film 1", "Film 0"]
        assert await names(guest, window="7d") == ["Film 0", "Film 1"]
        clock.advance(days=8)
        await rank(shared)
        assert await names(guest) == await names(guest, window="7d") == []

    async def test_takes_childrens_views_for_children_alone(
        self, shared: Services, guest: httpx.AsyncClient, kid: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        ducks = await shelves.title("Ducks", min_age=0)
        await views(shared, await shelves.title("Kites", min_age=0), 1)
        await views(shared, ducks, 1, is_kids=True)
        await rank(shared)
        assert await names(kid) == ["Ducks"]
        assert await names(guest) == ["Kites"]

    async def test_makes_a_top_ten_of_the_home_page(
        self, shared: Services, guest: httpx.AsyncClient, shelves: Shelves
    ) -> None:
        titles = await shelves.titles(12)
        for amount, title_id in enumerate(titles, start=1):
            await views(shared, title_id, amount)
        await rank(shared)
        rows = await rows_of(guest)
        assert rows["top10"] == [f"Film {number}" for number in range(11, 1, -1)]
        assert next(iter(rows)) == "top10"


class TestPopularity:
    async def test_follows_what_is_watched_and_falls_when_nobody_does(
        self, shared: Services, shelves: Shelves, clock: MovingClock
    ) -> None:
        one, two = await shelves.titles(2)
        await views(shared, one, 5)
        await rank(shared)
        assert (await popularity(shelves, one))[0] > 0
        assert await popularity(shelves, two) == (0, 1)
        clock.advance(days=8)
        await rank(shared)
        assert await popularity(shelves, one) == (0, 1)

    async def test_tells_once_of_all_whose_score_moved_much(
        self, shared: Services, shelves: Shelves
    ) -> None:
        titles = await shelves.titles(3)
        async with shelves.database.write() as session:
            await set_popularity(session, dict.fromkeys(titles, 10.0))
        async with shelves.database.write() as session:
            await set_popularity(session, dict(zip(titles, (10.5, 20.0, 10.0), strict=True)))
        assert await told_of(shared) == [{str(each) for each in titles}, {str(titles[1])}]


async def views(services: Services, title_id: UUID, amount: int, *, is_kids: bool = False) -> None:
    """Let a title be watched."""
    for _ in range(amount):
        await told(services, ViewCounted(new_id(), new_id(), title_id, None, is_kids))


async def told(services: Services, event: ViewCounted | WatchFinished | WatchlistChanged) -> None:
    """Let recommendations hear of something."""
    async with Shelves(services).database.write() as session:
        await count(services, session, event)


async def names(client: httpx.AsyncClient, **query: str) -> list[str]:
    """Return what trends, in its order."""
    answer = await client.get(TRENDING, params=query)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


async def popularity(shelves: Shelves, title_id: UUID) -> tuple[float, int]:
    """Return a title's score, and its version."""
    async with shelves.database.read() as session:
        row = await session.get_one(TitleRow, title_id)
        return row.popularity, row.version


async def told_of(services: Services) -> list[set[str]]:
    """Return which titles each event told of."""
    async with Shelves(services).database.read() as session:
        query = select(OutboxRow).where(OutboxRow.name == "catalog.titles_changed")
        rows = (await session.scalars(query.order_by(OutboxRow.id))).all()
        return [set(row.payload["title_ids"]) for row in rows]
