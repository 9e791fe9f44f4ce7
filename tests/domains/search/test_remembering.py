"""What was looked for: by this profile, by many, in vain."""

from uuid import UUID

import httpx
import pytest

from streamverse.domains.identity.events import ProfileRemoved
from streamverse.domains.identity.public import Role
from streamverse.domains.search import privacy
from streamverse.domains.search.query_log import QueryLog, is_personal
from streamverse.domains.search.reactions import forget_profile
from streamverse.domains.search.service.upkeep import forget_followed
from streamverse.kit.db import Database
from streamverse.kit.privacy import Person, Rows
from streamverse.kit.services import Services
from tests.domains.profiles import change_profile, main_profile_of
from tests.domains.search.conftest import SEARCH, Library, MovingClock, SignUp

RECENT = f"{SEARCH}/recent"
TRENDING = f"{SEARCH}/trending"


async def look_for(services: Services, client: httpx.AsyncClient, q: str, **more: int) -> None:
    """Search, and let it be written."""
    assert (await client.get(SEARCH, params={"q": q} | more)).status_code == 200
    await services.get(QueryLog).write()


async def recent(client: httpx.AsyncClient) -> list[str]:
    """Return a profile's last searches."""
    return [each["text"] for each in (await client.get(RECENT)).json()["items"]]


def account_of(client: httpx.AsyncClient) -> UUID:
    return UUID(client.headers["x-account"])


class TestRecentSearches:
    async def test_are_a_profiles_own_the_last_first(
        self, shared: Services, guest: httpx.AsyncClient, sign_up: SignUp, clock: MovingClock
    ) -> None:
        meera, ravi = await sign_up("meera"), await sign_up("ravi")
        for q in ("Lantern", "heat wave", "LANTERN"):
            await look_for(shared, meera, q)
            clock.advance(minutes=1)
        await look_for(shared, guest, "nobody's")
        assert await recent(meera) == ["LANTERN", "heat wave"]
        assert await recent(ravi) == []
        assert await recent(guest) == []

    async def test_keep_no_beginnings_of_what_was_typed_further(
        self, shared: Services, sign_up: SignUp
    ) -> None:
        meera = await sign_up("meera")
        for q in ("l", "lan", "lantern"):
            await look_for(shared, meera, q)
        await look_for(shared, meera, "secret", remember=0)
        assert await recent(meera) == ["lantern"]

    async def test_can_be_forgotten_one_by_one_and_all(
        self, shared: Services, sign_up: SignUp, clock: MovingClock
    ) -> None:
        meera, ravi = await sign_up("meera"), await sign_up("ravi")
        for q in ("lantern", "heat", "sea"):
            await look_for(shared, meera, q)
            clock.advance(minutes=1)
        first = (await meera.get(RECENT)).json()["items"][0]["id"]
        assert (await ravi.delete(f"{RECENT}/{first}")).status_code == 204
        assert await recent(meera) == ["sea", "heat", "lantern"], "not by somebody else"
        assert (await meera.delete(f"{RECENT}/{first}")).status_code == 204
        assert await recent(meera) == ["heat", "lantern"]
        assert (await meera.delete(RECENT)).status_code == 204
        assert await recent(meera) == []

    async def test_are_not_kept_while_the_history_is_paused(
        self, shared: Services, library: Library, sign_up: SignUp
    ) -> None:
        meera = await sign_up("meera")
        profile_id = await main_profile_of(shared, account_of(meera))
        await change_profile(shared, profile_id, is_history_paused=True)
        await library.title("Lantern")
        await look_for(shared, meera, "lantern")
        assert (await meera.get(RECENT)).json() == {"items": [], "is_paused": True}
        assert await popular_rows(shared) == 0

    async def test_are_suggested_to_who_types_them_again(
        self, shared: Services, sign_up: SignUp
    ) -> None:
        meera = await sign_up("meera")
        await look_for(shared, meera, "lantern light")
        items = (await meera.get(f"{SEARCH}/suggest", params={"q": "lan"})).json()["items"]
        assert [(each["type"], each["text"]) for each in items] == [("query", "lantern light")]


