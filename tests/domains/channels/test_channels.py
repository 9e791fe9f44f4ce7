# ruff: noqa: RUF001 - letters that look like others are what is tested
"""Making, reading, changing, renaming and deleting channels."""

import asyncio
from datetime import datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.channels.accents import NEEDED, contrast_on_surfaces, ink_on
from streamverse.domains.channels.public import ensure_home_channel
from streamverse.domains.channels.service.sweep import sweep_rows
from streamverse.domains.identity.public import issue_token
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services
from tests.domains.channels.conftest import CHANNELS, Join, MakeChannel, Person, account_of
from tests.domains.conftest import MovingClock

HTML = '<script>alert("1")</script>'


def code(answer: httpx.Response) -> str:
    return answer.json()["code"]


class TestCreate:
    async def test_takes_a_sign_in(self, guest: httpx.AsyncClient):
        answer = await guest.post(CHANNELS, json={"handle": "lamps", "name": "Lamps"})
        assert answer.status_code == 401

    async def test_is_not_for_children(self, kid: httpx.AsyncClient):
        answer = await kid.post(CHANNELS, json={"handle": "lamps", "name": "Lamps"})
        assert (answer.status_code, code(answer)) == (403, "kids_profile")

    @pytest.mark.parametrize(
        "wish",
        [
            {"handle": "lamps", "name": ""},
            {"handle": "lamps", "name": "\u200b\u202e"},
            {"handle": "lamps", "name": "x" * 101},
            {"handle": "lamps", "name": "Lamps", "description": "x" * 5001},
            {"name": "Lamps"},
            {"handle": "a\u0000b", "name": "Lamps"},
        ],
    )
    async def test_refuses_what_is_missing_too_long_or_invisible(
        self, meera: httpx.AsyncClient, wish: dict[str, Any]
    ):
        assert (await meera.post(CHANNELS, json=wish)).status_code == 422

    async def test_answers_with_what_was_made(self, meera: httpx.AsyncClient):
        answer = await meera.post(CHANNELS, json={"handle": "Lamps", "name": "Lamps  and Rivers "})
        body = answer.json()
        assert answer.status_code == 201
        assert answer.headers["location"] == f"{CHANNELS}/{body['id']}"
        assert answer.headers["etag"] == '"1"'
        assert (body["handle"], body["name"]) == ("lamps", "Lamps and Rivers")
        assert body["you"]["rank"] == "owner"
        assert body["you"]["permissions"] == ["invite", "manage", "moderate", "mute", "post"]

    async def test_keeps_html_as_text_and_drops_what_turns_it_around(
        self, make_channel: MakeChannel
    ):
        body = await make_channel(name=f"\u202e{HTML}\u200b", description=f"{HTML}\n\n\n\nक्‍ष")
        assert body["name"] == HTML
        assert body["description"] == f"{HTML}\n\nक्‍ष"

    async def test_refuses_a_handle_that_looks_like_another(
        self, make_channel: MakeChannel, stranger: httpx.AsyncClient
    ):
        await make_channel("coco")
        for handle in ("COCO", "c0co", "сосо", "cocó"):
            answer = await stranger.post(CHANNELS, json={"handle": handle, "name": "Another"})
            assert (answer.status_code, code(answer)) == (409, "handle_taken"), handle

    async def test_gives_a_racing_handle_to_one(
        self, meera: httpx.AsyncClient, stranger: httpx.AsyncClient
    ):
        wish = {"handle": "lamps", "name": "Lamps"}
        answers = await asyncio.gather(
            *(client.post(CHANNELS, json=wish) for client in (meera, stranger) for _ in range(3))
        )
        assert sorted(each.status_code for each in answers) == [201, 409, 409, 409, 409, 409]

    async def test_stops_at_the_limit_also_when_raced(self, meera: httpx.AsyncClient):
        wishes = [{"handle": f"lamps-{number}x", "name": "Lamps"} for number in range(13)]
        answers = await asyncio.gather(*(meera.post(CHANNELS, json=wish) for wish in wishes))
        assert sorted(each.status_code for each in answers) == [201] * 10 + [409] * 3
        refused = next(each for each in answers if each.status_code == 409)
        assert (code(refused), refused.json()["limit"]) == ("too_many_channels", 10)

    async def test_repeats_its_answer_to_the_same_key(self, meera: httpx.AsyncClient):
        wish = {"handle": "lamps", "name": "Lamps"}
        first, second = [
            await meera.post(CHANNELS, json=wish, headers={"idempotency-key": "k1"})
            for _ in range(2)
        ]
        assert first.json() == second.json()
        assert len((await meera.get(CHANNELS, params={"mine": "true"})).json()["items"]) == 1


