"""Entering a profile: the token says which, a PIN guards it, a child stays a child."""

import asyncio
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.identity.events import SignInEnded
from streamverse.domains.identity.models import ProfileRow, RefreshFamilyRow
from streamverse.domains.identity.public import issue_token
from streamverse.kit.db import Database
from streamverse.kit.outbox import OutboxRow
from tests.domains.conftest import MovingClock
from tests.domains.identity.profiles.conftest import Browser
from tests.domains.identity.profiles.person import PASSWORD, PROFILES, Person, code_of

BOTH_ENGINES = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
REFRESH = "/api/v1/auth/refresh"


async def sign_in_of(person: Person) -> RefreshFamilyRow:
    async with person.services.get(Database).read() as session:
        return await session.get_one(RefreshFamilyRow, person.family_id)


async def lock_main(person: Person, pin: str = "1234") -> None:
    answer = await person.client.put(f"{PROFILES}/{person.main_id}/pin", json={"pin": pin})
    assert answer.status_code == 204, answer.text


class TestEnter:
    async def test_refuses_a_stranger(self, stranger: httpx.AsyncClient, asha: Person) -> None:
        answer = await stranger.post(f"{PROFILES}/{asha.main_id}/enter")
        assert answer.status_code == 401

    async def test_refuses_a_token_of_a_program(self, asha: Person) -> None:
        asha.become(await issue_token(asha.services, asha.account_id))
        answer = await asha.try_to_enter(asha.main_id)
        assert (answer.status_code, code_of(answer)) == (403, "not_in_person")

    async def test_makes_the_profile_a_claim_of_the_token_and_of_the_sign_in(
        self, asha: Person
    ) -> None:
        made = await asha.add("Mira")
        claims = await asha.enter(made["id"])
        assert claims.profile_id == UUID(made["id"])
        assert claims.family_id == asha.family_id
        assert (await asha.profile(made["id"]))["is_active"]
        answer = await asha.client.post(REFRESH, json={"refresh_token": asha.refresh})
        asha.become(answer.json()["access_token"])
        assert asha.claims().profile_id == UUID(made["id"])

    async def test_changes_the_cookie_of_who_came_with_one(
        self, asha: Person, browser: Browser
    ) -> None:
        site = browser()
        body = {"email": "asha@example.com", "password": PASSWORD, "transport": "cookie"}
        assert (await site.post("/api/v1/auth/login", json=body)).is_success
        made = await asha.add("Mira")
        before = site.cookies["sv_access"]
        path = f"{PROFILES}/{made['id']}/enter"
        assert code_of(await site.post(path)) == "csrf_refused"
        answer = await site.post(path, headers={"x-csrf-token": site.cookies["sv_csrf"]})
        assert set(answer.json()) == {"token_type", "expires_in"}
        assert answer.json()["token_type"] == "cookie"
        assert site.cookies["sv_access"] != before
        assert "max-age=604800" in answer.headers["set-cookie"].lower()

    async def test_drops_the_proof_on_the_way_to_a_child(self, asha: Person) -> None:
        child = await asha.add_child()
        assert asha.claims().proved_at is not None
        assert (await asha.enter(child["id"])).proved_at is None
        assert (await asha.enter(asha.main_id)).proved_at is None


