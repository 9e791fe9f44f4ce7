"""Uploads over HTTP, from the stranger to the last byte."""

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator, Callable
from uuid import UUID

import httpx
import pytest
from starlette.requests import ClientDisconnect

from streamverse.domains.media import repository
from streamverse.domains.media.routes import router
from streamverse.domains.media.service import part_file, room, uploads
from streamverse.domains.media.service.part_file import part_path, uploads_folder
from streamverse.domains.media.service.uploads import sweep_uploads
from streamverse.domains.media.states import UploadState
from streamverse.kit.db import Database
from streamverse.kit.errors import Unavailable
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.conftest import MovingClock
from tests.domains.media.conftest import BYTES, TUS, Begin

DATA = bytes(range(256)) * 40


def at(offset: int, **more: str) -> dict[str, str]:
    return {**BYTES, "Upload-Offset": str(offset), **more}


def checksum(data: bytes, algorithm: str = "sha1") -> str:
    digest = hashlib.new(algorithm, data).digest()
    return f"{algorithm} {base64.b64encode(digest).decode()}"


async def offset_of(client: httpx.AsyncClient, url: str) -> int:
    answer = await client.head(url, headers=TUS)
    assert answer.status_code == 200
    return int(answer.headers["Upload-Offset"])


def only_100_bytes(_settings: Settings) -> int:
    return 100


def id_of(url: str) -> UUID:
    return UUID(url.rpartition("/")[2])


class TestDiscovery:
    async def test_tells_everyone_what_is_understood(
        self, mount: Callable[..., httpx.AsyncClient]
    ) -> None:
        answer = await mount(router).options("/api/v1/uploads")
        assert answer.status_code == 204
        assert answer.headers["Tus-Version"] == "1.0.0"
        assert "checksum" in answer.headers["Tus-Extension"]
        assert answer.headers["Tus-Checksum-Algorithm"] == "sha1,sha256,md5"
        assert int(answer.headers["Tus-Max-Size"]) > 0
        assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]
        assert "Upload-Offset" in answer.headers["Access-Control-Expose-Headers"]