class TestAHomeChannel:
    async def test_is_made_once_however_often_it_is_asked_for(
        self, shared: Services, meera: httpx.AsyncClient
    ):
        async def ask() -> Any:
            async with shared.get(Database).write() as session:
                return await ensure_home_channel(session, shared.get(Clock), account_of(meera))

        found = await asyncio.gather(*(ask() for _ in range(5)))
        assert len(set(found)) == 1
        own = (await meera.get(CHANNELS, params={"mine": "true"})).json()["items"]
        assert [(each["handle"], each["name"]) for each in own] == [("meera", "Meera")]

    async def test_gets_a_number_when_its_name_is_taken(
        self, shared: Services, meera: httpx.AsyncClient, make_channel: MakeChannel, person: Person
    ):
        await make_channel("meera", by=await person("other"))
        async with shared.get(Database).write() as session:
            await ensure_home_channel(session, shared.get(Clock), account_of(meera))
        own = (await meera.get(CHANNELS, params={"mine": "true"})).json()["items"]
        assert [each["handle"] for each in own] == ["meera-2"]

    async def test_is_the_oldest_that_there_is(
        self, shared: Services, meera: httpx.AsyncClient, make_channel: MakeChannel
    ):
        first = await make_channel("first-one")
        await make_channel("second-one")
        async with shared.get(Database).write() as session:
            found = await ensure_home_channel(session, shared.get(Clock), account_of(meera))
        assert str(found) == first["id"]


class TestRead:
    async def test_tells_strangers_nothing_of_a_private_channel(
        self,
        make_channel: MakeChannel,
        guest: httpx.AsyncClient,
        stranger: httpx.AsyncClient,
        kid: httpx.AsyncClient,
    ):
        made = await make_channel(is_public=False)
        for client in (guest, stranger, kid):
            for name in (made["handle"], made["id"], "nobodys"):
                answer = await client.get(f"{CHANNELS}/{name}")
                assert (answer.status_code, code(answer)) == (404, "channel_not_found")
        for method, path in (
            ("PATCH", ""),
            ("DELETE", ""),
            ("GET", "/members"),
            ("GET", "/mutes"),
            ("GET", "/invitations"),
            ("PUT", "/follow"),
            ("DELETE", "/follow"),
        ):
            answer = await stranger.request(
                method, f"{CHANNELS}/lamps{path}", json={} if method == "PATCH" else None
            )
            assert (answer.status_code, code(answer)) == (404, "channel_not_found"), (method, path)

    async def test_shows_a_private_channel_to_its_members(
        self, make_channel: MakeChannel, stranger: httpx.AsyncClient, join: Join
    ):
        await make_channel(is_public=False)
        await join("lamps", stranger)
        answer = await stranger.get(f"{CHANNELS}/lamps")
        assert answer.json()["you"] == {
            "rank": "member",
            "permissions": [],
            "is_following": False,
            "is_muted": False,
        }

    async def test_finds_a_channel_however_its_handle_is_written(
        self, make_channel: MakeChannel, guest: httpx.AsyncClient
    ):
        made = await make_channel()
        for name in ("lamps", "LAMPS", "1amps", made["id"]):
            assert (await guest.get(f"{CHANNELS}/{name}")).json()["id"] == made["id"]

    @pytest.mark.parametrize("name", ["%00", "a" * 101, "💥", "%F0%9F", "'; drop"])
    async def test_is_calm_about_odd_names(self, guest: httpx.AsyncClient, name: str):
        assert (await guest.get(f"{CHANNELS}/{name}")).status_code in {404, 422}

    async def test_shows_children_what_is_made_for_them(
        self, make_channel: MakeChannel, kid: httpx.AsyncClient
    ):
        await make_channel("grown-ups")
        await make_channel("little-ones", is_for_kids=True)
        assert (await kid.get(f"{CHANNELS}/grown-ups")).status_code == 404
        body = (await kid.get(f"{CHANNELS}/little-ones")).json()
        assert body["you"]["rank"] is None
        listed = (await kid.get(CHANNELS)).json()["items"]
        assert [each["handle"] for each in listed] == ["little-ones"]
        assert (await kid.get(CHANNELS, params={"mine": "true"})).json()["items"] == []