class TestPin:
    async def test_is_asked_for_at_the_door(self, asha: Person) -> None:
        made = await asha.add("Mira", pin="2468")
        missing = await asha.try_to_enter(made["id"])
        assert (missing.status_code, code_of(missing)) == (403, "pin_required")
        assert missing.json()["profile_id"] == made["id"]
        wrong = await asha.try_to_enter(made["id"], pin="1111")
        assert (wrong.status_code, code_of(wrong)) == (403, "wrong_pin")
        assert wrong.json()["tries_left"] == 4
        assert (await asha.enter(made["id"], pin="2468")).profile_id == UUID(made["id"])
        assert (await asha.enter(made["id"])).profile_id == UUID(made["id"])

    async def test_opens_nothing_after_five_wrong_ones_for_longer_each_time(
        self, asha: Person, clock: MovingClock
    ) -> None:
        made = await asha.add("Mira", pin="2468")
        for left in (4, 3, 2, 1):
            answer = await asha.try_to_enter(made["id"], pin="1111")
            assert answer.json()["tries_left"] == left
        fifth = await asha.try_to_enter(made["id"], pin="1111")
        assert (fifth.status_code, code_of(fifth)) == (429, "pin_locked")
        assert fifth.headers["retry-after"] == "60"
        assert code_of(await asha.try_to_enter(made["id"], pin="2468")) == "pin_locked"
        clock.advance(seconds=61)
        sixth = await asha.try_to_enter(made["id"], pin="1111")
        assert sixth.headers["retry-after"] == "120"
        clock.advance(seconds=61)
        assert code_of(await asha.try_to_enter(made["id"], pin="2468")) == "pin_locked"
        clock.advance(seconds=60)
        await asha.enter(made["id"], pin="2468")
        await asha.enter(asha.main_id)
        assert (await asha.try_to_enter(made["id"], pin="1111")).json()["tries_left"] == 4

    @BOTH_ENGINES
    async def test_counts_each_of_many_tries_at_once(self, asha: Person) -> None:
        made = await asha.add("Mira", pin="2468")
        tries = [asha.try_to_enter(made["id"], pin=f"{number:04}") for number in range(20)]
        answers = await asyncio.gather(*tries)
        judged = [each for each in answers if code_of(each) == "wrong_pin"]
        assert sorted(each.json()["tries_left"] for each in judged) == [1, 2, 3, 4]
        assert {code_of(each) for each in answers} == {"wrong_pin", "pin_locked"}
        async with asha.services.get(Database).read() as session:
            row = await session.get_one(ProfileRow, UUID(made["id"]))
        assert row.pin_failures == 5
        assert code_of(await asha.try_to_enter(made["id"], pin="2468")) == "pin_locked"

    async def test_gives_way_to_the_password(self, asha: Person, clock: MovingClock) -> None:
        made = await asha.add("Mira", pin="2468")
        for _ in range(5):
            await asha.try_to_enter(made["id"], pin="1111")
        wrong = await asha.try_to_enter(made["id"], password="not my password")
        assert (wrong.status_code, code_of(wrong)) == (403, "wrong_password")
        clock.advance(seconds=5)
        assert (await asha.enter(made["id"], password=PASSWORD)).profile_id == UUID(made["id"])
        await asha.enter(asha.main_id)
        answer = await asha.try_to_enter(made["id"], pin="1111")
        assert answer.json()["tries_left"] == 4

    async def test_is_four_digits_and_nothing_else(self, asha: Person) -> None:
        for wrong in ({"pin": "12"}, {"pin": "abcd"}, {"pin": 7}, {"x": 1}, [1]):
            answer = await asha.client.post(f"{PROFILES}/{asha.main_id}/enter", json=wrong)
            assert answer.status_code == 422, wrong


class TestLeavingAKidsProfile:
    async def test_is_free_where_nobody_set_a_pin(self, asha: Person) -> None:
        child = await asha.add_child()
        await asha.enter(child["id"])
        assert (await asha.enter(asha.main_id)).profile_id == asha.main_id

    async def test_takes_the_pin_of_where_one_goes(self, asha: Person) -> None:
        child = await asha.add_child(pin="5555")
        await lock_main(asha)
        await asha.enter(child["id"], pin="5555")
        assert code_of(await asha.try_to_enter(asha.main_id, pin="5555")) == "wrong_pin"
        assert (await asha.enter(asha.main_id, pin="1234")).profile_id == asha.main_id

    async def test_takes_its_own_pin_where_the_other_has_none(self, asha: Person) -> None:
        child = await asha.add_child(pin="5555")
        sister = await asha.add_child("Tara")
        await asha.enter(child["id"], pin="5555")
        missing = await asha.try_to_enter(asha.main_id)
        assert missing.json()["profile_id"] == child["id"]
        assert (await asha.enter(sister["id"])).profile_id == UUID(sister["id"])
        await asha.enter(child["id"], pin="5555")
        assert (await asha.enter(asha.main_id, pin="5555")).profile_id == asha.main_id

    async def test_is_not_done_by_a_token_from_before(self, asha: Person) -> None:
        child = await asha.add_child(pin="5555")
        grown_up = asha.client.headers["authorization"].removeprefix("Bearer ")
        await asha.enter(child["id"], pin="5555")
        asha.become(grown_up)
        for answer in (
            await asha.try_to_enter(asha.main_id),
            await asha.client.get("/api/v1/me"),
            await asha.client.patch("/api/v1/me", json={}),
        ):
            assert (answer.status_code, code_of(answer)) == (401, "token_expired")

    async def test_reaches_nothing_that_is_the_owners(self, asha: Person) -> None:
        child = await asha.add_child()
        await asha.enter(child["id"])
        own, main = f"{PROFILES}/{child['id']}", f"{PROFILES}/{asha.main_id}"
        ask = asha.client.request
        answers = [
            await ask("POST", PROFILES, json={"name": "Free"}),
            await ask("PATCH", own, json={"is_kids": False}),
            await ask("PATCH", own, json={"name": "Me"}),
            await ask("DELETE", own),
            await ask("PUT", f"{main}/pin", json={"pin": "1234"}),
            await ask("DELETE", f"{main}/pin"),
            await ask("PUT", f"{own}/avatar", content=b"GIF89a"),
            await ask("GET", f"{main}/preferences"),
            await ask("PATCH", "/api/v1/me", json={"name": "Me"}),
            await ask("POST", "/api/v1/me/password", json={"new_password": "x" * 20}),
        ]
        assert {(each.status_code, code_of(each)) for each in answers} == {(403, "kids_profile")}


