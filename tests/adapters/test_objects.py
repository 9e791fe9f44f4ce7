"""Objects: the same promises on a folder and on an S3-compatible store."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, cast

import boto3
import pytest

from streamverse.adapters.objects import FolderObjects, S3Objects, WrongStoreUrl, open_objects
from streamverse.kit.objects import ObjectMissing, Objects, WrongKey
from streamverse.kit.settings import load_settings

WRONG_KEYS = (
    *("", "/etc/passwd", "a//b", "a/../b", "..", ".hidden", "a/./b", "a\\b", "a\nb"),
    "x" * 300,
)


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Address of a fresh bucket."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    client = cast("Any", boto3).client("s3", endpoint_url=s3_server, region_name="us-east-1")
    client.create_bucket(Bucket="films")
    return f"s3://films/house?endpoint={s3_server}&region=us-east-1"


@pytest.fixture(params=["folder", "s3"])
async def objects(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Objects]:
    """Each store in turn."""
    url = request.getfixturevalue("bucket") if request.param == "s3" else ""
    settings = load_settings(data=tmp_path / "data", object_store_url=url)
    async with open_objects(settings) as store:
        yield store
        await store.delete([info.key async for info in store.list("")])


async def read(objects: Objects, key: str, start: int = 0, end: int | None = None) -> bytes:
    """Join what streams."""
    return b"".join([chunk async for chunk in objects.stream(key, start, end)])


class TestKeys:
    @pytest.mark.parametrize("key", WRONG_KEYS)
    async def test_that_leave_the_store_are_refused(self, objects: Objects, key: str) -> None:
        with pytest.raises(WrongKey):
            await objects.put(key, b"x")
        with pytest.raises(WrongKey):
            await objects.get(key)
        with pytest.raises(WrongKey):
            objects.local_path(key)


class TestGet:
    async def test_of_a_missing_object_says_so(self, objects: Objects) -> None:
        with pytest.raises(ObjectMissing):
            await objects.get("no/such")
        with pytest.raises(ObjectMissing):
            await read(objects, "no/such")
        assert await objects.head("no/such") is None

    async def test_of_a_folder_is_a_missing_object(self, objects: Objects) -> None:
        await objects.put("folder/object", b"x")
        assert await objects.head("folder") is None
        with pytest.raises(ObjectMissing):
            await objects.get("folder")

    async def test_gives_back_what_was_put(self, objects: Objects) -> None:
        assert await objects.put("a/b/c.m4s", b"film")
        assert await objects.get("a/b/c.m4s") == b"film"
        info = await objects.head("a/b/c.m4s")
        assert info is not None
        assert (info.key, info.size_bytes) == ("a/b/c.m4s", 4)
        assert info.modified_at.tzinfo is not None

    async def test_streams_any_part(self, objects: Objects) -> None:
        content = os.urandom(3_000_000)
        await objects.put("big", content)
        assert await read(objects, "big") == content
        assert await read(objects, "big", 1_500_000) == content[1_500_000:]
        assert await read(objects, "big", 10, 20) == content[10:20]
        assert await read(objects, "big", 2_999_999, 9_000_000) == content[-1:]
        assert await read(objects, "big", 3_000_000) == b""


class TestPut:
    async def test_if_absent_never_changes_what_is_there(self, objects: Objects) -> None:
        assert await objects.put("segment", b"first", if_absent=True)
        assert not await objects.put("segment", b"second", if_absent=True)
        assert await objects.get("segment") == b"first"

    async def test_if_absent_lets_one_of_many_win(self, objects: Objects) -> None:
        contents = [bytes([number]) * 100_000 for number in range(8)]
        won = await asyncio.gather(*(objects.put("one", c, if_absent=True) for c in contents))
        assert won.count(True) == 1
        assert await objects.get("one") == contents[won.index(True)]

    async def test_overwrites_when_not_asked_to_spare(self, objects: Objects) -> None:
        await objects.put("poster", b"old and long")
        assert await objects.put("poster", b"new")
        assert await objects.get("poster") == b"new"

    async def test_of_a_file_copies_it(self, objects: Objects, tmp_path: Path) -> None:
        source = tmp_path / "film.mkv"
        source.write_bytes(b"film")
        assert await objects.put_file("sources/film", source)
        assert source.exists()
        assert await objects.get("sources/film") == b"film"

    async def test_of_a_file_may_take_it_away(self, objects: Objects, tmp_path: Path) -> None:
        source = tmp_path / "film.mkv"
        source.write_bytes(b"film")
        assert await objects.put_file("sources/film", source, move=True)
        assert not source.exists()
        assert await objects.get("sources/film") == b"film"

    async def test_of_a_file_leaves_it_when_the_key_is_taken(
        self, objects: Objects, tmp_path: Path
    ) -> None:
        await objects.put("sources/film", b"first")
        source = tmp_path / "film.mkv"
        source.write_bytes(b"second")
        assert not await objects.put_file("sources/film", source, if_absent=True, move=True)
        assert source.exists()
        assert await objects.get("sources/film") == b"first"

    async def test_of_a_large_file_comes_whole(self, objects: Objects, tmp_path: Path) -> None:
        source = tmp_path / "large"
        content = os.urandom(12_000_000)
        source.write_bytes(content)
        assert await objects.put_file("large", source)
        assert await objects.get("large") == content


class TestListAndDelete:
    async def test_walk_one_folder_and_no_other(self, objects: Objects) -> None:
        for key in ("media/a/1", "media/a/deep/2", "media/ab/3", "other"):
            await objects.put(key, b"x")
        below = {"media/a/1", "media/a/deep/2"}
        assert {info.key async for info in objects.list("media/a")} == below
        assert {info.key async for info in objects.list("media/a/")} == below
        assert len([info async for info in objects.list("")]) == 4
        assert [info async for info in objects.list("nothing/here")] == []

    async def test_forget_what_is_named_and_what_never_was(self, objects: Objects) -> None:
        await objects.put("a/1", b"x")
        await objects.put("a/2", b"x")
        await objects.delete(["a/1", "a/never"])
        assert await objects.head("a/1") is None
        assert await objects.get("a/2") == b"x"


class TestLocalise:
    async def test_of_a_missing_object_says_so(self, objects: Objects, tmp_path: Path) -> None:
        with pytest.raises(ObjectMissing):
            await objects.localise("no/such", tmp_path / "scratch")

    async def test_gives_a_file_with_the_newest_content(
        self, objects: Objects, tmp_path: Path
    ) -> None:
        scratch = tmp_path / "scratch"
        await objects.put("sources/film.mkv", b"film")
        localised = (objects.localise("sources/film.mkv", scratch) for _ in "abc")
        files = await asyncio.gather(*localised)
        assert {file.read_bytes() for file in files} == {b"film"}
        await objects.put("sources/film.mkv", b"director's cut")
        file = await objects.localise("sources/film.mkv", scratch)
        assert file.read_bytes() == b"director's cut"

    async def test_drops_far_copies_that_nobody_used_for_long(
        self, bucket: str, tmp_path: Path
    ) -> None:
        objects = S3Objects.from_url(bucket)
        bounded = S3Objects(objects._store, local_copies_bytes=150_000)  # noqa: SLF001 - a smaller bound  # pyright: ignore[reportPrivateUsage]
        for name in "abc":
            await objects.put(name, os.urandom(100_000))
        scratch = tmp_path / "scratch"
        first = await bounded.localise("a", scratch)
        second = await bounded.localise("b", scratch)
        os.utime(first, (1, 1))
        third = await bounded.localise("c", scratch)
        assert not first.exists()
        assert second.exists(), "used a moment ago"
        assert third.exists()
        assert list(scratch.glob("*.part")) == []


class TestFolder:
    async def test_is_read_straight_from_the_disk(self, tmp_path: Path) -> None:
        objects = FolderObjects(tmp_path)
        await objects.prepare()
        await objects.put("media/1.m4s", b"film")
        assert objects.local_path("media/1.m4s").read_bytes() == b"film"

    async def test_keeps_no_empty_folders(self, tmp_path: Path) -> None:
        objects = FolderObjects(tmp_path)
        await objects.prepare()
        await objects.put("media/asset/recipe/1", b"x")
        await objects.delete(["media/asset/recipe/1"])
        assert not (tmp_path / "media").exists()

    async def test_survives_writers_and_deleters_in_one_folder(self, tmp_path: Path) -> None:
        objects = FolderObjects(tmp_path)
        await objects.prepare()

        async def churn(number: int) -> None:
            for _ in range(30):
                await objects.put(f"a/b/{number}", b"x")
                await objects.delete([f"a/b/{number}"])

        await asyncio.gather(*(churn(number) for number in range(4)))
        assert [info async for info in objects.list("")] == []

    async def test_shows_no_half_object_when_a_writer_is_killed(self, tmp_path: Path) -> None:
        for _ in range(3):
            writer = subprocess.Popen(  # noqa: ASYNC220 - killed at once
                [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE
            )
            assert writer.stdout is not None
            writer.stdout.readline()
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            writer.stdout.close()
        objects = FolderObjects(tmp_path)
        await objects.prepare()
        sizes = {info.size_bytes async for info in objects.list("")}
        assert sizes == {20_000_000}
        assert list((tmp_path / ".incoming").iterdir()) == []

    async def test_spares_what_a_living_writer_is_about(self, tmp_path: Path) -> None:
        objects = FolderObjects(tmp_path)
        await objects.prepare()
        incoming = tmp_path / ".incoming" / f"{os.uname().nodename}-{os.getppid()}-1"
        incoming.write_bytes(b"half")
        await objects.prepare()
        assert incoming.exists()


class TestOpening:
    async def test_refuses_an_unknown_store_in_words(self, tmp_path: Path) -> None:
        settings = load_settings(data=tmp_path, object_store_url="ftp://films")
        with pytest.raises(WrongStoreUrl, match="OBJECT_STORE_URL"):
            async with open_objects(settings):
                pass

    async def test_takes_a_folder_by_its_address(self, tmp_path: Path) -> None:
        settings = load_settings(data=tmp_path, object_store_url=f"file://{tmp_path}/else%20where")
        async with open_objects(settings) as objects:
            await objects.put("a", b"x")
        assert (tmp_path / "else where" / "a").read_bytes() == b"x"


WRITER = """
import asyncio, sys
from pathlib import Path
from typing import Any, cast
from streamverse.adapters.objects import FolderObjects
from streamverse.kit.ids import new_id

async def write():
    objects = FolderObjects(Path(sys.argv[1]))
    await objects.prepare()
    await objects.put(f"media/{new_id()}", bytes(20_000_000))
    print("going", flush=True)
    while True:
        await objects.put(f"media/{new_id()}", bytes(20_000_000))

asyncio.run(write())
"""
