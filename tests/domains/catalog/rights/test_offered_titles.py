"""What viewers find of titles that are not offered everywhere, and what editors see of it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from streamverse.domains.catalog.house_rules import lay_down
from streamverse.domains.catalog.kinds import Platform
from streamverse.domains.catalog.offers_shown import shown
from streamverse.domains.catalog.page_facts import page_facts
from streamverse.domains.catalog.rights import Asker, Window
from streamverse.domains.catalog.service.rights.calendar import spans_of
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.places import Place, Places
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.catalog.queries import counted
from tests.domains.catalog.rights.test_decide import EVERYWHERE, IN_INDIA, NOON, a_title

TITLES = "/api/v1/titles"
DAY = timedelta(days=1)

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


class InOnePlace:
    """Every address is in one country."""

    def __init__(self, country: str) -> None:
        self.country = country

    def place_of(self, address: str) -> Place:
        assert address
        return Place(self.country)


@pytest.fixture
async def indian(editor: httpx.AsyncClient, make_title: MakeTitle) -> dict[str, Any]:
    """A published film that is offered in India, on the web, and has notes."""
    title = await make_title(genres=["Drama"])
    rights = f"{TITLES}/{title['id']}/rights"
    usual = (await editor.get(rights)).json()["items"][0]
    body = {
        "from_at": usual["from_at"],
        "territories": ["IN"],
        "platforms": ["web"],
        "licensor": "Lamp Films",
        "notes": "45 % of it",
    }
    answer = await editor.put(f"{rights}/{usual['id']}", json=body)
    assert answer.status_code == 200, answer.text
    return title


class TestViewers:
    async def test_find_it_only_where_and_on_what_it_is_offered(
        self, shared: Services, guest: httpx.AsyncClient, indian: dict[str, Any]
    ) -> None:
        async def found(**headers: str) -> list[bool]:
            listed = (await guest.get(TITLES, headers=headers)).json()["items"]
            genres = (await guest.get("/api/v1/genres", headers=headers)).json()["items"]
            page = await guest.get(f"{TITLES}/{indian['slug']}", headers=headers)
            return [bool(listed), bool(genres), page.status_code == 200]

        assert await found() == [False, False, False]
        shared.add(InOnePlace("IN"), as_=Places)
        assert await found() == [True, True, True]
        assert await found(**{"X-Platform": "tv"}) == [False, False, False]
        shared.add(InOnePlace("US"), as_=Places)
        assert await found() == [False, False, False]

    async def test_are_told_why_not(
        self, shared: Services, guest: httpx.AsyncClient, indian: dict[str, Any]
    ) -> None:
        shared.add(InOnePlace("US"), as_=Places)
        answer = await guest.get(f"{TITLES}/{indian['id']}")
        assert answer.status_code == 403
        problem = answer.json()
        assert (problem["code"], problem["reason"]) == ("title_not_offered", "not_here")
        assert problem["opens_at"] is None

    async def test_do_not_find_it_beside_another(
        self,
        guest: httpx.AsyncClient,
        shared: Services,
        make_title: MakeTitle,
        indian: dict[str, Any],
    ) -> None:
        beside = await make_title("Second Light", relations=[{"title_id": indian["id"]}])
        names: dict[str, list[str]] = {}
        for country in ("IN", "US"):
            shared.add(InOnePlace(country), as_=Places)
            body = (await guest.get(f"{TITLES}/{beside['id']}")).json()
            names[country] = [each["title"]["name"] for each in body["relations"]]
        assert names == {"IN": [indian["name"]], "US": []}

    async def test_never_read_who_licensed_it_for_what(
        self, shared: Services, guest: httpx.AsyncClient, indian: dict[str, Any]
    ) -> None:
        shared.add(InOnePlace("IN"), as_=Places)
        page = await guest.get(f"{TITLES}/{indian['id']}")
        listed = await guest.get(TITLES)
        assert "Lamp Films" not in page.text + listed.text
        assert "45 %" not in page.text + listed.text

    async def test_on_an_unknown_platform_are_refused(self, guest: httpx.AsyncClient) -> None:
        answer = await guest.get(TITLES, headers={"X-Platform": "fridge"})
        assert answer.status_code == 422

    async def test_do_not_see_what_has_expired_even_when_the_clock_is_late(
        self, guest: httpx.AsyncClient, make_title: MakeTitle, database: Database
    ) -> None:
        title = await make_title()
        async with database.write() as session:
            from streamverse.domains.catalog.repository.titles import lock_title

            row = await lock_title(session, title["id"])
            assert row is not None
            row.expire_at = row.created_at
        assert (await guest.get(TITLES)).json()["items"] == []
        assert (await guest.get(f"{TITLES}/{title['id']}")).json()["reason"] == "no_longer"


class TestOwnersAndEditors:
    async def test_see_it_wherever_they_are(
        self, creator: httpx.AsyncClient, editor: httpx.AsyncClient, indian: dict[str, Any]
    ) -> None:
        for client in (creator, editor):
            assert (await client.get(f"{TITLES}/{indian['id']}")).status_code == 200


class TestCrawlers:
    async def test_get_a_page_only_where_it_is_offered(
        self, database: Database, indian: dict[str, Any], shared: Services
    ) -> None:
        asker = Asker("IN", Platform.WEB, None, shared.get(Clock).now())
        path = f"/title/{indian['slug']}"
        async with database.read() as session:
            assert await page_facts(session, path, asker) is not None
            assert await page_facts(session, path, replace(asker, country="US")) is None


class TestUsualWindow:
    async def test_is_what_the_operator_said(
        self,
        settings: Settings,
        database: Database,
        editor: httpx.AsyncClient,
        make_title: MakeTitle,
    ) -> None:
        said = {
            "default_window_territories": ("IN", "NP"),
            "default_window_monetisation": "ads",
            "default_window_days": 30,
        }
        lay_down(database, settings.model_copy(update=said))
        title = await make_title()
        [usual] = (await editor.get(f"{TITLES}/{title['id']}/rights")).json()["items"]
        assert (usual["territories"], usual["monetisation"]) == (["IN", "NP"], "ads")
        length = datetime.fromisoformat(usual["until_at"]) - datetime.fromisoformat(
            usual["from_at"]
        )
        assert length == timedelta(days=30)

    async def test_stays_away_from_a_title_that_has_one(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title(state="draft")
        rights = f"{TITLES}/{title['id']}/rights"
        await creator.post(rights, json={"from_at": "2024-01-01T00:00:00Z", "territories": ["IN"]})
        await creator.post(f"{TITLES}/{title['id']}/publish")
        assert len((await creator.get(rights)).json()["items"]) == 1


class TestDecisionAndCalendar:
    async def test_are_not_for_viewers(
        self, guest: httpx.AsyncClient, viewer: httpx.AsyncClient, indian: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{indian['id']}/rights/decision"
        assert [(await each.get(path)).status_code for each in (guest, viewer)] == [401, 403]
        span = "from=2031-01-01T00:00:00Z&to=2032-01-01T00:00:00Z"
        assert (await guest.get(f"/api/v1/rights/calendar?{span}")).status_code == 401
        listed = await viewer.get(f"/api/v1/rights/calendar?{span}")
        assert listed.json()["items"] == []

    async def test_say_where_it_is_offered(
        self, editor: httpx.AsyncClient, indian: dict[str, Any]
    ) -> None:
        path = f"{TITLES}/{indian['id']}/rights/decision"
        there = (await editor.get(path, params={"country": "in"})).json()
        assert (there["is_shown"], there["offers"][0]["monetisation"]) == (True, "free")
        away = (await editor.get(path, params={"country": "US"})).json()
        assert (away["is_offered"], away["reason"]) == (False, "not_here")

    @pytest.mark.parametrize(
        "span",
        [
            {"from": "2031-01-02T00:00:00Z", "to": "2031-01-01T00:00:00Z"},
            {"from": "2031-01-01T00:00:00", "to": "2031-02-01T00:00:00"},
            {"from": "2000-01-01T00:00:00Z", "to": "2031-02-01T00:00:00Z"},
            {"from": "2031-01-01T00:00:00Z", "to": "2031-02-01T00:00:00Z", "territory": "ZZ"},
            {"from": "2031-01-01T00:00:00Z", "to": "2031-02-01T00:00:00Z", "cursor": "e30"},
        ],
    )
    async def test_refuse_spans_that_cannot_be(
        self, editor: httpx.AsyncClient, span: dict[str, str]
    ) -> None:
        assert (await editor.get("/api/v1/rights/calendar", params=span)).status_code == 422

    async def test_draw_spans_without_gaps(
        self, editor: httpx.AsyncClient, indian: dict[str, Any]
    ) -> None:
        rights = f"{TITLES}/{indian['id']}/rights"
        dark = {
            "from_at": "2031-03-01T00:00:00Z",
            "until_at": "2031-03-08T00:00:00Z",
            "is_blackout": True,
        }
        assert (await editor.post(rights, json=dark)).status_code == 201
        span = {"from": "2031-01-01T00:00:00Z", "to": "2032-01-01T00:00:00Z", "territory": "IN"}
        spans = (await editor.get(f"{rights}/calendar", params=span)).json()["spans"]
        assert [each["is_offered"] for each in spans] == [True, False, True]
        assert [each["reason"] for each in spans] == ["", "blackout", ""]
        assert spans[0]["until_at"] == spans[1]["from_at"] == "2031-03-01T00:00:00Z"
        whole = (await editor.get("/api/v1/rights/calendar", params=span)).json()["items"]
        assert [each["spans"] for each in whole] == [spans]

    async def test_take_as_many_queries_for_many_titles_as_for_one(
        self, editor: httpx.AsyncClient, make_title: MakeTitle, database: Database
    ) -> None:
        span = {"from": "2031-01-01T00:00:00Z", "to": "2032-01-01T00:00:00Z"}
        await make_title()
        await editor.get("/api/v1/rights/calendar", params=span)  # who calls is known from here on
        with counted(database) as one:
            await editor.get("/api/v1/rights/calendar", params=span)
        for number in range(5):
            await make_title(f"Film {number}")
        with counted(database) as many:
            listed = await editor.get("/api/v1/rights/calendar", params=span)
        assert len(listed.json()["items"]) == 6
        assert len(many) == len(one)

    async def test_page_through_titles(
        self, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        made = [(await make_title(f"Film {number}"))["id"] for number in range(3)]
        span = {"from": "2031-01-01T00:00:00Z", "to": "2032-01-01T00:00:00Z", "limit": "2"}
        first = (await editor.get("/api/v1/rights/calendar", params=span)).json()
        second = await editor.get(
            "/api/v1/rights/calendar", params=span | {"cursor": first["next_cursor"]}
        )
        found = [each["title_id"] for each in first["items"] + second.json()["items"]]
        assert found == made[::-1]


class TestSpans:
    def test_join_where_nothing_changes(self) -> None:
        elsewhere = replace(EVERYWHERE, id=new_id(), territories=frozenset({"US"}), until_at=NOON)
        spans = spans_of([EVERYWHERE, elsewhere], IN_INDIA, NOON - DAY, NOON + DAY)
        assert [(each.from_at, each.until_at) for each in spans] == [(NOON - DAY, NOON + DAY)]


class TestShown:
    @pytest.mark.parametrize(
        ("windows", "access", "badges"),
        [
            ([], None, ()),
            ([EVERYWHERE], "free", ()),
            ([replace(EVERYWHERE, until_at=NOON + DAY)], "free", ("leaving_soon",)),
            (
                [
                    replace(EVERYWHERE, plans=frozenset({"premium"}), until_at=NOON + DAY),
                    replace(EVERYWHERE, id=new_id(), from_at=NOON + DAY),
                ],
                "subscription",
                ("early_access",),
            ),
        ],
    )
    def test_says_what_a_title_costs_and_what_is_special(
        self, windows: list[Window], access: str | None, badges: tuple[str, ...]
    ) -> None:
        found = shown(a_title(new_id()), windows, IN_INDIA)
        assert (found.access, found.badges) == (access, badges)

    def test_is_new_for_two_weeks(self) -> None:
        row = a_title(new_id())
        for days, badges in ((1, ("new",)), (15, ())):
            row.published_at = NOON - timedelta(days=days)
            assert shown(row, [EVERYWHERE], IN_INDIA).badges == badges

    def test_leaves_when_the_title_expires(self) -> None:
        row = a_title(new_id())
        row.expire_at = datetime(2026, 3, 2, tzinfo=UTC)
        assert shown(row, [EVERYWHERE], IN_INDIA).badges == ("leaving_soon",)
