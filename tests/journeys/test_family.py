"""A family's evening over the whole service: each profile its own history, list and limits."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.identity.public import Role, create_account
from streamverse.kit.services import Services
from tests.domains.playback.stored import store_film
from tests.domains.playback.viewing import store_series, store_title

PASSWORD = "a quiet river 7"
ABOVE = "above_maturity_ceiling"
PLAYBACK = "/api/v1/playback"


@dataclass(frozen=True)
class Evening:
    """What there is to watch: for everyone, for grown-ups, and a series for everyone."""

    ducks: UUID
    ghosts: UUID
    lamps: UUID
    ghosts_asset: UUID


class Person:
    """Somebody in a profile, with a token of their own."""

    def __init__(self, client: httpx.AsyncClient, token: str) -> None:
        self._client = client
        self._headers = {"authorization": f"Bearer {token}"}

    async def ask(self, method: str, path: str, **body: Any) -> httpx.Response:
        """Send a request as this person."""
        json = body or None
        return await self._client.request(method, path, json=json, headers=self._headers)

    async def got(self, path: str) -> Any:
        """Return an answer's body."""
        answer = await self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def watch(self, title_id: UUID, seconds: float) -> dict[str, Any]:
        """Watch up to a place; returns the session."""
        opened = await self.ask("POST", f"{PLAYBACK}/sessions", title_id=str(title_id))
        assert opened.status_code == 201, opened.text
        session = opened.json()
        said = {"position_seconds": seconds, "sequence": 1}
        await self.ask("PUT", f"{PLAYBACK}/sessions/{session['id']}/position", **said)
        return session

    async def enter(self, profile_id: str) -> "Person":
        """Go into a profile on another device; this one stays where it is."""
        other = await signed_in(self._client)
        answer = await other.ask("POST", f"/api/v1/profiles/{profile_id}/enter")
        assert answer.status_code == 200, answer.text
        return Person(self._client, answer.json()["access_token"])


@pytest.fixture
async def evening(services: Services) -> Evening:
    """Two films and a series."""
    maker = await create_account(services, "maker@example.com", PASSWORD, "Maker", {Role.CREATOR})
    films = [await store_film(services, maker) for _ in range(4)]
    ducks = await store_title(services, maker, films[0], rating="U")
    ghosts = await store_title(services, maker, films[1], rating="UA 16+")
    lamps, _ = await store_series(services, maker, films[2:], rating="TV-G")
    return Evening(ducks, ghosts, lamps, films[1])


@pytest.fixture
async def parent(services: Services, client: httpx.AsyncClient) -> Person:
    """Nia, who has the account."""
    await create_account(services, "nia@example.com", PASSWORD, "Nia", set())
    return await signed_in(client)


async def signed_in(client: httpx.AsyncClient) -> Person:
    """Sign Nia in on one more device, in the main profile."""
    body = {"email": "nia@example.com", "password": PASSWORD}
    answer = await client.post("/api/v1/auth/login", json=body)
    client.cookies.clear()
    return Person(client, answer.json()["access_token"])


async def child_of(parent: Person) -> Person:
    """Make a kids profile and enter it."""
    made = await parent.ask("POST", "/api/v1/profiles", name="Asha", is_kids=True, max_age=7)
    assert made.status_code == 201, made.text
    return await parent.enter(made.json()["id"])


class TestFamily:
    async def test_has_a_history_and_a_list_for_each(
        self, parent: Person, evening: Evening
    ) -> None:
        child = await child_of(parent)
        await parent.watch(evening.ghosts, 9)
        await parent.ask("PUT", f"{PLAYBACK}/watchlist/{evening.lamps}")
        await child.watch(evening.lamps, 19.5)
        assert await shown(parent) == {"history": 1, "continue": 1, "watchlist": 1}
        assert await shown(child) == {"history": 1, "continue": 1, "watchlist": 0}
        (item,) = (await child.got(f"{PLAYBACK}/continue"))["items"]
        assert (item["episode"]["number"], item["is_next"]) == (2, True)
        rows = {row["id"]: row for row in (await child.got("/api/v1/home"))["rows"]}
        assert set(rows) == {"continue", "kids", "little", "series"}
        assert rows["continue"]["items"][0]["going_on"]["episode_number"] == 2
        rows = {row["id"]: row for row in (await parent.got("/api/v1/home"))["rows"]}
        assert [card["id"] for card in rows["list"]["items"]] == [str(evening.lamps)]
        assert "new" in rows

    async def test_lets_its_child_see_nothing_above_its_age_by_any_address(
        self, parent: Person, evening: Evening
    ) -> None:
        child = await child_of(parent)
        ghosts, asset = evening.ghosts, evening.ghosts_asset
        assert (await child.watch(evening.ducks, 3))["hls_url"]
        for path in (f"/api/v1/titles/{ghosts}", f"/api/movies/{ghosts}"):
            assert (await child.ask("GET", path)).status_code == 404
        for path in (
            f"{PLAYBACK}/decisions?title_id={ghosts}",
            f"{PLAYBACK}/decisions?asset_id={asset}",
            f"/api/v1/streaming/{ghosts}/manifest",
            f"/api/v1/streaming/{asset}/manifest",
        ):
            assert (await child.ask("GET", path)).json()["code"] == ABOVE, path
        for body in ({"title_id": str(ghosts)}, {"asset_id": str(asset)}):
            for path in (f"{PLAYBACK}/sessions", "/api/v1/streaming/sessions"):
                assert (await child.ask("POST", path, **body)).json()["code"] == ABOVE
        assert (await child.ask("PUT", f"{PLAYBACK}/watchlist/{ghosts}")).status_code == 404
        for path in ("/api/v1/assets", f"/api/v1/assets/{asset}", f"/api/v1/assets/{asset}/events"):
            assert (await child.ask("GET", path)).status_code == 403
        lists = ("/api/v1/titles", "/api/v1/home", "/api/v1/genres", "/api/movies")
        for path in (
            *lists,
            f"{PLAYBACK}/history",
            f"{PLAYBACK}/continue",
            f"{PLAYBACK}/watchlist",
        ):
            assert str(ghosts) not in (await child.ask("GET", path)).text, path

    async def test_takes_a_film_away_when_the_ceiling_is_lowered_in_the_middle_of_it(
        self, client: httpx.AsyncClient, parent: Person, evening: Evening
    ) -> None:
        made = await parent.ask("POST", "/api/v1/profiles", name="Ravi", max_age=16)
        teen = await parent.enter(made.json()["id"])
        session = await teen.watch(evening.ghosts, 3)
        changed = await parent.ask("PATCH", f"/api/v1/profiles/{made.json()['id']}", max_age=13)
        assert changed.status_code == 200, changed.text
        beat = await teen.ask("POST", f"{PLAYBACK}/sessions/{session['id']}/heartbeat")
        assert beat.json()["code"] in {ABOVE, "playback_session_closed"}, "whoever comes first"
        assert (await client.get(session["hls_url"])).status_code == 410


async def shown(person: Person) -> dict[str, int]:
    """Return how many things each of a profile's lists has."""
    names = ("history", "continue", "watchlist")
    return {name: len((await person.got(f"{PLAYBACK}/{name}"))["items"]) for name in names}