async def popular_rows(services: Services) -> int:
    from sqlalchemy import func, select

    from streamverse.domains.search.models import PopularSearchRow

    async with services.get(Database).read() as session:
        return await session.scalar(select(func.count()).select_from(PopularSearchRow)) or 0


class TestTrendingSearches:
    async def test_are_those_of_three_different_people(
        self,
        shared: Services,
        library: Library,
        guest: httpx.AsyncClient,
        sign_up: SignUp,
        clock: MovingClock,
    ) -> None:
        await library.title("Lantern Light")
        people = [await sign_up(name) for name in ("meera", "ravi", "vik")]
        for client in (people[0], people[0], people[1], guest, guest):
            await look_for(shared, client, "lantern")
        assert (await guest.get(TRENDING)).json()["items"] == [], "two people and a guest"
        await look_for(shared, people[2], "Lantern")
        assert [each["text"].lower() for each in (await guest.get(TRENDING)).json()["items"]] == [
            "lantern"
        ]
        clock.advance(days=8)
        assert (await guest.get(TRENDING)).json()["items"] == []
        await forget_followed(shared)
        assert await popular_rows(shared) == 0

    @pytest.mark.parametrize(
        "q",
        ["meera@example.com", "call 0151 234 5678 9", "https://x.example/a", "+1 (555) 010-9999"],
    )
    async def test_are_never_what_looks_like_somebodys(
        self, shared: Services, library: Library, sign_up: SignUp, q: str
    ) -> None:
        assert is_personal(q)
        await library.title(q)
        editor = await sign_up("edda", Role.EDITOR)
        await look_for(shared, editor, q)
        assert await popular_rows(shared) == 0

    def test_may_have_years_in_them(self) -> None:
        assert not is_personal("2001 a space odyssey 1968")


class TestWhatWasNotFound:
    async def test_is_counted_for_operators(
        self, shared: Services, guest: httpx.AsyncClient, sign_up: SignUp
    ) -> None:
        editor = await sign_up("edda", Role.EDITOR)
        for q in ("Lantern", "lantern", "sea", "me@example.com"):
            await look_for(shared, guest, q)
        path = "/api/v1/admin/search/zero-results"
        first = (await editor.get(path, params={"limit": 1})).json()
        assert [(each["text"], each["times"]) for each in first["items"]] == [("lantern", 2)]
        rest = (await editor.get(path, params={"cursor": first["next_cursor"]})).json()
        assert [each["text"] for each in rest["items"]] == ["sea"]
        forged = await editor.get(path, params={"cursor": "x"})
        assert forged.json()["code"] == "bad_cursor"

    async def test_is_not_counted_of_children(self, shared: Services, sign_up: SignUp) -> None:
        editor, meera = await sign_up("edda", Role.EDITOR), await sign_up("meera")
        profile_id = await main_profile_of(shared, account_of(meera))
        await change_profile(shared, profile_id, is_kids=True)
        await look_for(shared, meera, "asha of green street")
        missed = await editor.get("/api/v1/admin/search/zero-results")
        assert missed.json()["items"] == []


class TestPrivacy:
    async def test_forgets_what_a_profile_that_is_gone_looked_for(
        self, shared: Services, sign_up: SignUp
    ) -> None:
        meera = await sign_up("meera")
        await look_for(shared, meera, "lantern")
        profile_id = await main_profile_of(shared, account_of(meera))
        async with shared.get(Database).write() as session:
            event = ProfileRemoved(account_of(meera), profile_id)
            await forget_profile(shared, session, event)
        assert await recent(meera) == []

    async def test_gives_and_forgets_what_somebody_looked_for(
        self, shared: Services, library: Library, sign_up: SignUp
    ) -> None:
        await library.title("Lantern")
        meera, ravi = await sign_up("meera"), await sign_up("ravi")
        for client in (meera, ravi):
            await look_for(shared, client, "lantern")
        person = Person(account_of(meera), (await main_profile_of(shared, account_of(meera)),))
        parts = [part async for part in privacy.gather(shared, person)]
        assert [part.path for part in parts] == ["searches.json"]
        async with shared.get(Database).write() as session:
            await privacy.erase(shared, session, person)
        assert await recent(meera) == []
        assert await recent(ravi) == ["lantern"]
        assert await popular_rows(shared) == 1
        assert isinstance(parts[0], Rows)