class TestList:
    async def test_takes_a_sign_in_for_ones_own(self, guest: httpx.AsyncClient):
        assert (await guest.get(CHANNELS, params={"mine": "true"})).status_code == 401

    @pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMl0", "WyJhIiwiYiJd", "WzFlNDAwLCJ4Il0"])
    async def test_refuses_a_cursor_of_somebody_elses(self, guest: httpx.AsyncClient, cursor: str):
        answer = await guest.get(CHANNELS, params={"cursor": cursor})
        assert (answer.status_code, code(answer)) == (422, "bad_cursor")

    async def test_gives_every_public_channel_once(
        self, make_channel: MakeChannel, stranger: httpx.AsyncClient
    ):
        for number in range(5):
            await make_channel(f"lamps-x{number}", is_public=number != 3)
        await stranger.put(f"{CHANNELS}/lamps-x2/follow")
        seen: list[str] = []
        cursor = None
        while True:
            page = (
                await stranger.get(
                    CHANNELS, params={"limit": 2} | ({"cursor": cursor} if cursor else {})
                )
            ).json()
            seen += [each["handle"] for each in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert seen == ["lamps-x2", "lamps-x4", "lamps-x1", "lamps-x0"]

    @pytest.mark.parametrize("params", [{}, {"mine": "true"}])
    async def test_asks_as_many_queries_for_one_as_for_many(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient, counted: Any, params: Any
    ):
        amounts: list[int] = []
        for amount in (1, 9):
            while len((await meera.get(CHANNELS, params=params)).json()["items"]) < amount:
                own = (await meera.get(CHANNELS, params={"mine": "true"})).json()["items"]
                await make_channel(f"lamps-x{len(own)}")
            with counted() as queries:
                await meera.get(CHANNELS, params=params)
            amounts.append(len(queries))
        assert amounts[0] == amounts[1]


class TestChange:
    async def test_is_not_for_strangers_or_plain_members(
        self,
        make_channel: MakeChannel,
        guest: httpx.AsyncClient,
        stranger: httpx.AsyncClient,
        join: Join,
    ):
        await make_channel()
        assert (await guest.patch(f"{CHANNELS}/lamps", json={"name": "X"})).status_code == 401
        answer = await stranger.patch(f"{CHANNELS}/lamps", json={"name": "X"})
        assert (answer.status_code, code(answer)) == (403, "not_your_rank")
        await join("lamps", stranger, "moderator")
        answer = await stranger.patch(f"{CHANNELS}/lamps", json={"name": "X"})
        assert (answer.status_code, code(answer)) == (403, "not_your_rank")

    async def test_changes_what_is_sent(self, make_channel: MakeChannel, meera: httpx.AsyncClient):
        await make_channel(description="Before")
        links = [{"name": "Site", "url": "https://example.com/me"}]
        answer = await meera.patch(
            f"{CHANNELS}/lamps", json={"name": HTML, "accent": "#F6B84B", "links": links}
        )
        body = answer.json()
        assert (body["name"], body["description"]) == (HTML, "Before")
        assert (body["accent"], body["accent_ink"]) == ("#f6b84b", "#1c1305")
        assert body["links"] == links
        assert answer.headers["etag"] == '"2"'

    async def test_refuses_a_change_of_an_older_version(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient
    ):
        await make_channel()
        stale = {"if-match": '"1"'}
        first = await meera.patch(f"{CHANNELS}/lamps", json={"name": "One"}, headers=stale)
        assert first.status_code == 200
        second = await meera.patch(f"{CHANNELS}/lamps", json={"name": "Two"}, headers=stale)
        assert (second.status_code, code(second)) == (412, "channel_changed")
        assert second.json()["etag"] == '"2"'
        third = await meera.delete(f"{CHANNELS}/lamps", headers=stale)
        assert third.status_code == 412

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.com",
            "https://",
            "https://user:pass@example.com",
            "https://exa mple.com/",
            'https://example.com/"onmouseover="x',
            "https://[::1",
            "ftp://example.com",
        ],
    )
    async def test_refuses_links_that_are_no_web_address(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient, url: str
    ):
        await make_channel()
        wish = {"links": [{"name": "Mine", "url": url}]}
        assert (await meera.patch(f"{CHANNELS}/lamps", json=wish)).status_code == 422

    async def test_refuses_an_accent_that_cannot_be_seen_and_names_one_that_can(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient
    ):
        await make_channel()
        for accent in ("#000000", "#201b17", "#00008b"):
            answer = await meera.patch(f"{CHANNELS}/lamps", json={"accent": accent})
            assert (answer.status_code, code(answer)) == (422, "bad_accent")
            assert contrast_on_surfaces(answer.json()["suggestion"]) >= NEEDED
        for accent in ("red", "#fff", "url(x)", "#12345g"):
            answer = await meera.patch(f"{CHANNELS}/lamps", json={"accent": accent})
            assert (answer.status_code, code(answer)) == (422, "bad_accent")
        assert (await meera.patch(f"{CHANNELS}/lamps", json={"accent": ""})).status_code == 200

    def test_writes_on_an_accent_with_the_ink_that_is_read_best(self):
        assert (ink_on("#ffd23f"), ink_on("#7a3cff")) == ("#1c1305", "#ffffff")


