"""Avatars: pictures come in hostile, go out round-crop safe, small and clean."""

import struct
from collections.abc import AsyncGenerator, Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import httpx
import pytest
from PIL import Image

from streamverse.domains.identity.avatars.drawn_set import NAMES, drawn_set
from streamverse.domains.identity.service.profiles import set_avatar
from streamverse.domains.identity.service.profiles.set_avatar import sweep_avatars
from streamverse.kit.objects import Objects
from tests.domains.conftest import MovingClock
from tests.domains.identity.profiles.person import PROFILES, Person, code_of

SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def saved(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def lying_gif(width: int, height: int) -> bytes:
    """A GIF of a few bytes that says it is huge."""
    screen = struct.pack("<HHBBB", 100, 100, 0x80, 0, 0) + bytes(6)
    frame = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\x00;"
    return b"GIF89a" + screen + frame


async def put(person: Person, data: bytes, profile_id: UUID | None = None) -> httpx.Response:
    return await person.client.put(
        f"{PROFILES}/{profile_id or person.main_id}/avatar", content=data
    )


async def stored(person: Person) -> dict[str, bytes]:
    objects = person.services.get(Objects)
    keys = [info.key async for info in objects.list("avatars/")]
    return {key.rpartition("/")[2]: await objects.get(key) for key in keys}


class TestDrawnSet:
    async def test_is_offered_to_choose_from(self, asha: Person) -> None:
        items = (await asha.client.get(f"{PROFILES}/avatars")).json()["items"]
        assert [each["id"] for each in items] == [f"set:{name}" for name in NAMES]
        assert len({each["url"] for each in items}) == 16

    def test_is_small_and_can_do_nothing(self) -> None:
        begin = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">'
        for drawn in drawn_set().values():
            assert len(drawn.svg) < 1500
            assert drawn.svg.startswith(begin)
            for word in (b"script", b"href", b"style", b"onload", b"foreignObject", b"<!"):
                assert word not in drawn.svg


class TestUploadAvatar:
    async def test_refuses_a_stranger(self, stranger: httpx.AsyncClient, asha: Person) -> None:
        answer = await stranger.put(f"{PROFILES}/{asha.main_id}/avatar", content=b"GIF89a")
        assert answer.status_code == 401

    async def test_cuts_it_square_in_four_sizes_and_keeps_nothing_hidden(
        self, asha: Person
    ) -> None:
        exif = Image.Exif()
        exif[274] = 6  # lies on its side
        exif[315] = "Somebody's name"
        picture = Image.new("RGB", (400, 800), "#a03020")
        picture.paste("#2030a0", (0, 0, 400, 400))
        answer = await put(asha, saved(picture, "JPEG", exif=exif, comment=b"a secret"))
        profile = answer.json()
        assert profile["avatar"].startswith("own:")
        assert profile["avatar_url"].endswith("/avatar-256.webp")
        files = await stored(asha)
        assert set(files) == {
            f"avatar-{size}.{extension}"
            for size in (64, 128, 256, 512)
            for extension in ("webp", "jpg")
        }
        for name, data in files.items():
            with Image.open(BytesIO(data)) as image:
                size = int(name.partition("-")[2].partition(".")[0])
                assert image.size == (size, size)
                assert not image.getexif()
                assert not {"exif", "icc_profile", "comment"} & set(image.info)
                colors = image.convert("RGB")
                right = colors.getpixel((size - 1, size // 2))
                left = colors.getpixel((0, size // 2))
            assert isinstance(right, tuple)
            assert isinstance(left, tuple)
            assert right[2] > right[0]  # upright, blue came to the right
            assert left[0] > left[2]
            assert b"secret" not in data

    async def test_changes_nothing_the_second_time(self, asha: Person) -> None:
        data = saved(Image.new("RGB", (100, 100), "#a03020"))
        first, again = await put(asha, data), await put(asha, data)
        assert first.json() == again.json()
        assert first.headers["etag"] == again.headers["etag"] == '"2"'

    async def test_takes_the_first_frame_of_what_moves(self, asha: Person) -> None:
        frames = [Image.new("RGB", (90, 90), color) for color in ("#a03020", "#2030a0")]
        moving = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
        assert (await put(asha, moving)).is_success
        with Image.open(BytesIO((await stored(asha))["avatar-64.webp"])) as image:
            assert not getattr(image, "is_animated", False)
            first = image.convert("RGB").getpixel((32, 32))
        assert isinstance(first, tuple)
        assert first[0] > first[2]

    @pytest.mark.parametrize(
        ("make", "why"),
        [
            (lambda: SCRIPT, "not a JPEG"),
            (lambda: b"\x89PNG\r\n\x1a\n" + SCRIPT, "not a JPEG"),
            (lambda: b"", "not a JPEG"),
            (lambda: saved(Image.new("1", (8000, 5000))), "more than 25 million pixels"),
            (lambda: lying_gif(65_535, 65_535), "more than 25 million pixels"),
            (lambda: saved(Image.new("L", (400, 400), 9), "JPEG")[:300], "damaged"),
            (lambda: saved(Image.new("L", (63, 400), 9)), "shorter than 64 pixels"),
        ],
        ids=["svg", "svg-as-png", "nothing", "40-mp", "gif-bomb", "half", "thin"],
    )
    async def test_says_what_is_wrong_with_it(
        self, asha: Person, make: Callable[[], bytes], why: str
    ) -> None:
        answer = await put(asha, make())
        assert (answer.status_code, code_of(answer)) == (422, "bad_avatar")
        assert why in answer.json()["detail"]
        assert not await stored(asha)

    async def test_refuses_too_many_bytes_whether_announced_or_not(self, asha: Person) -> None:
        async def endless() -> AsyncGenerator[bytes]:
            for _ in range(11):
                yield bytes(1024 * 1024)

        path = f"{PROFILES}/{asha.main_id}/avatar"
        for content in (bytes(11 * 1024 * 1024), endless()):
            answer = await asha.client.put(path, content=content)
            assert (answer.status_code, code_of(answer)) == (413, "avatar_too_large")

    async def test_is_limited_in_number(
        self, asha: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def nothing(*_: object) -> None:
            """Make no picture: the count is what matters."""

        monkeypatch.setattr(set_avatar, "_make", nothing)
        answers = [await put(asha, f"picture {number}".encode()) for number in range(21)]
        assert {each.status_code for each in answers[:20]} == {200}
        assert (answers[20].status_code, code_of(answers[20])) == (429, "too_many_avatars")


class TestSweepAvatars:
    async def test_takes_what_nobody_shows_after_a_day(
        self, asha: Person, clock: MovingClock
    ) -> None:
        for color in ("#a03020", "#2030a0"):
            shown = (await put(asha, saved(Image.new("RGB", (80, 80), color)))).json()
        assert await sweep_avatars(asha.services) == 0
        clock.advance(days=2)
        assert await sweep_avatars(asha.services) == 8
        objects = asha.services.get(Objects)
        left = [info.key async for info in objects.list("avatars/")]
        digest = shown["avatar"].removeprefix("own:")
        assert len(left) == 8
        assert all(key.startswith(f"avatars/{asha.main_id}/{digest}/") for key in left)
