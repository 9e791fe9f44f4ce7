"""A title plays where, when and for whom a rights window says so, and nowhere else."""

from datetime import datetime, timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import delete

from streamverse.domains.catalog.events import RightsChanged
from streamverse.domains.catalog.models import ExtraRow, MarkerRow, RightsWindowRow, TitleRow
from streamverse.domains.catalog.public import Entitlements, Offer
from streamverse.domains.playback.reactions import end_sessions_without_rights
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.playback.stored import store_film
from tests.domains.playback.viewing import SESSIONS, refusal, store_series, store_title

DECISIONS = "/api/v1/playback/decisions"


@pytest.fixture
def now(clock: MovingClock) -> datetime:
    """When everything here happens."""
    return clock.now()


async def only_window(
    services: Services,
    title_id: UUID,
    from_at: datetime,
    until_at: datetime | None = None,
    *,
    monetisation: str = "free",
    territories: str = "*",
    plans: str = "*",
    max_rung: int | None = None,
) -> None:
    """Let a title have one window, instead of those it had."""
    async with services.get(Database).write() as session:
        old = delete(RightsWindowRow).where(RightsWindowRow.title_id == title_id)
        await session.execute(old)
        session.add(
            RightsWindowRow(
                id=new_id(),
                title_id=title_id,
                from_at=from_at,
                until_at=until_at,
                territories=territories,
                excluded_territories="",
                platforms="*",
                plans=plans,
                monetisation=monetisation,
                max_rung=max_rung,
                is_download_allowed=True,
                is_blackout=False,
                licensor="",
                notes="",
                created_at=from_at,
                updated_at=from_at,
            )
        )


class HasPaid:
    """Everybody has paid for everything."""

    async def held(
        self,
        session: ReadSession,
        account_id: UUID | None,
        title_id: UUID,
        offers: tuple[Offer, ...],
    ) -> Offer | None:
        """Return the first offer."""
        assert session
        assert title_id
        return offers[0] if account_id else None


class TestOpenSession:
    async def test_refuses_every_door_outside_the_window(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        owner_id: UUID,
        film_id: UUID,
        now: datetime,
    ) -> None:
        title = await store_title(playback, owner_id, film_id)
        part = await store_film(playback, owner_id)
        series, (episode,) = await store_series(playback, owner_id, [part])
        opens = now + timedelta(days=1)
        for each in (title, series):
            await only_window(playback, each, opens)
        closed = (403, "title_not_offered")
        for thing in (title, series, episode):
            answer = await guest.post(SESSIONS, json={"title_id": str(thing)})
            assert refusal(answer) == closed
            assert answer.json()["reason"] == "not_yet"
            assert datetime.fromisoformat(answer.json()["opens_at"]) == opens
        for asset in (film_id, part):
            assert refusal(await guest.post(SESSIONS, json={"asset_id": str(asset)})) == closed
        for thing in (title, series, episode, film_id, part):
            manifest = await guest.get(f"/api/v1/streaming/{thing}/manifest")
            assert refusal(manifest) == closed
            progress = {"content_id": str(thing), "position_seconds": 3}
            assert refusal(await guest.post("/api/watch/progress", json=progress)) == closed

    async def test_says_nothing_of_a_title_of_a_channel_one_is_not_in(
        self, playback: Services, guest: httpx.AsyncClient, title_id: UUID, now: datetime
    ) -> None:
        await only_window(playback, title_id, now + timedelta(days=1))
        async with playback.get(Database).write() as session:
            row = await session.get_one(TitleRow, title_id)
            row.channel_id, row.is_members_only = new_id(), True
        answer = await guest.post(SESSIONS, json={"title_id": str(title_id)})
        assert answer.status_code == 404, answer.text
        decision = await guest.get(DECISIONS, params={"title_id": str(title_id)})
        assert decision.status_code == 404, decision.text

    async def test_opens_and_closes_with_the_window(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        title_id: UUID,
        clock: MovingClock,
        now: datetime,
    ) -> None:
        begins, ends = now + timedelta(hours=1), now + timedelta(hours=2)
        await only_window(playback, title_id, begins, ends)
        body = {"title_id": str(title_id)}
        answers: list[int] = []
        for _ in range(3):
            answers.append((await guest.post(SESSIONS, json=body)).status_code)
            clock.advance(hours=1)
        assert answers == [403, 201, 403]

    async def test_knows_nobody_without_a_country_within_a_territory(
        self, playback: Services, guest: httpx.AsyncClient, title_id: UUID, now: datetime
    ) -> None:
        await only_window(playback, title_id, now, territories=",IN,")
        answer = await guest.post(SESSIONS, json={"title_id": str(title_id)})
        assert refusal(answer) == (403, "title_not_offered")
        assert answer.json()["reason"] == "not_here"

    @pytest.mark.parametrize("way", ["subscription", "rent", "buy", "ticket"])
    async def test_gives_no_paid_byte_to_whoever_has_not_paid(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        owner: httpx.AsyncClient,
        title_id: UUID,
        film_id: UUID,
        now: datetime,
        way: str,
    ) -> None:
        await only_window(playback, title_id, now, monetisation=way)
        for body in ({"title_id": str(title_id)}, {"asset_id": str(film_id)}):
            answer = await guest.post(SESSIONS, json=body)
            assert refusal(answer) == (403, "not_entitled")
            assert answer.json()["offers"] == [way]
        decision = (await guest.get(f"{DECISIONS}?title_id={title_id}")).json()
        assert (decision["can_play"], decision["reason"]) == (False, "not_entitled")
        assert decision["would_help"] == [way]
        assert (await owner.post(SESSIONS, json={"title_id": str(title_id)})).status_code == 201

    async def test_is_free_only_for_the_plan_that_a_window_names(
        self, playback: Services, guest: httpx.AsyncClient, title_id: UUID, now: datetime
    ) -> None:
        await only_window(playback, title_id, now, plans=",premium,")
        answer = await guest.post(SESSIONS, json={"title_id": str(title_id)})
        assert refusal(answer) == (403, "not_entitled")

    async def test_plays_for_whoever_has_paid_up_to_what_the_offer_reaches(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        kid: httpx.AsyncClient,
        owner_id: UUID,
        film_id: UUID,
        now: datetime,
    ) -> None:
        playback.add(HasPaid(), as_=Entitlements)
        title = await store_title(playback, owner_id, film_id, rating="U")
        await only_window(playback, title, now, monetisation="rent", max_rung=720)
        body = {"title_id": str(title)}
        assert refusal(await guest.post(SESSIONS, json=body)) == (403, "not_entitled")
        assert (await kid.post(SESSIONS, json=body)).status_code == 201
        decision = (await kid.get(f"{DECISIONS}?title_id={title}")).json()
        assert (decision["can_play"], decision["max_rung"]) == (True, 720)

    async def test_goes_on_with_no_session_whose_window_has_closed(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        title_id: UUID,
        clock: MovingClock,
        now: datetime,
    ) -> None:
        await only_window(playback, title_id, now, now + timedelta(hours=1))
        opened = (await guest.post(SESSIONS, json={"title_id": str(title_id)})).json()
        clock.advance(hours=2)
        again = await guest.get(f"{SESSIONS}/{opened['id']}")
        assert refusal(again) == (403, "title_not_offered")


