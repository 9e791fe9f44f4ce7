"""Assets over HTTP: what their owner sees and does."""

import asyncio
import json
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.media.engine import EncodeFailed
from streamverse.domains.media.public import (
    TrackKind,
    asset_summary,
    collect_garbage,
    find_garbage,
    playable_asset,
)
from streamverse.domains.media.service import collecting, work
from streamverse.kit.db import Database
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.conftest import MovingClock
from tests.domains.media.conftest import BYTES, Begin, keys_below
from tests.domains.media.job_drain import drain
from tests.media_samples import Samples

SRT = b"1\n00:00:01,000 --> 00:00:02,500\nHello\n"
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.500\nHello\n"


@pytest.fixture(scope="session")
def film(samples: Samples) -> Path:
    """Three seconds that browsers can decode, with a rung to encode."""
    return samples.film("short.mp4", seconds=3, size=(640, 360))


@pytest.fixture(scope="session")
def tiny(samples: Samples) -> Path:
    """Two seconds too small for any rung but its own."""
    return samples.film("tiny.mp4", seconds=2, size=(320, 180))


async def upload(client: httpx.AsyncClient, begin: Begin, film: Path, **values: str) -> str:
    """Upload a film as Meera; returns the asset's address."""
    url = await begin(film.stat().st_size, filename=film.name, **values)
    headers = {**BYTES, "Upload-Offset": "0"}
    answer = await client.patch(url, headers=headers, content=film.read_bytes())
    assert answer.status_code == 204, answer.text
    return f"/api/v1/assets/{(await client.get(url)).json()['asset_id']}"


@pytest.fixture
async def asset(media: Services, creator: httpx.AsyncClient, begin: Begin, tiny: Path) -> str:
    """The address of an asset that is ready."""
    address = await upload(creator, begin, tiny, title="Rain")
    await drain(media)
    return address


