"""Profiles: five at most, each with a name of its own, children's with a low ceiling."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from streamverse.domains.identity.events import ProfileRemoved, StandingChanged
from streamverse.domains.identity.models import ProfileRow
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.outbox import OutboxRow
from tests.domains.conftest import MovingClock
from tests.domains.identity.profiles.person import PROFILES, Person, code_of

ANYBODY = "018f0000-0000-7000-8000-000000000000"
BOTH_ENGINES = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


async def told(person: Person, name: str) -> list[dict[str, Any]]:
    async with person.services.get(Database).read() as session:
        query = select(OutboxRow.payload).where(OutboxRow.name == name)
        return list(await session.scalars(query))


WRONG_WISHES: list[Any] = [
    {},
    {"name": ""},
    {"name": "   "},
    {"name": "x" * 31},
    {"name": "a\x00b"},
    {"name": "X", "max_age": 12},
    {"name": "X", "max_age": -1},
    {"name": "X", "pin": "12345"},
    {"name": "X", "pin": "١٢٣٤"},
    {"name": "X", "pin": 1234},
    {"name": "X", "avatar": "set:../../secret"},
    {"name": "X", "language": "<script>"},
    {"name": "X", "is_main": True},
]

WRONG_CHANGES: list[Any] = [
    {"name": None},
    {"name": ["x"]},
    {"is_kids": "perhaps"},
    {"max_age": "old"},
    {"pin": "1234"},
    {"is_main": False},
    {"avatar": ""},
    {"avatar": "own:0123"},
    [],
    "x",
]


class TestListProfiles:
    async def test_refuses_a_stranger(self, stranger: httpx.AsyncClient) -> None:
        assert (await stranger.get(PROFILES)).status_code == 401

    async def test_begins_with_the_profile_that_came_with_the_account(self, asha: Person) -> None:
        body = (await asha.client.get(PROFILES)).json()
        assert body["limit"] == 5
        (main,) = body["items"]
        assert main | {"id": "", "avatar": "", "avatar_url": ""} == {
            "id": "",
            "name": "Asha",
            "avatar": "",
            "avatar_url": "",
            "avatar_srcset": None,
            "language": "en",
            "max_age": None,
            "is_kids": False,
            "has_pin": False,
            "is_main": True,
            "is_active": True,
            "is_history_paused": False,
            "version": 1,
        }
        assert main["avatar_url"].startswith("/images/avatars/")

    async def test_shows_nobody_elses(self, asha: Person, other: Person) -> None:
        await other.add("Guest room")
        items = (await asha.client.get(PROFILES)).json()["items"]
        assert [each["name"] for each in items] == ["Asha"]


class TestCreateProfile:
    async def test_refuses_a_stranger(self, stranger: httpx.AsyncClient) -> None:
        assert (await stranger.post(PROFILES, json={"name": "X"})).status_code == 401

    @BOTH_ENGINES
    async def test_has_no_place_for_a_sixth_however_many_ask_at_once(self, asha: Person) -> None:
        answers = await asyncio.gather(
            *(asha.client.post(PROFILES, json={"name": f"Guest {n}"}) for n in range(7))
        )
        made = [answer for answer in answers if answer.status_code == 201]
        refused = [answer for answer in answers if answer.status_code != 201]
        assert len(made) == 4
        assert {(each.status_code, code_of(each)) for each in refused} == {
            (409, "too_many_profiles")
        }
        items = (await asha.client.get(PROFILES)).json()["items"]
        assert len({each["name"] for each in items}) == len(items) == 5

    @BOTH_ENGINES
    async def test_gives_a_name_once_however_it_is_spelt(self, asha: Person) -> None:
        names = ["Mira", "mira", "  MIRA ", "\uff2dira"]
        answers = await asyncio.gather(
            *(asha.client.post(PROFILES, json={"name": name}) for name in names)
        )
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
        refused = {code_of(each) for each in answers if each.status_code == 409}
        assert refused == {"profile_name_taken"}

    async def test_takes_the_place_that_became_free(self, asha: Person) -> None:
        made = [await asha.add(f"Guest {n}") for n in range(4)]
        await asha.client.delete(f"{PROFILES}/{made[1]['id']}")
        again = await asha.add("Late guest")
        items = (await asha.client.get(PROFILES)).json()["items"]
        assert items[2]["id"] == again["id"]

    async def test_gives_a_child_a_ceiling_of_seven(self, asha: Person) -> None:
        child = await asha.add_child()
        assert (child["is_kids"], child["max_age"]) == (True, 7)
        answer = await asha.client.post(
            PROFILES, json={"name": "Tom", "is_kids": True, "max_age": 16}
        )
        assert (answer.status_code, code_of(answer)) == (422, "kids_ceiling")

    async def test_refuses_nonsense(self, asha: Person) -> None:
        for wrong in WRONG_WISHES:
            assert (await asha.client.post(PROFILES, json=wrong)).status_code == 422, wrong

    async def test_answers_a_repeated_request_with_the_first_profile(self, asha: Person) -> None:
        key = {"idempotency-key": "once"}
        body = {"name": "Mira", "pin": "2468"}
        first = await asha.client.post(PROFILES, json=body, headers=key)
        again = await asha.client.post(PROFILES, json=body, headers=key)
        assert first.json() == again.json()
        assert again.status_code == 201
        assert len((await asha.client.get(PROFILES)).json()["items"]) == 2

    async def test_stays_below_the_ceiling_of_a_young_holder(self, asha: Person) -> None:
        async with asha.services.get(Database).write() as session:
            later = asha.services.get(Clock).now() + timedelta(days=365)
            held = {"max_age": 14, "ceiling_locked_until": later}
            query = update(ProfileRow).where(ProfileRow.id == asha.main_id)
            await session.execute(query.values(**held))
        assert (await asha.add("Mira"))["max_age"] == 14
        answer = await asha.client.post(PROFILES, json={"name": "Tom", "max_age": 16})
        assert (answer.status_code, code_of(answer)) == (403, "ceiling_locked")
        path = f"{PROFILES}/{asha.main_id}"
        answer = await asha.client.patch(path, json={"max_age": None})
        assert (answer.status_code, code_of(answer)) == (403, "ceiling_locked")


class TestChangeProfile:
    async def test_does_not_find_another_accounts(self, asha: Person, other: Person) -> None:
        for path in (f"{PROFILES}/{other.main_id}", f"{PROFILES}/{ANYBODY}"):
            answers = [
                await asha.client.patch(path, json={"name": "Mine now"}),
                await asha.client.delete(path),
                await asha.client.post(f"{path}/enter"),
                await asha.client.put(f"{path}/pin", json={"pin": "1234"}),
                await asha.client.delete(f"{path}/pin"),
                await asha.client.put(f"{path}/avatar", content=b"GIF89a"),
                await asha.client.get(f"{path}/preferences"),
                await asha.client.patch(f"{path}/preferences", json={"quality": "best"}),
            ]
            assert {(each.status_code, code_of(each)) for each in answers} == {
                (404, "no_such_profile")
            }

    async def test_changes_what_is_given_and_nothing_else(self, asha: Person) -> None:
        made = await asha.add("Mira", language="hi")
        answer = await asha.client.patch(
            f"{PROFILES}/{made['id']}", json={"name": "Tara", "avatar": "set:owl", "max_age": 13}
        )
        changed = answer.json()
        assert changed == made | {
            "name": "Tara",
            "avatar": "set:owl",
            "avatar_url": changed["avatar_url"],
            "max_age": 13,
            "version": 2,
        }
        assert answer.headers["etag"] == '"2"'
        assert changed["avatar_url"].endswith("/owl.svg")

    async def test_counts_at_once_where_somebody_watches_in_it(self, asha: Person) -> None:
        made = await asha.add("Tom")
        await asha.enter(made["id"])
        assert (
            await asha.client.patch(f"{PROFILES}/{made['id']}", json={"name": "Tim"})
        ).is_success
        answer = await asha.client.patch(f"{PROFILES}/{made['id']}", json={"is_kids": True})
        assert answer.json()["max_age"] == 7
        refused = await asha.client.post(PROFILES, json={"name": "Another"})
        assert (refused.status_code, code_of(refused)) == (403, "kids_profile")
        assert {"account_id": str(asha.account_id)} in await told(asha, StandingChanged.name)

    async def test_refuses_nonsense(self, asha: Person) -> None:
        made = await asha.add("Mira")
        for wrong in WRONG_CHANGES:
            answer = await asha.client.patch(f"{PROFILES}/{made['id']}", json=wrong)
            assert answer.status_code == 422, wrong
        assert await asha.profile(made["id"]) == made

    async def test_refuses_a_version_that_is_no_longer_there(self, asha: Person) -> None:
        path = f"{PROFILES}/{asha.main_id}"
        await asha.client.patch(path, json={"name": "One"}, headers={"if-match": '"1"'})
        answer = await asha.client.patch(path, json={"name": "Two"}, headers={"if-match": '"1"'})
        assert (answer.status_code, code_of(answer)) == (412, "profile_changed")

    async def test_refuses_a_name_that_another_profile_has(self, asha: Person) -> None:
        made = await asha.add("Mira")
        answer = await asha.client.patch(f"{PROFILES}/{made['id']}", json={"name": "ASHA"})
        assert (answer.status_code, code_of(answer)) == (409, "profile_name_taken")

    async def test_never_makes_the_main_one_a_childs(self, asha: Person) -> None:
        path = f"{PROFILES}/{asha.main_id}"
        answer = await asha.client.patch(path, json={"is_kids": True})
        assert (answer.status_code, code_of(answer)) == (409, "main_profile_stays")

    async def test_takes_proof_to_loosen_anything_below_a_ceiling(
        self, asha: Person, clock: MovingClock
    ) -> None:
        teen = await asha.add("Teen", max_age=13)
        child = await asha.add_child()
        await asha.enter(teen["id"])
        refused = [
            await asha.client.patch(f"{PROFILES}/{teen['id']}", json={"max_age": 16}),
            await asha.client.patch(f"{PROFILES}/{child['id']}", json={"is_kids": False}),
            await asha.client.post(PROFILES, json={"name": "Free"}),
            await asha.client.delete(f"{PROFILES}/{child['id']}"),
        ]
        assert {(each.status_code, code_of(each)) for each in refused} == {
            (403, "step_up_required")
        }
        assert refused[0].json()["methods"] == ["password"]
        assert (
            await asha.client.patch(f"{PROFILES}/{child['id']}", json={"max_age": 0})
        ).is_success
        clock.advance(seconds=1)
        answer = await asha.client.post(
            "/api/v1/auth/step-up", json={"password": "a quiet river 7"}
        )
        asha.become(answer.json()["access_token"])
        assert (
            await asha.client.patch(f"{PROFILES}/{teen['id']}", json={"max_age": 16})
        ).is_success


class TestRemoveProfile:
    async def test_keeps_the_main_one(self, asha: Person) -> None:
        answer = await asha.client.delete(f"{PROFILES}/{asha.main_id}")
        assert (answer.status_code, code_of(answer)) == (409, "main_profile_stays")

    async def test_tells_the_other_domains(self, asha: Person) -> None:
        made = await asha.add("Mira")
        assert (await asha.client.delete(f"{PROFILES}/{made['id']}")).status_code == 204
        assert await told(asha, ProfileRemoved.name) == [
            {"account_id": str(asha.account_id), "profile_id": made["id"]}
        ]
        assert (await asha.client.delete(f"{PROFILES}/{made['id']}")).status_code == 404
