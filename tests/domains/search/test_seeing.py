"""Only what this viewer may see, here, now, at this age: also when the index is late."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.search import repository
from streamverse.domains.search.routes import router
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.profiles import add_profile, profile_token
from tests.domains.search.conftest import SEARCH, Library, MovingClock, SignUp, found

Mount = Callable[..., httpx.AsyncClient]


async def everywhere(client: httpx.AsyncClient, word: str) -> list[str]:
    """Return all that a viewer gets to know of a title by a word of its name."""
    answer = (await client.get(SEARCH, params={"q": word, "facets": 1})).json()
    suggested = (await client.get(f"{SEARCH}/suggest", params={"q": word[:4]})).json()
    counted = [each for values in answer["facets"].values() for each in values if each["count"]]
    mistyped = (await client.get(SEARCH, params={"q": word[:-1] + "x"})).json()
    told = [mistyped["did_you_mean"], mistyped["corrected"]]
    return [
        *("search" for _ in answer["items"]),
        *(["total"] if answer["total"] else []),
        *("suggest" for _ in suggested["items"]),
        *(["facets"] if counted else []),
        *(["spelling"] if any(told) else []),
        *("mistyped" for _ in mistyped["items"]),
    ]


class TestATitle:
    async def test_is_found_by_everybody_where_it_is_offered(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Lighthouse")
        assert set(await everywhere(guest, "lighthouse")) == {
            "search", "total", "suggest", "facets", "spelling", "mistyped",
        }  # fmt: skip

    @pytest.mark.parametrize(
        "facts",
        [
            {"state": "draft"},
            {"state": "in_review"},
            {"state": "scheduled"},
            {"state": "archived"},
            {"window": None},
            {"window": {"territories": ",NO,"}},
            {"window": {"excluded_territories": ",IN,"}},
            {"window": {"platforms": ",tv,"}},
        ],
        ids=str,
    )
    async def test_that_is_not_offered_here_leaves_no_trace(
        self, library: Library, guest: httpx.AsyncClient, facts: dict[str, Any]
    ) -> None:
        await library.title("Lighthouse", **facts)
        assert await everywhere(guest, "lighthouse") == []

    async def test_under_a_blackout_leaves_no_trace(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        from tests.domains.search.conftest import window_row

        title_id = await library.title("Lighthouse")
        await library.save(window_row(title_id, library.now, is_blackout=True, territories=",US,"))
        await library.note("title", title_id)
        assert await everywhere(guest, "lighthouse") == [], "a guest of no country is inside it"

    async def test_that_expires_is_gone_to_the_second(
        self, library: Library, guest: httpx.AsyncClient, clock: MovingClock
    ) -> None:
        await library.title("Lighthouse", expire_at=library.now + timedelta(minutes=5))
        await library.title("Lightning", window={"until_at": library.now + timedelta(minutes=5)})
        assert len(await found(guest, "light")) == 2
        clock.advance(minutes=5)
        assert await everywhere(guest, "lighthouse") == []
        assert await everywhere(guest, "lightning") == []

    @pytest.mark.parametrize(
        "facts",
        [{"state": "archived"}, {"is_members_only": True}, {"min_age": 18}],
        ids=str,
    )
    async def test_does_not_leak_while_the_index_is_late(
        self,
        shared: Services,
        library: Library,
        sign_up: SignUp,
        mount: Mount,
        facts: dict[str, Any],
    ) -> None:
        client = await teenager(shared, sign_up, mount)
        title_id = await library.title("Lighthouse")
        await library.change(title_id, **facts)
        answer = (await client.get(SEARCH, params={"q": "lighthouse"})).json()
        assert answer["items"] == []
        assert answer["total"] == 0
        suggested = await client.get(f"{SEARCH}/suggest", params={"q": "light"})
        assert suggested.json()["items"] == []
        assert (await client.get(f"/api/v1/titles/{title_id}/similar")).status_code == 404
        assert (await client.get(f"/api/v1/titles/{title_id}/moments")).status_code == 404

    async def test_for_another_country_is_found_there(
        self, shared: Services, library: Library, mount: Mount
    ) -> None:
        india = shared.get(Settings).model_copy(update={"default_country": "IN"})
        shared.add(india, as_=Settings)
        await library.title("Lighthouse", window={"territories": ",IN,"})
        await library.title("Lighthorse", window={"excluded_territories": ",IN,"})
        assert await found(mount(router), "lighthouse") == ["Lighthouse"]

    async def test_of_a_platform_is_found_on_it(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Lighthouse", window={"platforms": ",tv,"})
        assert await found(guest, "lighthouse") == []
        guest.headers["x-platform"] = "tv"
        assert await found(guest, "lighthouse") == ["Lighthouse"]


async def teenager(
    services: Services, sign_up: SignUp, mount: Mount, **facts: Any
) -> httpx.AsyncClient:
    """Return somebody up to 13 years."""
    owner = await sign_up("asha")
    account_id = UUID(owner.headers["x-account"])
    profile_id = await add_profile(services, account_id, **({"max_age": 13} | facts))
    client = mount(router)
    token = await profile_token(services, account_id, profile_id)
    client.headers["authorization"] = f"Bearer {token}"
    return client


class TestAChild:
    async def test_finds_nothing_above_their_age_and_nothing_unrated(
        self, shared: Services, library: Library, sign_up: SignUp, mount: Mount
    ) -> None:
        child = await teenager(shared, sign_up, mount, is_kids=True, max_age=7)
        await library.title("Lighthouse", min_age=13)
        await library.title("Lightning", min_age=None)
        assert await everywhere(child, "lighthouse") == []
        assert await everywhere(child, "lightning") == []
        await library.title("Lightbulb", min_age=7)
        assert await found(child, "lightbulb") == ["Lightbulb"]

    async def test_finds_nobody_who_is_in_nothing_for_them(
        self, shared: Services, library: Library, sign_up: SignUp, mount: Mount
    ) -> None:
        child = await teenager(shared, sign_up, mount, is_kids=True, max_age=7)
        actor = await library.person("Rutger Hauer")
        await library.title("Runner", min_age=16, cast=[(actor, "Roy")])
        assert await everywhere(child, "rutger") == []
        await library.title("Ladyhawke", min_age=6, cast=[(actor, "Navarre")])
        assert "Rutger Hauer" in await found(child, "rutger")


class TestPeopleAndParts:
    async def test_are_not_found_by_what_nobody_may_see(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        actor = await library.person("Rutger Hauer")
        asset_id = await library.asset("WEBVTT\n\n00:01.000 --> 00:04.000\ntears in rain")
        title_id = await library.title(
            "Runner", state="draft", cast=[(actor, "Roy")], asset_id=asset_id
        )
        await library.episode(title_id, "Pilot Flight")
        for word in ("rutger", "tears", "pilot"):
            assert await everywhere(guest, word) == []

    async def test_leave_with_their_title(self, library: Library, guest: httpx.AsyncClient) -> None:
        actor = await library.person("Rutger Hauer")
        title_id = await library.title("Runner", cast=[(actor, "Roy")], kind="series")
        await library.episode(title_id, "Pilot Flight")
        assert "Rutger Hauer" in await found(guest, "rutger")
        assert await found(guest, "pilot") == ["Pilot Flight"]
        await library.change(title_id, state="archived")
        await library.note("title", title_id)
        assert await everywhere(guest, "rutger") == []
        assert await everywhere(guest, "pilot") == []


class TestAPrivateChannel:
    async def test_and_its_titles_are_found_by_members_alone(
        self, library: Library, guest: httpx.AsyncClient, sign_up: SignUp
    ) -> None:
        member, stranger = await sign_up("meera"), await sign_up("ravi")
        member_id = UUID(member.headers["x-account"])
        channel_id = await library.channel("Lantern Club", member_id, is_public=False)
        await library.title("Lanterns", channel_id=channel_id, is_members_only=True, kind="video")
        for outsider in (guest, stranger):
            assert await everywhere(outsider, "lanterns") == []
            assert await everywhere(outsider, "club") == []
        assert sorted(await found(member, "lantern")) == ["Lantern Club", "Lanterns"]


class TestTrending:
    async def test_names_only_what_this_viewer_would_find(
        self, shared: Services, library: Library, guest: httpx.AsyncClient
    ) -> None:
        title_id = await library.title("Lighthouse")
        async with shared.get(Database).write() as session:
            for mark in ("a", "b", "c"):
                await repository.count_asker(session, "lighthouse", "Lighthouse", mark, library.now)
        path = f"{SEARCH}/trending"
        assert (await guest.get(path)).json()["items"] == [{"text": "Lighthouse"}]
        await library.change(title_id, state="draft")
        await library.note("title", title_id)
        assert (await guest.get(path)).json()["items"] == []
