"""Moves of titles: who may go where, what is refused, what is remembered."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.catalog.editorial import MOVES
from streamverse.domains.catalog.house_rules import lay_down
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.service.editorial.keep_time import keep_time, keep_times
from streamverse.domains.catalog.service.orders import OneTitle
from streamverse.domains.media.models import AssetRow
from streamverse.domains.media.public import AssetState
from streamverse.kit.db import Database
from streamverse.kit.editorial_settings import Review
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.catalog.queries import counted
from tests.domains.conftest import MovingClock

TITLES = "/api/v1/titles"

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]
MakeAsset = Callable[..., Awaitable[UUID]]


def later(**duration: float) -> str:
    """Return an instant that lies ahead."""
    return (datetime.now(UTC) + timedelta(**duration)).isoformat()


@pytest.fixture
async def draft(make_title: MakeTitle) -> dict[str, Any]:
    """A film of Meera's that could be published."""
    return await make_title(state="draft")


async def move(
    client: httpx.AsyncClient, title: dict[str, Any], to: str, **facts: Any
) -> httpx.Response:
    """Ask for a move."""
    return await client.post(f"{TITLES}/{title['id']}/moves", json={"to": to, **facts})


async def steps_of(client: httpx.AsyncClient, title: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what happened to a title, the latest first."""
    return (await client.get(f"{TITLES}/{title['id']}/steps")).json()["items"]


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Return a refusal's status and code."""
    return answer.status_code, answer.json()["code"]


@pytest.fixture
def reviewed(database: Database, settings: Settings) -> None:
    """Here, creators hand their titles in."""
    lay_down(database, settings.model_copy(update={"review": Review.ON}))


class TestMove:
    async def test_is_not_for_strangers(
        self,
        guest: httpx.AsyncClient,
        viewer: httpx.AsyncClient,
        other: httpx.AsyncClient,
        draft: dict[str, Any],
    ) -> None:
        answers = [await move(each, draft, "published") for each in (guest, viewer, other)]
        assert [each.status_code for each in answers] == [401, 404, 404]

    async def test_goes_all_the_way_and_remembers_who_when_and_why(
        self, creator: httpx.AsyncClient, editor: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        way = [
            (creator, "in_review", "Have a look"),
            (editor, "draft", "The sound is missing"),
            (creator, "in_review", "Now?"),
            (editor, "published", "Lovely"),
            (editor, "archived", "The rights are gone"),
            (editor, "draft", ""),
        ]
        for client, to, why in way:
            answer = await move(client, draft, to, comment=why)
            assert answer.json()["state"] == to, answer.text
        steps = await steps_of(creator, draft)
        told = [(each["to_state"], each["comment"]) for each in steps]
        assert told == [(to, why) for _, to, why in reversed(way)]
        assert [each["by"]["name"] for each in steps[-3:]] == ["Meera", "Edda", "Meera"]

    async def test_refuses_ways_that_do_not_lead_there(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        published = await make_title()
        answer = await move(creator, published, "scheduled", publish_at=later(hours=1))
        assert problem(answer) == (409, "move_not_possible")
        assert answer.json()["possible"] == ["draft", "in_review", "archived"]

    async def test_refuses_the_second_of_two_editors(
        self, creator: httpx.AsyncClient, editor: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{draft['id']}/moves"
        tag = (await editor.get(f"{TITLES}/{draft['id']}")).headers["etag"]
        first = await editor.post(path, json={"to": "published"}, headers={"If-Match": tag})
        second = await creator.post(path, json={"to": "archived"}, headers={"If-Match": tag})
        assert first.status_code == 200
        assert problem(second) == (412, "title_changed")
        assert "etag" in second.json()

    async def test_stays_where_it_is_when_asked_again(
        self, creator: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        first = (await move(creator, draft, "published")).json()
        again = (await move(creator, draft, "published")).json()
        assert again["version"] == first["version"]
        assert len(await steps_of(creator, draft)) == 1

    async def test_refuses_what_is_no_state_and_no_comment(
        self, creator: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        assert (await move(creator, draft, "published", comment="x" * 2001)).status_code == 422
        assert (await move(creator, draft, "heaven")).status_code == 422

    def test_leaves_no_state_without_a_way_out(self) -> None:
        assert {before for before, to in MOVES if before is not to} == set(TitleState)


class TestReview:
    @pytest.mark.usefixtures("reviewed")
    async def test_lets_creators_only_hand_in(
        self, creator: httpx.AsyncClient, editor: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{draft['id']}"
        asked = [
            await move(creator, draft, "published"),
            await move(creator, draft, "scheduled", publish_at=later(hours=1)),
            await creator.post(f"{path}/publish"),
            await creator.patch(path, json={"state": "published"}),
            await creator.post(TITLES, json={"name": "A", "state": "published"}),
        ]
        assert [problem(each) for each in asked] == [(403, "review_required")] * 5
        assert (await move(creator, draft, "in_review", comment="Please")).status_code == 200
        assert (await move(editor, draft, "published")).status_code == 200

    async def test_has_a_queue_for_editors(
        self, creator: httpx.AsyncClient, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        drafts = [await make_title(f"Film {number}", state="draft") for number in range(3)]
        for each in drafts:
            await move(creator, each, "in_review", comment=each["name"])
        assert (await creator.get("/api/v1/review")).status_code == 403
        first = (await editor.get("/api/v1/review?limit=2")).json()
        rest = await editor.get("/api/v1/review", params={"cursor": first["next_cursor"]})
        found = first["items"] + rest.json()["items"]
        assert {each["title"]["id"] for each in found} == {each["id"] for each in drafts}
        assert found[0]["asked_by"]["name"] == "Meera"
        assert found[0]["comment"] == found[0]["title"]["name"]


class TestPublish:
    @pytest.mark.parametrize("state", [AssetState.UPLOADING, AssetState.FAILED, None])
    async def test_refuses_a_title_without_playable_media(
        self, creator: httpx.AsyncClient, make_asset: MakeAsset, state: AssetState | None
    ) -> None:
        asset_id = await make_asset(creator, state) if state else None
        body = {"name": "A", "synopsis": "B", "asset_id": str(asset_id) if asset_id else None}
        title = (await creator.post(TITLES, json=body)).json()
        for to in ("published", "scheduled"):
            answer = await move(creator, title, to, publish_at=later(hours=1))
            assert problem(answer) == (409, "title_not_ready")
            assert answer.json()["missing"] == ["asset"]

    @pytest.mark.parametrize(
        ("kind", "missing"),
        [
            ("event", ["starts_at"]),
            ("station", ["number"]),
            ("image", ["picture"]),
            ("series", ["episode"]),
            ("short", ["asset", "upright", "length"]),
            ("audio", ["asset"]),
        ],
    )
    async def test_says_what_each_kind_lacks(
        self, creator: httpx.AsyncClient, kind: str, missing: list[str]
    ) -> None:
        body = {"name": "A", "synopsis": "B", "kind": kind}
        title = (await creator.post(TITLES, json=body)).json()
        assert title["missing"] == missing
        readiness = (await creator.get(f"{TITLES}/{title['id']}/readiness")).json()
        required = [each for each in readiness["items"] if each["is_required"]]
        assert [each["field"] for each in required if not each["is_done"]] == missing
        assert not readiness["is_ready"]
        assert 0 < readiness["percent"] < 100

    @pytest.mark.parametrize(
        ("width", "height", "seconds", "missing"),
        [
            (360, 640, 59.9, []),
            (640, 360, 30.0, ["upright"]),
            (360, 640, 61.0, ["length"]),
            (360, 360, 61.0, ["upright", "length"]),
        ],
    )
    async def test_wants_a_short_upright_and_short(
        self,
        creator: httpx.AsyncClient,
        make_asset: MakeAsset,
        width: int,
        height: int,
        seconds: float,
        missing: list[str],
    ) -> None:
        file = {"width": width, "height": height, "type": "image/jpeg", "key": "media/a/b.jpg"}
        poster = {"files": [file], "dominant_color": "#102030"}
        asset_id = await make_asset(creator, duration_seconds=seconds, posters=[poster])
        body = {"name": "A", "kind": "short", "asset_id": str(asset_id)}
        assert (await creator.post(TITLES, json=body)).json()["missing"] == missing


class TestSchedule:
    @pytest.mark.parametrize(
        ("times", "code"),
        [
            ({}, "schedule_missing"),
            ({"publish_at": later(minutes=-1)}, "in_the_past"),
            ({"publish_at": later(hours=2), "expire_at": later(hours=1)}, "ends_before_it_begins"),
            ({"publish_at": later(hours=2), "expire_at": later(hours=-1)}, "in_the_past"),
            ({"publish_at": "2031-03-30T02:30:00"}, "invalid_fields"),
            (
                # Berlin, when clocks go back: the same wall clock, an hour apart.
                {
                    "publish_at": "2031-10-26T02:30:00+01:00",
                    "expire_at": "2031-10-26T02:30:00+02:00",
                },
                "ends_before_it_begins",
            ),
        ],
    )
    async def test_refuses_times_that_cannot_be(
        self, creator: httpx.AsyncClient, draft: dict[str, Any], times: dict[str, str], code: str
    ) -> None:
        assert problem(await move(creator, draft, "scheduled", **times)) == (422, code)
        with_facts = {"state": "scheduled", **times}
        assert (await creator.patch(f"{TITLES}/{draft['id']}", json=with_facts)).status_code == 422

    async def test_publishes_and_archives_by_the_clock(
        self,
        creator: httpx.AsyncClient,
        guest: httpx.AsyncClient,
        draft: dict[str, Any],
        shared: Services,
        clock: MovingClock,
    ) -> None:
        times = {"publish_at": later(minutes=2), "expire_at": later(minutes=4)}
        assert (await move(creator, draft, "scheduled", **times)).json()["state"] == "scheduled"
        states: list[str] = []
        for minutes in (1, 1.2, 0.1, 2, 0.1):
            clock.advance(minutes=minutes)
            await keep_time(shared, OneTitle(UUID(draft["id"])))
            states.append((await creator.get(f"{TITLES}/{draft['id']}")).json()["state"])
        assert states == ["scheduled", "published", "published", "archived", "archived"]
        steps = await steps_of(creator, draft)
        assert [each["to_state"] for each in steps] == ["archived", "published", "scheduled"]
        assert [each["by"] and each["by"]["name"] for each in steps] == [None, None, "Meera"]
        assert (await guest.get(TITLES)).json()["items"] == []

    async def test_wakes_the_clock_at_both_instants(
        self, creator: httpx.AsyncClient, draft: dict[str, Any], database: Database
    ) -> None:
        times = [later(minutes=1), later(minutes=2)]
        await move(creator, draft, "scheduled", publish_at=times[0], expire_at=times[1])
        query = select(OutboxRow.available_at).where(OutboxRow.name == "catalog.keep_time")
        async with database.read() as session:
            woken = sorted(await session.scalars(query))
        pairs = zip(woken, map(datetime.fromisoformat, times), strict=True)
        assert max(abs((one - other).total_seconds()) for one, other in pairs) < 5

    async def test_is_kept_when_nobody_was_sent_and_once_when_many_are(
        self,
        creator: httpx.AsyncClient,
        draft: dict[str, Any],
        shared: Services,
        clock: MovingClock,
    ) -> None:
        await move(creator, draft, "scheduled", publish_at=later(minutes=1))
        clock.advance(minutes=1, seconds=1)
        for _ in range(2):
            await keep_times(shared)
        steps = await steps_of(creator, draft)
        assert [each["to_state"] for each in steps] == ["published", "scheduled"]

    async def test_goes_back_to_draft_when_it_is_no_longer_ready(
        self,
        creator: httpx.AsyncClient,
        draft: dict[str, Any],
        shared: Services,
        clock: MovingClock,
    ) -> None:
        await move(creator, draft, "scheduled", publish_at=later(minutes=1))
        async with shared.get(Database).write() as session:
            asset = await session.get_one(AssetRow, UUID(draft["asset_id"]))
            asset.state = AssetState.FAILED
        clock.advance(minutes=2)
        await keep_time(shared, OneTitle(UUID(draft["id"])))
        step = (await steps_of(creator, draft))[0]
        assert step["to_state"] == "draft"
        assert "an upload that plays" in step["comment"]

    async def test_may_be_changed_and_forgets_the_old_time(
        self,
        creator: httpx.AsyncClient,
        draft: dict[str, Any],
        shared: Services,
        clock: MovingClock,
    ) -> None:
        await move(creator, draft, "scheduled", publish_at=later(minutes=1))
        moved = await move(creator, draft, "scheduled", publish_at=later(minutes=3))
        assert moved.status_code == 200
        clock.advance(minutes=1, seconds=1)
        await keep_time(shared, OneTitle(UUID(draft["id"])))
        assert (await creator.get(f"{TITLES}/{draft['id']}")).json()["state"] == "scheduled"

    async def test_is_set_with_the_facts_too(
        self, creator: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        at = later(minutes=1)
        path = f"{TITLES}/{draft['id']}"
        answer = await creator.patch(path, json={"state": "scheduled", "publish_at": at})
        assert answer.json()["state"] == "scheduled", answer.text
        assert datetime.fromisoformat(answer.json()["publish_at"]) == datetime.fromisoformat(at)
        back = await creator.patch(path, json={"state": "draft"})
        assert (back.json()["state"], back.json()["publish_at"]) == ("draft", None)


class TestComment:
    async def test_stands_among_the_steps(
        self, creator: httpx.AsyncClient, viewer: httpx.AsyncClient, draft: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{draft['id']}"
        assert (await viewer.post(f"{path}/comments", json={"comment": "Hi"})).status_code == 404
        assert (await viewer.get(f"{path}/steps")).status_code == 404
        assert (await creator.post(f"{path}/comments", json={"comment": ""})).status_code == 422
        said = await creator.post(f"{path}/comments", json={"comment": "Needs a poster"})
        assert said.status_code == 201
        assert said.json()["from_state"] == said.json()["to_state"] == "draft"
        assert len(await steps_of(creator, draft)) == 1


class TestLists:
    async def test_take_as_many_queries_for_many_rows_as_for_one(
        self,
        creator: httpx.AsyncClient,
        editor: httpx.AsyncClient,
        make_title: MakeTitle,
        database: Database,
    ) -> None:
        async def add(number: int) -> None:
            title = await make_title(f"Film {number}", state="draft")
            await move(creator, title, "in_review")
            await editor.post(f"{TITLES}/{title['id']}/flags", json={"reason": "other"})
            gone = await make_title(f"Gone {number}", state="draft")
            await creator.delete(f"{TITLES}/{gone['id']}")

        paths = ["/api/v1/review", "/api/v1/flags", f"{TITLES}/deleted"]

        async def asked() -> list[int]:
            amounts: list[int] = []
            for path in paths:
                with counted(database) as seen:
                    assert (await editor.get(path)).status_code == 200
                amounts.append(len(seen))
            return amounts

        await add(0)
        await asked()  # who calls is known from here on
        one = await asked()
        for number in range(1, 6):
            await add(number)
        assert await asked() == one