@contextmanager
def everything_is_old() -> Generator[None]:
    """Let garbage collection take objects of any age."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(collecting, "YOUNG", timedelta(days=-1))
        yield


def id_of(address: str) -> UUID:
    return UUID(address.rpartition("/")[2])


class TestSee:
    async def test_is_not_there_for_a_stranger(
        self, stranger: httpx.AsyncClient, asset: str
    ) -> None:
        for path in ("", "/events"):
            assert (await stranger.get(asset + path)).status_code == 404
        assert (await stranger.post(f"{asset}/retry")).status_code == 404
        assert (await stranger.delete(asset)).status_code == 404

    async def test_tells_everything_in_words(self, creator: httpx.AsyncClient, asset: str) -> None:
        body = (await creator.get(asset)).json()
        assert (body["state"], body["title"], body["problem"]) == ("ready", "Rain", None)
        assert body["duration_seconds"] == pytest.approx(2, abs=0.1)
        assert {step["state"] for step in body["steps"]} == {"done"}
        assert [step["label"] for step in body["steps"]][:3] == [
            "Uploading",
            "Looking at the file",
            "Making the original watchable",
        ]
        assert {each["name"]: each["state"] for each in body["renditions"]} == {
            "source": "done",
            "audio-1": "done",
        }
        assert [track["kind"] for track in body["tracks"]] == ["video", "audio"]
        assert body["playable_at"] <= body["ready_at"]

    async def test_counts_what_it_takes(
        self, media: Services, creator: httpx.AsyncClient, asset: str
    ) -> None:
        stored = await keys_below(media, f"media/{id_of(asset)}/")
        inits = sum(size for key, size in stored.items() if key.endswith("init.mp4"))
        source = await keys_below(media, "sources/")
        body = (await creator.get(asset)).json()
        assert body["storage_bytes"] == sum(stored.values()) - inits + sum(source.values())

    async def test_answers_at_the_older_address_too(
        self, creator: httpx.AsyncClient, asset: str
    ) -> None:
        alias = await creator.get(f"/api/v1/transcoding/jobs/{id_of(asset)}")
        assert alias.json() == (await creator.get(asset)).json()


class TestList:
    async def test_shows_only_ones_own(
        self, creator: httpx.AsyncClient, stranger: httpx.AsyncClient, asset: str
    ) -> None:
        assert (await stranger.get("/api/v1/assets")).json()["items"] == []
        mine = (await creator.get("/api/v1/assets")).json()["items"]
        assert [each["id"] for each in mine] == [str(id_of(asset))]

    async def test_comes_in_pages_the_newest_first(
        self, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        for number in range(3):
            await begin(10, title=str(number))
        first = (await creator.get("/api/v1/assets?limit=2")).json()
        query = {"limit": 2, "cursor": first["next_cursor"]}
        second = (await creator.get("/api/v1/assets", params=query)).json()
        titles = [each["title"] for each in first["items"] + second["items"]]
        assert titles == ["2", "1", "0"]
        assert second["next_cursor"] is None

    async def test_refuses_a_cursor_it_did_not_make(self, creator: httpx.AsyncClient) -> None:
        answer = await creator.get("/api/v1/assets", params={"cursor": "WzEsMl0"})
        assert answer.status_code == 422


class TestEvents:
    async def test_end_when_the_asset_is_ready(
        self, media: Services, creator: httpx.AsyncClient, begin: Begin, film: Path
    ) -> None:
        address = await upload(creator, begin, film)

        async def listen() -> list[dict[str, Any]]:
            answer = await creator.get(f"{address}/events")
            assert answer.headers["content-type"].startswith("text/event-stream")
            lines = answer.text.splitlines()
            return [json.loads(line[6:]) for line in lines if line.startswith("data: ")]

        async with asyncio.timeout(60):
            listening = asyncio.create_task(listen())
            await asyncio.sleep(0)
            await drain(media)
            states = [body["state"] for body in await listening]
        assert states[-1] == "ready"
        assert len(states) > 1


class TestRetry:
    async def test_refuses_when_nothing_failed(
        self, creator: httpx.AsyncClient, asset: str
    ) -> None:
        answer = await creator.post(f"{asset}/retry")
        assert answer.status_code == 409
        assert answer.json()["code"] == "nothing_to_retry"

    async def test_does_not_know_other_renditions(
        self, creator: httpx.AsyncClient, asset: str
    ) -> None:
        answer = await creator.post(f"{asset}/retry", json={"rendition": "9999p"})
        assert answer.status_code == 404

    @pytest.mark.parametrize("by", ["everything", "rendition", "unit", "alias"])
    async def test_makes_what_failed(
        self,
        media: Services,
        creator: httpx.AsyncClient,
        begin: Begin,
        film: Path,
        monkeypatch: pytest.MonkeyPatch,
        by: str,
    ) -> None:
        async def fails(*_: object, **__: object) -> None:
            raise EncodeFailed("no luck", is_final=True)

        with monkeypatch.context() as patched:
            patched.setattr(work, "run_unit", fails)
            address = await upload(creator, begin, film)
            await drain(media)
        body = (await creator.get(address)).json()
        assert "no luck" in body["problem"]["detail"]
        (unit, *_) = body["failed_units"]
        asked: dict[str, Any] = {
            "everything": {},
            "rendition": {"rendition": "240p"},
            "unit": {"unit_id": unit["id"]},
            "alias": {"asset_id": str(id_of(address))},
        }[by]
        path = "/api/v1/transcoding/jobs" if by == "alias" else f"{address}/retry"
        answer = await creator.post(path, json=asked)
        assert answer.status_code == 200, answer.text
        await drain(media)
        body = (await creator.get(address)).json()
        assert body["state"] == "ready"
        if by != "unit":
            assert body["problem"] is None
            assert {each["state"] for each in body["renditions"]} == {"done"}


class TestReplace:
    async def test_refuses_to_replace_itself(self, creator: httpx.AsyncClient, asset: str) -> None:
        answer = await creator.post(f"{asset}/replace", json={"asset_id": str(id_of(asset))})
        assert answer.status_code == 409

    @pytest.mark.parametrize("way", ["afterwards", "with_the_upload"])
    async def test_deletes_the_old_one_when_the_new_one_is_ready(
        self,
        media: Services,
        creator: httpx.AsyncClient,
        begin: Begin,
        film: Path,
        asset: str,
        way: str,
    ) -> None:
        values = {"replaces": str(id_of(asset))} if way == "with_the_upload" else {}
        new = await upload(creator, begin, film, **values)
        if way == "afterwards":
            asked = {"asset_id": str(id_of(new))}
            assert (await creator.post(f"{asset}/replace", json=asked)).status_code == 200
        assert (await creator.get(asset)).status_code == 200
        await drain(media)
        assert (await creator.get(asset)).status_code == 404
        assert (await creator.get(new)).json()["state"] == "ready"


class TestDelete:
    async def test_takes_the_asset_at_once_and_its_objects_soon(
        self, media: Services, creator: httpx.AsyncClient, asset: str, clock: MovingClock
    ) -> None:
        assert (await creator.delete(asset)).status_code == 204
        assert (await creator.get(asset)).status_code == 404
        async with media.get(Database).read() as session:
            assert await playable_asset(session, id_of(asset)) is None
        clock.advance(minutes=1)
        await drain(media)
        assert await keys_below(media, "media/") == {}
        assert await keys_below(media, "sources/") == {}
        async with media.get(Database).read() as session:
            summary = await asset_summary(session, id_of(asset))
        assert summary is not None
        assert summary.is_deleted

    async def test_stops_work_that_is_under_way(
        self,
        media: Services,
        creator: httpx.AsyncClient,
        begin: Begin,
        film: Path,
        clock: MovingClock,
    ) -> None:
        address = await upload(creator, begin, film)
        await drain(media, until=lambda row: row.name == "media.video")
        await creator.delete(address)
        clock.advance(minutes=1)
        await drain(media)
        assert await keys_below(media, "media/") == {}


class TestPoster:
    async def test_of_an_unknown_number_is_refused(
        self, creator: httpx.AsyncClient, asset: str
    ) -> None:
        answer = await creator.put(f"{asset}/poster", json={"candidate": 99})
        assert answer.status_code == 404

    async def test_can_be_chosen(
        self, media: Services, creator: httpx.AsyncClient, asset: str
    ) -> None:
        posters = (await creator.get(asset)).json()["posters"]
        last = max(poster["candidate"] for poster in posters)
        body = (await creator.put(f"{asset}/poster", json={"candidate": last})).json()
        chosen = [poster for poster in body["posters"] if poster["is_chosen"]]
        assert {poster["candidate"] for poster in chosen} == {last}
        async with media.get(Database).read() as session:
            summary = await asset_summary(session, id_of(asset))
        assert summary is not None
        assert {poster.url for poster in summary.poster_urls} == {each["url"] for each in chosen}
        for poster in chosen:
            key = poster["url"].replace("/images/", "media/", 1)
            assert await media.get(Objects).head(key) is not None


class TestCaptions:
    @pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00nonsense", b"just some words"])
    async def test_refuses_what_is_no_captions(
        self, creator: httpx.AsyncClient, asset: str, data: bytes
    ) -> None:
        answer = await creator.post(f"{asset}/captions?language=en", content=data)
        assert answer.status_code == 422
        assert answer.json()["code"] == "bad_captions"

    async def test_refuses_before_the_file_was_looked_at(
        self, creator: httpx.AsyncClient, begin: Begin, film: Path
    ) -> None:
        address = await upload(creator, begin, film)
        answer = await creator.post(f"{address}/captions?language=en", content=VTT)
        assert answer.status_code == 409

    @pytest.mark.parametrize("data", [SRT, VTT])
    async def test_become_a_track_and_can_go_again(
        self, media: Services, creator: httpx.AsyncClient, asset: str, data: bytes
    ) -> None:
        answer = await creator.post(
            f"{asset}/captions", params={"language": "hi", "label": "Hindi"}, content=data
        )
        assert answer.status_code == 201, answer.text
        track_id = answer.json()["id"]
        async with media.get(Database).read() as session:
            playable = await playable_asset(session, id_of(asset))
        assert playable is not None
        (text,) = playable.tracks_of(TrackKind.TEXT)
        assert (str(text.id), text.language, text.label) == (track_id, "hi", "Hindi")
        webvtt = await media.get(Objects).get(f"media/{text.text_key}")
        assert webvtt.startswith(b"WEBVTT")
        assert b"Hello" in webvtt
        assert (await creator.delete(f"{asset}/captions/{track_id}")).status_code == 204
        assert await media.get(Objects).head(f"media/{text.text_key}") is None


class TestGarbage:
    async def test_leaves_everything_that_is_referred_to(
        self, media: Services, creator: httpx.AsyncClient, begin: Begin, asset: str
    ) -> None:
        await creator.post(f"{asset}/captions?language=en", content=VTT)
        begun = await begin(10)
        await creator.patch(begun, headers={**BYTES, "Upload-Offset": "0"}, content=b"123")
        with everything_is_old():
            assert await collect_garbage(media) == []

    async def test_finds_strays_first_and_removes_them_when_told(
        self, media: Services, asset: str
    ) -> None:
        objects = media.get(Objects)
        strays = {
            "media/0190-nobody/abc/720p/0.m4s",
            f"media/{id_of(asset)}/0ldrec1pe/720p/0.m4s",
            "sources/0190-nobody",
        }
        for key in strays:
            await objects.put(key, b"old")
        with everything_is_old():
            assert {each.key async for each in find_garbage(media)} == strays
            assert await objects.head("sources/0190-nobody") is not None
            await collect_garbage(media)
        for key in strays:
            assert await objects.head(key) is None

    async def test_leaves_what_is_young(self, media: Services) -> None:
        await media.get(Objects).put("media/new/recipe/x/0.m4s", b"on its way")
        assert [each async for each in find_garbage(media)] == []


class TestSourceRetention:
    async def test_lets_the_source_go_when_its_days_are_over(
        self, media: Services, creator: httpx.AsyncClient, asset: str, clock: MovingClock
    ) -> None:
        media.add(media.get(Settings).model_copy(update={"source_retention_days": 30}))
        await collecting.expire_sources(media)
        assert (await creator.get(asset)).json()["has_source"]
        clock.advance(days=31)
        await collecting.expire_sources(media)
        assert await keys_below(media, "sources/") == {}
        async with media.get(Database).read() as session:
            assert await playable_asset(session, id_of(asset)) is not None