class TestRename:
    async def test_leads_from_the_old_handle_for_a_while(
        self,
        make_channel: MakeChannel,
        meera: httpx.AsyncClient,
        guest: httpx.AsyncClient,
        clock: MovingClock,
        shared: Services,
    ):
        await make_channel()
        answer = await meera.patch(f"{CHANNELS}/lamps", json={"handle": "Rivers"})
        assert answer.json()["handle"] == "rivers"
        assert (await guest.get(f"{CHANNELS}/lamps")).json()["handle"] == "rivers"
        clock.advance(days=91)
        assert (await guest.get(f"{CHANNELS}/lamps")).status_code == 404
        await sweep_rows(shared)
        assert (await guest.get(f"{CHANNELS}/rivers")).status_code == 200

    async def test_lets_nobody_else_have_the_old_handle_meanwhile(
        self,
        make_channel: MakeChannel,
        meera: httpx.AsyncClient,
        stranger: httpx.AsyncClient,
        clock: MovingClock,
        shared: Services,
    ):
        await make_channel()
        await meera.patch(f"{CHANNELS}/lamps", json={"handle": "rivers"})
        wish = {"handle": "lamps", "name": "Not Meera"}
        for handle in ("lamps", "1amps"):
            answer = await stranger.post(CHANNELS, json=wish | {"handle": handle})
            assert answer.status_code == 409
        clock.advance(days=91)
        token = await issue_token(shared, account_of(stranger))
        stranger.headers["authorization"] = f"Bearer {token}"
        assert (await stranger.post(CHANNELS, json=wish)).status_code == 201

    async def test_goes_back_to_a_handle_of_its_own(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient, guest: httpx.AsyncClient
    ):
        await make_channel()
        await meera.patch(f"{CHANNELS}/lamps", json={"handle": "rivers"})
        answer = await meera.patch(f"{CHANNELS}/rivers", json={"handle": "lamps"})
        assert answer.json()["handle"] == "lamps"
        assert (await guest.get(f"{CHANNELS}/rivers")).json()["handle"] == "lamps"

    async def test_may_change_how_the_same_handle_is_written(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient, guest: httpx.AsyncClient
    ):
        await make_channel("asha-films")
        answer = await meera.patch(f"{CHANNELS}/asha-films", json={"handle": "asha_films"})
        assert answer.json()["handle"] == "asha_films"
        assert (await guest.get(f"{CHANNELS}/asha_films")).status_code == 200

    async def test_refuses_another_channels_and_changes_nothing(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient
    ):
        await make_channel("lamps")
        await make_channel("rivers")
        answer = await meera.patch(f"{CHANNELS}/lamps", json={"handle": "rivers", "name": "New"})
        assert answer.status_code == 409
        assert (await meera.get(f"{CHANNELS}/lamps")).json()["name"] == "Lamps and Rivers"