class TestExtras:
    async def test_a_trailer_plays_before_the_film_does_and_a_bonus_does_not(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        owner_id: UUID,
        title_id: UUID,
        now: datetime,
    ) -> None:
        trailer, bonus = await store_film(playback, owner_id), await store_film(playback, owner_id)
        await only_window(playback, title_id, now + timedelta(days=1))
        async with playback.get(Database).write() as session:
            for place, (asset_id, kind) in enumerate(((trailer, "trailer"), (bonus, "bonus"))):
                session.add(
                    ExtraRow(
                        id=new_id(),
                        title_id=title_id,
                        kind=kind,
                        name=kind,
                        asset_id=asset_id,
                        position=place,
                    )
                )
        answer = await guest.post(SESSIONS, json={"asset_id": str(trailer)})
        assert answer.status_code == 201
        assert answer.json()["markers"] == []
        refused = await guest.post(SESSIONS, json={"asset_id": str(bonus)})
        assert refusal(refused) == (403, "title_not_offered")


class TestMarkers:
    async def test_tell_the_player_what_may_be_skipped_and_the_editors_chapters(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        title_id: UUID,
    ) -> None:
        async with playback.get(Database).write() as session:
            for kind, since, until in (("intro", 1.0, 4.0), ("chapter", 5.0, None)):
                session.add(
                    MarkerRow(
                        id=new_id(),
                        subject_id=title_id,
                        kind=kind,
                        from_seconds=since,
                        to_seconds=until,
                        name="Harbour",
                    )
                )
        opened = (await guest.post(SESSIONS, json={"title_id": str(title_id)})).json()
        assert opened["markers"] == [{"kind": "intro", "from_seconds": 1.0, "to_seconds": 4.0}]
        assert opened["chapters"] == [{"start_seconds": 5.0, "name": "Harbour"}]


class TestRightsThatEnd:
    async def test_take_the_tokens_of_those_who_watch(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        media: httpx.AsyncClient,
        title_id: UUID,
        now: datetime,
    ) -> None:
        await only_window(playback, title_id, now, territories="*")
        opened = (await guest.post(SESSIONS, json={"title_id": str(title_id)})).json()
        assert (await media.get(opened["hls_url"])).status_code == 200
        await self.told(playback, title_id)
        assert (await media.get(opened["hls_url"])).status_code == 200
        await only_window(playback, title_id, now + timedelta(days=1))
        await self.told(playback, title_id)
        assert (await media.get(opened["hls_url"])).status_code == 410

    @staticmethod
    async def told(playback: Services, title_id: UUID) -> None:
        """Let playback hear that rights changed."""
        async with playback.get(Database).write() as session:
            await end_sessions_without_rights(playback, session, RightsChanged(title_id))
