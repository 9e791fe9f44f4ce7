"""Films that appear in the watch folder become titles by themselves, each once."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.catalog.bulk_errors import TableUnreadable
from streamverse.domains.catalog.service.watching.watch import watch
from streamverse.domains.catalog.tables.nfo import facts_of_nfo
from streamverse.domains.identity.public import Role
from streamverse.domains.media.models import AssetRow
from streamverse.domains.media.public import AssetState
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.catalog.conftest import TITLES, Clients, person
from tests.domains.conftest import MovingClock

MOVIE = """<?xml version="1.0" encoding="UTF-8"?>
<movie><title>Maya</title><originaltitle>माया</originaltitle><year>1999</year>
<plot>A house by the sea.</plot><runtime>61</runtime><genre>Drama</genre><mpaa>Rated PG</mpaa>
<uniqueid type="imdb" default="true">tt0001</uniqueid><director>Cy Dee</director>
<actor><name>Ana</name><role>Maya</role></actor></movie>
https://www.themoviedb.org/movie/1"""
EPISODE = """<episodedetails><title>Departure</title><showtitle>Night Train</showtitle>
<season>1</season><episode>2</episode><aired>2001-01-01</aired></episodedetails>"""
SHOW = "<tvshow><title>Night Train</title><uniqueid type='tmdb'>77</uniqueid></tvshow>"

Look = Callable[[], Awaitable[None]]


@pytest.fixture
def folder(tmp_path: Path, shared: Services, settings: Settings) -> Path:
    """The watch folder."""
    folder = tmp_path / "watched"
    folder.mkdir()
    shared.add(settings.model_copy(update={"watch_folder": folder, "watch_settle_seconds": 10}))
    return folder


@pytest.fixture
async def superuser(shared: Services, mount: Clients) -> httpx.AsyncClient:
    """Whose the films will be."""
    return await person(shared, mount, "sue", Role.SUPERUSER)


@pytest.fixture
def look(shared: Services, clock: MovingClock) -> Look:
    """Let the job look at the folder, some seconds after the last time."""

    async def looked() -> None:
        clock.advance(seconds=15)
        await watch(shared)

    return looked


async def files(client: httpx.AsyncClient) -> dict[str, dict[str, Any]]:
    body = (await client.get("/api/v1/watch-folder")).json()
    return {item["path"]: item for item in body["items"]}


class TestAFilm:
    async def test_becomes_a_draft_as_its_sidecar_says_with_pictures_and_captions(
        self,
        folder: Path,
        look: Look,
        superuser: httpx.AsyncClient,
        picture: Callable[..., bytes],
        shared: Services,
    ) -> None:
        (folder / "Maya").mkdir()
        (folder / "Maya/maya.mkv").write_bytes(b"film")
        (folder / "Maya/maya.nfo").write_text(MOVIE)
        (folder / "Maya/poster.jpg").write_bytes(picture(400, 600))
        (folder / "Maya/maya.hi.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nनमस्ते\n")
        await look()
        assert (await files(superuser))["Maya/maya.mkv"]["state"] == "waiting"
        await look()
        title = (await superuser.get(f"{TITLES}/maya")).json()
        assert title["state"] == "draft"
        assert (title["original_name"], title["runtime_seconds"]) == ("माया", 3660)
        assert title["external_ids"] == {"imdb": "tt0001"}
        assert title["artwork"]["poster"]["images"]
        assert title["asset_id"] == (await files(superuser))["Maya/maya.mkv"]["asset_id"]
        async with shared.get(Database).write() as session:
            asset = await session.get_one(AssetRow, UUID(title["asset_id"]))
            asset.state = AssetState.PREPARING
        await look()
        assert (await files(superuser))["Maya/maya.mkv"]["state"] == "taken"

    async def test_without_a_sidecar_is_called_as_its_file_and_is_taken_once(
        self, folder: Path, look: Look, superuser: httpx.AsyncClient
    ) -> None:
        (folder / "The.Long.Way.(1999).mp4").write_bytes(b"film")
        for _ in range(4):
            await look()
        titles = (await superuser.get(f"{TITLES}?mine=true")).json()["items"]
        assert [(each["name"], each["year"]) for each in titles] == [("The Long Way", 1999)]

    async def test_that_is_still_copied_waits(
        self, folder: Path, look: Look, superuser: httpx.AsyncClient
    ) -> None:
        film = folder / "slow.mp4"
        for size in range(1, 5):
            film.write_bytes(b"x" * size)
            await look()
            assert (await files(superuser))["slow.mp4"]["state"] == "waiting"
        await look()
        assert (await files(superuser))["slow.mp4"]["state"] == "taking"

    async def test_behind_a_symbolic_link_is_left_alone(
        self, folder: Path, look: Look, superuser: httpx.AsyncClient, tmp_path: Path
    ) -> None:
        (tmp_path / "outside").mkdir()
        (tmp_path / "outside/secret.mp4").write_bytes(b"film")
        (folder / "link.mp4").symlink_to(tmp_path / "outside/secret.mp4")
        (folder / "linked").symlink_to(tmp_path / "outside")
        await look()
        assert await files(superuser) == {}

    async def test_with_a_broken_sidecar_fails_in_words_and_is_tried_again(
        self, folder: Path, look: Look, superuser: httpx.AsyncClient
    ) -> None:
        (folder / "a.mp4").write_bytes(b"film")
        (folder / "a.nfo").write_text("<movie><title>A</movie>")
        await look()
        await look()
        failed = (await files(superuser))["a.mp4"]
        assert failed["state"] == "failed"
        assert "not well-formed XML" in failed["problem"]
        (folder / "a.nfo").write_text("<movie><title>A</title></movie>")
        answer = await superuser.post("/api/v1/watch-folder/retry", json={"path": "a.mp4"})
        assert answer.status_code == 204
        await look()
        assert (await superuser.get(f"{TITLES}/a")).status_code == 200
        answer = await superuser.post("/api/v1/watch-folder/retry", json={"path": "a.mp4"})
        assert answer.status_code == 404

    async def test_of_a_series_joins_it(
        self, folder: Path, look: Look, superuser: httpx.AsyncClient
    ) -> None:
        season = folder / "Night Train" / "Season 1"
        season.mkdir(parents=True)
        (season.parent / "tvshow.nfo").write_text(SHOW)
        (season / "e2.mkv").write_bytes(b"film")
        (season / "e2.nfo").write_text(EPISODE)
        await look()
        await look()
        series = (await superuser.get(f"{TITLES}/night-train?include=seasons")).json()
        assert series["seasons"][0]["episodes"][0]["name"] == "Departure"


class TestTheFolder:
    async def test_is_for_editors(
        self, folder: Path, creator: httpx.AsyncClient, guest: httpx.AsyncClient
    ) -> None:
        assert folder.exists()
        assert (await creator.get("/api/v1/watch-folder")).status_code == 403
        assert (await guest.get("/api/v1/watch-folder")).status_code == 401

    async def test_that_is_gone_is_told_and_breaks_nothing(
        self, folder: Path, look: Look, superuser: httpx.AsyncClient
    ) -> None:
        folder.rmdir()
        await look()
        body = (await superuser.get("/api/v1/watch-folder")).json()
        assert body["problem"] == "There is no such folder."


class TestAnNfo:
    @pytest.mark.parametrize(
        "text",
        [
            '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><movie><title>&x;</title></movie>',
            "<music><title>A</title></music>",
            "",
            "<movie>" * 5,
        ],
    )
    def test_that_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(TableUnreadable):
            facts_of_nfo(text.encode())