class TestDelete:
    async def test_is_the_owners_alone(
        self, make_channel: MakeChannel, stranger: httpx.AsyncClient, join: Join
    ):
        await make_channel()
        await join("lamps", stranger, "admin")
        answer = await stranger.delete(f"{CHANNELS}/lamps")
        assert (answer.status_code, code(answer)) == (403, "not_your_rank")

    async def test_hides_it_and_the_owner_brings_it_back(
        self,
        make_channel: MakeChannel,
        meera: httpx.AsyncClient,
        stranger: httpx.AsyncClient,
        guest: httpx.AsyncClient,
    ):
        await make_channel()
        assert (await meera.delete(f"{CHANNELS}/lamps")).status_code == 204
        assert (await guest.get(f"{CHANNELS}/lamps")).status_code == 404
        mine = (await meera.get(CHANNELS, params={"mine": "true"})).json()["items"]
        assert mine[0]["deleted_at"]
        assert datetime.fromisoformat(mine[0]["deleted_at"]).tzinfo is not None
        assert (await stranger.post(f"{CHANNELS}/lamps/restore")).status_code == 404
        taken = await stranger.post(CHANNELS, json={"handle": "lamps", "name": "x"})
        assert taken.status_code == 409
        for _ in range(2):
            assert (await meera.post(f"{CHANNELS}/lamps/restore")).status_code == 200
        assert (await guest.get(f"{CHANNELS}/lamps")).status_code == 200

    async def test_is_final_after_a_month(
        self,
        make_channel: MakeChannel,
        meera: httpx.AsyncClient,
        stranger: httpx.AsyncClient,
        clock: MovingClock,
        shared: Services,
    ):
        await make_channel()
        await meera.delete(f"{CHANNELS}/lamps")
        clock.advance(days=31)
        for client in (meera, stranger):
            token = await issue_token(shared, account_of(client))
            client.headers["authorization"] = f"Bearer {token}"
        assert (await meera.post(f"{CHANNELS}/lamps/restore")).status_code == 404
        assert await sweep_rows(shared) == 1
        answer = await stranger.post(CHANNELS, json={"handle": "lamps", "name": "x"})
        assert answer.status_code == 201

    async def test_makes_room_for_another_and_comes_back_only_into_room(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient
    ):
        for number in range(10):
            await make_channel(f"lamps-x{number}")
        await meera.delete(f"{CHANNELS}/lamps-x0")
        await make_channel("one-more")
        answer = await meera.post(f"{CHANNELS}/lamps-x0/restore")
        assert (answer.status_code, code(answer)) == (409, "too_many_channels")


class TestEvents:
    async def test_are_told_of_every_change(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient, shared: Services
    ):
        await make_channel()
        await meera.patch(f"{CHANNELS}/lamps", json={"name": "New"})
        await meera.put(f"{CHANNELS}/lamps/follow")
        await meera.put(f"{CHANNELS}/lamps/follow")
        await meera.delete(f"{CHANNELS}/lamps/follow")
        await meera.delete(f"{CHANNELS}/lamps")
        await meera.post(f"{CHANNELS}/lamps/restore")
        async with shared.get(Database).read() as session:
            rows = await session.scalars(
                select(OutboxRow.name).where(OutboxRow.name.startswith("channels."))
            )
            names = list(rows)
        assert names == [
            "channels.channel_made",
            "channels.channel_changed",
            "channels.followed",
            "channels.unfollowed",
            "channels.channel_deleted",
            "channels.channel_restored",
        ]