class TestBegin:
    async def test_refuses_guests_and_viewers(
        self,
        viewer: httpx.AsyncClient,
    ) -> None:
        answer = await viewer.post("/api/v1/uploads", headers={**TUS, "Upload-Length": "5"})
        assert answer.status_code == 403
        del viewer.headers["Authorization"]
        answer = await viewer.post("/api/v1/uploads", headers={**TUS, "Upload-Length": "5"})
        assert answer.status_code == 401

    async def test_refuses_another_version(self, creator: httpx.AsyncClient) -> None:
        headers = {"Tus-Resumable": "0.2.2", "Upload-Length": "5"}
        answer = await creator.post("/api/v1/uploads", headers=headers)
        assert answer.status_code == 412
        assert answer.headers["Tus-Version"] == "1.0.0"

    async def test_refuses_an_empty_file(self, creator: httpx.AsyncClient) -> None:
        answer = await creator.post("/api/v1/uploads", headers={**TUS, "Upload-Length": "0"})
        assert answer.status_code == 422
        assert answer.json()["code"] == "empty_file"

    async def test_refuses_without_a_length(self, creator: httpx.AsyncClient) -> None:
        answer = await creator.post("/api/v1/uploads", headers=TUS)
        assert answer.status_code == 400

    async def test_refuses_more_than_the_limit(
        self, creator: httpx.AsyncClient, settings: Settings
    ) -> None:
        size = str(settings.max_upload_bytes + 1)
        answer = await creator.post("/api/v1/uploads", headers={**TUS, "Upload-Length": size})
        assert answer.status_code == 413

    async def test_refuses_what_the_disk_has_no_room_for(
        self, creator: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(room, "free_bytes", only_100_bytes)
        answer = await creator.post("/api/v1/uploads", headers={**TUS, "Upload-Length": "101"})
        assert answer.status_code == 507
        assert answer.json()["code"] == "disk_full"
        assert "101 bytes" in answer.json()["detail"]

    async def test_refuses_what_the_quota_has_no_room_for(
        self, media: Services, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        media.add(media.get(Settings).model_copy(update={"quota_bytes": 1000}))
        await begin(900)
        answer = await creator.post("/api/v1/uploads", headers={**TUS, "Upload-Length": "101"})
        assert answer.status_code == 507
        assert answer.json()["code"] == "quota_exceeded"

    async def test_makes_an_asset_that_is_uploading(
        self, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        url = await begin(10, filename="C:\\films\\día.mp4")
        upload = (await creator.get(url)).json()
        assert (upload["state"], upload["offset_bytes"], upload["size_bytes"]) == (
            "receiving",
            0,
            10,
        )
        asset = (await creator.get(f"/api/v1/assets/{upload['asset_id']}")).json()
        assert (asset["state"], asset["title"], asset["filename"]) == (
            "uploading",
            "día",
            "día.mp4",
        )
        assert asset["steps"][0]["state"] == "running"

    async def test_takes_the_first_bytes_with_it(self, creator: httpx.AsyncClient) -> None:
        headers = {**BYTES, "Upload-Length": "10"}
        answer = await creator.post("/api/v1/uploads", headers=headers, content=b"12345")
        assert answer.status_code == 201
        assert answer.headers["Upload-Offset"] == "5"
        assert "Upload-Expires" in answer.headers

    async def test_begins_once_for_one_idempotency_key(self, creator: httpx.AsyncClient) -> None:
        headers = {**TUS, "Upload-Length": "10", "Idempotency-Key": "try-1"}
        first = await creator.post("/api/v1/uploads", headers=headers)
        again = await creator.post("/api/v1/uploads", headers=headers)
        assert again.headers["Location"] == first.headers["Location"]
        assert len((await creator.get("/api/v1/assets")).json()["items"]) == 1


class TestContinue:
    async def test_is_not_there_for_a_stranger(
        self, stranger: httpx.AsyncClient, begin: Begin
    ) -> None:
        url = await begin(10)
        assert (await stranger.head(url, headers=TUS)).status_code == 404
        assert (await stranger.get(url)).status_code == 404
        assert (await stranger.patch(url, headers=at(0), content=b"x")).status_code == 404
        assert (await stranger.delete(url, headers=TUS)).status_code == 404

    async def test_refuses_a_wrong_offset(self, creator: httpx.AsyncClient, begin: Begin) -> None:
        url = await begin(10)
        answer = await creator.patch(url, headers=at(3), content=b"x")
        assert answer.status_code == 409
        assert answer.headers["Upload-Offset"] == "0"
        assert answer.json()["code"] == "wrong_offset"

    async def test_refuses_another_content_type(
        self, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        headers = {**TUS, "Upload-Offset": "0", "Content-Type": "text/plain"}
        answer = await creator.patch(await begin(10), headers=headers, content=b"x")
        assert answer.status_code == 415

    async def test_throws_data_with_a_wrong_checksum_away(
        self, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        url = await begin(len(DATA))
        await creator.patch(url, headers=at(0), content=DATA[:100])
        headers = at(100, **{"Upload-Checksum": checksum(b"other")})
        answer = await creator.patch(url, headers=headers, content=DATA[100:200])
        assert answer.status_code == 460
        assert answer.json()["code"] == "checksum_mismatch"
        assert await offset_of(creator, url) == 100

    @pytest.mark.parametrize("algorithm", ["sha1", "sha256", "md5"])
    async def test_takes_data_with_its_checksum(
        self, creator: httpx.AsyncClient, begin: Begin, algorithm: str
    ) -> None:
        url = await begin(len(DATA) + 1)
        headers = at(0, **{"Upload-Checksum": checksum(DATA, algorithm)})
        answer = await creator.patch(url, headers=headers, content=DATA)
        assert answer.status_code == 204
        assert answer.headers["Upload-Offset"] == str(len(DATA))

    async def test_refuses_more_than_was_announced(
        self, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        url = await begin(10)
        answer = await creator.patch(url, headers=at(0), content=DATA)
        assert answer.status_code == 413
        assert await offset_of(creator, url) == 0

    async def test_lets_one_of_two_writers_in(
        self, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        url = await begin(len(DATA))
        is_writing, may_end = asyncio.Event(), asyncio.Event()

        async def slowly() -> AsyncIterator[bytes]:
            yield DATA[:5000]
            is_writing.set()
            await may_end.wait()
            yield DATA[5000:]

        first = asyncio.create_task(creator.patch(url, headers=at(0), content=slowly()))
        await is_writing.wait()
        second = await creator.patch(url, headers=at(0), content=DATA)
        may_end.set()
        assert second.status_code == 423
        assert (await first).status_code == 204

    async def test_keeps_what_came_before_the_connection_broke(
        self, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        url = await begin(len(DATA))

        async def breaking() -> AsyncIterator[bytes]:
            yield DATA[:3000]
            raise ClientDisconnect

        await creator.patch(url, headers=at(0), content=breaking())
        assert await offset_of(creator, url) == 3000
        answer = await creator.patch(url, headers=at(3000), content=DATA[3000:])
        assert answer.status_code == 204

    async def test_trusts_the_record_and_not_the_file_after_a_crash(
        self, media: Services, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        url = await begin(len(DATA))
        await creator.patch(url, headers=at(0), content=DATA[:4000])
        part = part_path(media.get(Settings), id_of(url))
        part.write_bytes(part.read_bytes() + b"written, but never recorded")
        assert await offset_of(creator, url) == 4000
        await creator.patch(url, headers=at(4000), content=DATA[4000:])
        asset_id = (await creator.get(url)).json()["asset_id"]
        assert await media.get(Objects).get(f"sources/{asset_id}") == DATA

    async def test_says_so_when_the_disk_is_full_and_keeps_what_is_there(
        self,
        creator: httpx.AsyncClient,
        begin: Begin,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        url = await begin(len(DATA))
        await creator.patch(url, headers=at(0), content=DATA[:4000])

        def full(*_: object) -> int:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(part_file.os, "pwrite", full)
            answer = await creator.patch(url, headers=at(4000), content=DATA[4000:])
        assert answer.status_code == 507
        assert await offset_of(creator, url) == 4000

    async def test_can_be_posted_by_those_who_can_only_post(
        self, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        url = await begin(10)
        headers = at(0, **{"X-HTTP-Method-Override": "PATCH"})
        answer = await creator.post(url, headers=headers, content=b"12345")
        assert answer.status_code == 204
        assert answer.headers["Upload-Offset"] == "5"


class TestFinish:
    async def test_moves_the_file_to_the_objects_and_orders_the_probe(
        self, media: Services, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        url = await begin(len(DATA), title="Rain")
        answer = await creator.patch(url, headers=at(0), content=DATA)
        assert answer.status_code == 204
        assert "Upload-Expires" not in answer.headers
        upload = (await creator.get(url)).json()
        assert upload["state"] == "complete"
        asset = (await creator.get(f"/api/v1/assets/{upload['asset_id']}")).json()
        assert (asset["state"], asset["title"]) == ("probing", "Rain")
        assert await media.get(Objects).get(f"sources/{upload['asset_id']}") == DATA
        assert list(uploads_folder(media.get(Settings)).iterdir()) == []

    async def test_goes_on_after_a_crash_between_file_and_record(
        self,
        media: Services,
        creator: httpx.AsyncClient,
        begin: Begin,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        url = await begin(len(DATA))

        def crash(*_: object) -> None:
            raise Unavailable

        with monkeypatch.context() as patched:
            patched.setattr(uploads, "start_probing", crash)
            answer = await creator.patch(url, headers=at(0), content=DATA)
            assert answer.status_code == 503
        await sweep_uploads(media)
        assert (await creator.get(url)).json()["state"] == "complete"

    async def test_forgets_expired_uploads_and_their_assets(
        self, media: Services, creator: httpx.AsyncClient, begin: Begin, clock: MovingClock
    ) -> None:
        url = await begin(10)
        await creator.patch(url, headers=at(0), content=b"12345")
        clock.advance(hours=media.get(Settings).upload_expiry_hours + 1)
        await sweep_uploads(media)
        async with media.get(Database).read() as session:
            assert await repository.upload(session, id_of(url)) is None
        assert list(uploads_folder(media.get(Settings)).iterdir()) == []


class TestTerminate:
    async def test_leaves_nothing_behind(
        self, media: Services, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        url = await begin(10, filename="a.mp4")
        await creator.patch(url, headers=at(0), content=b"12345")
        asset_id = (await creator.get(url)).json()["asset_id"]
        assert (await creator.delete(url, headers=TUS)).status_code == 204
        assert (await creator.head(url, headers=TUS)).status_code == 404
        assert (await creator.get(f"/api/v1/assets/{asset_id}")).status_code == 404
        assert list(uploads_folder(media.get(Settings)).iterdir()) == []

    async def test_keeps_the_asset_of_a_complete_upload(
        self, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        url = await begin(5)
        await creator.patch(url, headers=at(0), content=b"12345")
        upload = (await creator.get(url)).json()
        assert upload["state"] == UploadState.COMPLETE
        await creator.delete(url, headers=TUS)
        assert (await creator.get(f"/api/v1/assets/{upload['asset_id']}")).status_code == 200


class TestSeveralAtOnce:
    async def test_do_not_mix(
        self, media: Services, creator: httpx.AsyncClient, begin: Begin
    ) -> None:
        files = [bytes([number]) * 5000 for number in range(5)]
        urls = [await begin(5000, filename=f"{number}.mp4") for number in range(5)]
        await asyncio.gather(
            *(
                creator.patch(url, headers=at(0), content=file)
                for url, file in zip(urls, files, strict=True)
            )
        )
        for url, file in zip(urls, files, strict=True):
            asset_id = (await creator.get(url)).json()["asset_id"]
            assert await media.get(Objects).get(f"sources/{asset_id}") == file