class TestWhoWasInADeletedProfile:
    async def test_goes_on_in_the_main_one(self, asha: Person, browser: Browser) -> None:
        made = await asha.add("Mira")
        owner = await self.owner(browser())
        await asha.enter(made["id"])
        await self.delete(owner, made["id"])
        assert code_of(await asha.client.get(PROFILES)) == "token_expired"
        await self.refresh(asha)
        assert asha.claims().profile_id == asha.main_id

    async def test_has_to_choose_where_the_main_one_has_a_pin(
        self, asha: Person, browser: Browser
    ) -> None:
        made = await asha.add("Mira")
        owner = await self.owner(browser())
        await lock_main(asha)
        await asha.enter(made["id"])
        await self.delete(owner, made["id"])
        await self.refresh(asha)
        assert asha.claims().profile_id is None
        assert code_of(await asha.client.post(PROFILES, json={"name": "X"})) == "kids_profile"
        assert code_of(await asha.try_to_enter(asha.main_id)) == "pin_required"
        assert (await asha.enter(asha.main_id, pin="1234")).profile_id == asha.main_id

    async def test_stays_a_child_until_somebody_chooses(
        self, asha: Person, browser: Browser
    ) -> None:
        child = await asha.add_child()
        owner = await self.owner(browser())
        await asha.enter(child["id"])
        await self.delete(owner, child["id"])
        await self.refresh(asha)
        assert asha.claims().profile_id is None
        assert code_of(await asha.client.patch("/api/v1/me", json={})) == "kids_profile"

    async def test_signs_in_again_where_leaving_took_the_childs_pin(
        self, asha: Person, browser: Browser
    ) -> None:
        child = await asha.add_child(pin="5555")
        owner = await self.owner(browser())
        await asha.enter(child["id"], pin="5555")
        await self.delete(owner, child["id"])
        assert code_of(await asha.client.get(PROFILES)) == "session_ended"
        answer = await asha.client.post(REFRESH, json={"refresh_token": asha.refresh})
        assert answer.status_code == 401
        async with asha.services.get(Database).read() as session:
            query = select(OutboxRow.payload).where(OutboxRow.name == SignInEnded.name)
            (ended,) = await session.scalars(query)
        assert ended["family_id"] == str(asha.family_id)

    @BOTH_ENGINES
    async def test_is_never_in_one_that_is_gone_however_the_tabs_race(
        self, asha: Person, browser: Browser
    ) -> None:
        tab = await self.owner(browser())
        for _ in range(5):
            made = (await tab.post(PROFILES, json={"name": "Mira"})).json()
            entered, deleted = await asyncio.gather(
                asha.try_to_enter(made["id"]), tab.delete(f"{PROFILES}/{made['id']}")
            )
            assert deleted.status_code == 204
            assert entered.status_code in {200, 404}
            assert (await sign_in_of(asha)).profile_id == asha.main_id

    async def owner(self, client: httpx.AsyncClient) -> httpx.AsyncClient:
        """Sign the owner in somewhere else."""
        body = {"email": "asha@example.com", "password": PASSWORD}
        tokens = (await client.post("/api/v1/auth/login", json=body)).json()
        client.headers["authorization"] = f"Bearer {tokens['access_token']}"
        return client

    async def delete(self, owner: httpx.AsyncClient, profile_id: str) -> None:
        assert (await owner.delete(f"{PROFILES}/{profile_id}")).status_code == 204

    async def refresh(self, person: Person) -> None:
        answer = await person.client.post(REFRESH, json={"refresh_token": person.refresh})
        person.become(answer.json()["access_token"])
