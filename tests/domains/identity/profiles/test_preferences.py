"""Preferences: typed, merged, versioned."""

from datetime import time
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import httpx

from streamverse.domains.identity.public import issue_token, preferences_of
from streamverse.kit.db import Database
from tests.domains.identity.profiles.person import PROFILES, Person, code_of

MINE = "/api/v1/me/preferences"
USUAL: dict[str, Any] = {
    "interface_language": "en",
    "audio_language": None,
    "subtitle_language": None,
    "region": None,
    "quality": "auto",
    "autoplay_next": True,
    "autoplay_previews": True,
    "reduced_motion": False,
    "roads": {"email": True, "push": True, "in_app": True},
    "quiet_hours": None,
}

WRONG: list[Any] = [
    {"interface_language": "english"},
    {"interface_language": None},
    {"audio_language": "e"},
    {"subtitle_language": "en_GB!"},
    {"region": "UK"},
    {"region": "ZZZ"},
    {"quality": "4k"},
    {"quality": 720},
    {"autoplay_next": "sometimes"},
    {"reduced_motion": None},
    {"roads": {"pigeon": True}},
    {"roads": None},
    {"quiet_hours": {"from": "22:00", "to": "07:00"}},
    {"quiet_hours": {"from": "22:00", "to": "22:00", "zone": "Europe/Paris"}},
    {"quiet_hours": {"from": "25:00", "to": "07:00", "zone": "Europe/Paris"}},
    {"quiet_hours": {"from": "22:00", "to": "07:00", "zone": "../../etc/passwd"}},
    {"theme": "dark"},
    [],
    None,
]


class TestReadPreferences:
    async def test_refuses_a_stranger(self, stranger: httpx.AsyncClient) -> None:
        assert (await stranger.get(MINE)).status_code == 401

    async def test_begins_with_what_is_usual(self, asha: Person) -> None:
        answer = await asha.client.get(MINE)
        assert answer.json() == USUAL
        assert answer.headers["etag"] == '"1"'
        same = await asha.client.get(f"{PROFILES}/{asha.main_id}/preferences")
        assert same.json() == USUAL


class TestChangePreferences:
    async def test_merges_and_gives_the_door_the_same(self, asha: Person) -> None:
        first = {"interface_language": "pt-br", "region": "in", "roads": {"push": False}}
        quiet = {"from": "22:00", "to": "07:30", "zone": "Asia/Kolkata"}
        second = {"quality": "data_saver", "quiet_hours": quiet, "roads": {"email": False}}
        await asha.client.patch(MINE, json=first)
        answer = await asha.client.patch(MINE, json=second)
        assert answer.json() == USUAL | {
            "interface_language": "pt-BR",
            "region": "IN",
            "quality": "data_saver",
            "quiet_hours": quiet,
            "roads": {"email": False, "push": False, "in_app": True},
        }
        assert answer.headers["etag"] == '"3"'
        assert (await asha.profile(asha.main_id))["language"] == "pt-BR"
        async with asha.services.get(Database).read() as session:
            found = await preferences_of(session, asha.main_id)
            assert await preferences_of(session, uuid4()) is None
        assert found is not None
        assert found.roads == {"in_app"}
        assert found.quiet_hours is not None
        assert (found.quiet_hours.start, found.quiet_hours.end) == (time(22), time(7, 30))
        assert found.quiet_hours.zone == ZoneInfo("Asia/Kolkata")
        back = await asha.client.patch(MINE, json={"quiet_hours": None, "region": None})
        assert (back.json()["quiet_hours"], back.json()["region"]) == (None, None)

    async def test_refuses_nonsense(self, asha: Person) -> None:
        for wrong in WRONG:
            assert (await asha.client.patch(MINE, json=wrong)).status_code == 422, wrong
        assert (await asha.client.get(MINE)).json() == USUAL

    async def test_refuses_a_version_that_is_no_longer_there(self, asha: Person) -> None:
        body = {"quality": "best"}
        assert (await asha.client.patch(MINE, json=body, headers={"if-match": '"1"'})).is_success
        answer = await asha.client.patch(MINE, json=body, headers={"if-match": '"1"'})
        assert (answer.status_code, code_of(answer)) == (412, "profile_changed")

    async def test_leaves_to_a_child_what_does_no_harm(self, asha: Person) -> None:
        child = await asha.add_child()
        await asha.enter(child["id"])
        assert (await asha.client.patch(MINE, json={"subtitle_language": "hi"})).is_success
        for harm in ({"autoplay_next": True}, {"roads": {"email": True}}, {"region": "FR"}):
            answer = await asha.client.patch(MINE, json=harm)
            assert (answer.status_code, code_of(answer)) == (403, "kids_profile")
        await asha.enter(asha.main_id)
        path = f"{PROFILES}/{child['id']}/preferences"
        answer = await asha.client.patch(path, json={"autoplay_next": False})
        assert answer.json()["subtitle_language"] == "hi"
        assert answer.json()["autoplay_next"] is False

    async def test_asks_a_program_to_keep_to_the_main_profile(self, asha: Person) -> None:
        made = UUID((await asha.add("Mira"))["id"])
        asha.become(await issue_token(asha.services, asha.account_id))
        assert (await asha.client.get(MINE)).json() == USUAL
        assert (await asha.client.get(f"{PROFILES}/{made}/preferences")).is_success
