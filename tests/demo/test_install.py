"""Installing: through the doors, once, and again where it stopped."""

import asyncio
from dataclasses import replace
from uuid import UUID

import httpx
import pytest

from streamverse.domains.identity.public import Role, ensure_account
from streamverse.entrypoints.demo.film import Shot
from streamverse.entrypoints.demo.install import CREATOR, VIEWER, install_demo
from streamverse.entrypoints.demo.installing import Installer
from streamverse.entrypoints.demo.library import FILMS, LETTERS_FROM_ORBIT
from streamverse.entrypoints.demo.shelf import Shelf
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

TINY = Shot(width=320, height=180, fps=24, seconds=6)
FILM = replace(FILMS[0], shot=TINY)
EPISODE = replace(LETTERS_FROM_ORBIT.face, shot=TINY)
SERIES = replace(LETTERS_FROM_ORBIT, episodes=(EPISODE,), face=EPISODE)


@pytest.fixture
def shelf(settings: Settings) -> Shelf:
    return Shelf.opened(settings.data / "demo")


@pytest.fixture
async def owner_id(services: Services) -> UUID:
    return await ensure_account(
        services, CREATOR.email, CREATOR.password, CREATOR.name, {Role.CREATOR}
    )


async def titles(client: httpx.AsyncClient) -> dict[str, str]:
    items = (await client.get("/api/v1/titles")).json()["items"]
    return {item["slug"]: item["id"] for item in items}


async def playable(client: httpx.AsyncClient, slug: str) -> None:
    async with asyncio.timeout(60):
        # asked again and again, as a viewer's page would
        while not (await client.get(f"/api/v1/titles/{slug}")).json()["is_playable"]:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


class TestInstall:
    async def test_shelves_a_film_and_a_series_that_become_playable_and_only_once(
        self, services: Services, client: httpx.AsyncClient, shelf: Shelf, owner_id: UUID
    ):
        assert await Installer(services, shelf, owner_id).fill((FILM,), SERIES) == []
        first = await titles(client)
        assert set(first) == {FILM.slug, SERIES.slug}

        film = (await client.get(f"/api/v1/titles/{FILM.slug}")).json()
        assert film["artwork"]["poster"]["images"]
        assert film["artwork"]["backdrop"]["images"]
        assert {genre["name"] for genre in film["genres"]} == set(FILM.genres)
        series = (await client.get(f"/api/v1/titles/{SERIES.slug}")).json()
        (episode,) = series["seasons"][0]["episodes"]
        assert episode["name"] == EPISODE.name
        assert series["artwork"]["poster"]["images"]
        assert film["min_age"] == series["min_age"] == 0, "children may watch them"

        await playable(client, FILM.slug)

        again = Shelf.opened(shelf.folder)
        assert again.is_complete
        again.look_again()
        assert await Installer(services, again, owner_id).fill((FILM,), SERIES) == []
        assert await titles(client) == first
        assert not (shelf.folder / "work").exists()

    async def test_goes_on_with_the_asset_of_an_interrupted_run(
        self, services: Services, client: httpx.AsyncClient, shelf: Shelf, owner_id: UUID
    ):
        await Installer(services, shelf, owner_id).fill((FILM,), None)
        asset_id = shelf.of(FILM.slug).asset_id
        shelf.note(FILM.slug, is_published=False, has_artwork=False)
        await Installer(services, Shelf.opened(shelf.folder), owner_id).fill((FILM,), None)
        assert Shelf.opened(shelf.folder).of(FILM.slug).asset_id == asset_id
        assert (await client.get(f"/api/v1/titles/{FILM.slug}")).json()["asset_id"] == asset_id

    async def test_tells_how_to_sign_in_and_does_nothing_more_when_all_is_there(
        self, services: Services, client: httpx.AsyncClient, shelf: Shelf
    ):
        shelf.complete()
        said: list[str] = []
        await install_demo(services, said.append)
        assert [CREATOR.email in said[0], VIEWER.email in said[1], len(said)] == [True, True, 2]
        for account in (CREATOR, VIEWER):
            body = {"email": account.email, "password": account.password}
            assert (await client.post("/api/v1/auth/login", json=body)).status_code == 200


class TestShelf:
    def test_starts_empty_when_its_file_is_broken(self, shelf: Shelf):
        shelf.note("first-light", asset_id="x")
        (shelf.folder / "shelf.json").write_text("{half a fi")
        assert Shelf.opened(shelf.folder).films == {}

    def test_remembers_each_step(self, shelf: Shelf):
        shelf.note("first-light", has_artwork=True)
        shelf.note("first-light", is_published=True)
        entry = Shelf.opened(shelf.folder).of("first-light")
        assert (entry.has_artwork, entry.is_published) == (True, True)
