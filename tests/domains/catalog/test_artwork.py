"""Artwork: pictures come in hostile, go out in three sizes."""

from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any
from uuid import UUID

import httpx
import pytest
from PIL import Image

from streamverse.domains.catalog.public import ArtworkRole, set_artwork_from_file
from streamverse.domains.catalog.service.artwork import sweep
from streamverse.domains.identity.public import issue_token
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services

TITLES = "/api/v1/titles"

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]
Draw = Callable[..., bytes]


def upload(data: bytes, alt: str = "A lamp", **fields: str) -> dict[str, Any]:
    return {"files": {"file": ("picture", data)}, "data": {"alt": alt, **fields}}


class TestSetArtwork:
    async def test_refuses_whoever_does_not_own_the_title(
        self,
        guest: httpx.AsyncClient,
        other: httpx.AsyncClient,
        make_title: MakeTitle,
        picture: Draw,
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}/artwork/poster"
        assert (await guest.put(path, **upload(picture(400, 600)))).status_code == 401
        assert (await other.put(path, **upload(picture(400, 600)))).status_code == 403

    async def test_stores_three_sizes_in_three_formats(
        self,
        shared: Services,
        creator: httpx.AsyncClient,
        make_title: MakeTitle,
        picture: Draw,
    ) -> None:
        title = await make_title()
        path = f"{TITLES}/{title['id']}/artwork/poster"
        answer = await creator.put(path, **upload(picture(1000, 1500, "PNG")))
        poster = answer.json()["artwork"]["poster"]
        assert poster["alt"] == "A lamp"
        assert poster["dominant_color"] == "#a03020"
        sizes = [(each["width"], each["height"], each["type"]) for each in poster["images"]]
        assert sizes == [
            (width, height, media_type)
            for width, height in ((240, 360), (480, 720), (960, 1440))
            for media_type in ("image/avif", "image/webp", "image/jpeg")
        ]
        assert len(poster["blurhash"]) == 28
        assert poster["focal"] == {"x": 0.5, "y": 0.4}
        assert answer.json()["version"] > title["version"]
        for image in poster["images"]:
            key = image["url"].replace("/images/", "artwork/")
            with Image.open(BytesIO(await shared.get(Objects).get(key))) as stored:
                assert stored.size == (image["width"], image["height"])

    async def test_cuts_to_the_roles_shape_and_never_enlarges(
        self, creator: httpx.AsyncClient, make_title: MakeTitle, picture: Draw
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}/artwork/backdrop"
        answer = await creator.put(path, **upload(picture(700, 700)))
        images = answer.json()["artwork"]["backdrop"]["images"]
        widths = sorted({(each["width"], each["height"]) for each in images})
        assert widths == [(640, 360), (700, 394)]

    async def test_replaces_and_takes_away(
        self, creator: httpx.AsyncClient, make_title: MakeTitle, picture: Draw
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}"
        for color in ("#a03020", "#2030a0"):
            data = picture(400, 600, "PNG", color)
            answer = await creator.put(f"{path}/artwork/poster", **upload(data))
        shown = answer.json()["artwork"]["poster"]["dominant_color"]
        assert shown == "#2030a0"
        assert (await creator.delete(f"{path}/artwork/poster")).status_code == 204
        assert (await creator.get(path)).json()["artwork"]["poster"] is None

    @pytest.mark.parametrize("wrong", ["nothing", "text", "cut", "tiny", "narrow giant", "svg"])
    async def test_refuses_what_is_no_picture_we_take(
        self, creator: httpx.AsyncClient, make_title: MakeTitle, picture: Draw, wrong: str
    ) -> None:
        data = {
            "nothing": b"",
            "text": b"not a picture at all",
            "cut": picture(400, 600)[:300],
            "tiny": picture(1, 1),
            "narrow giant": picture(16_000, 64, "PNG"),
            "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        }[wrong]
        path = f"{TITLES}/{(await make_title())['id']}/artwork/poster"
        answer = await creator.put(path, **upload(data))
        assert answer.status_code == 422
        assert answer.json()["code"] == "bad_picture"

    async def test_refuses_more_pixels_than_memory_should_hold(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        written = BytesIO()
        Image.new("1", (16_000, 16_000)).save(written, "PNG")
        path = f"{TITLES}/{(await make_title())['id']}/artwork/poster"
        answer = await creator.put(path, **upload(written.getvalue()))
        assert answer.json()["code"] == "bad_picture"

    async def test_refuses_a_file_that_is_too_large(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}/artwork/poster"
        answer = await creator.put(path, **upload(b"\xff" * (20 * 1024 * 1024 + 1)))
        assert (answer.status_code, answer.json()["code"]) == (413, "picture_too_large")

    async def test_takes_a_file_of_this_machine(
        self,
        shared: Services,
        guest: httpx.AsyncClient,
        make_title: MakeTitle,
        picture: Draw,
        tmp_path: Any,
    ) -> None:
        title = await make_title()
        file = tmp_path / "still.jpg"
        file.write_bytes(picture(640, 360))
        await set_artwork_from_file(shared, UUID(title["id"]), ArtworkRole.STILL, file, "A still")
        shown = (await guest.get(f"{TITLES}/first-light")).json()["artwork"]["still"]
        assert shown["alt"] == "A still"


class TestFocalPoint:
    """Half of the picture is red, half is blue: what is cut shows which half was kept."""

    @pytest.fixture
    def halves(self) -> bytes:
        drawn = Image.new("RGB", (1600, 400), "#c02020")
        drawn.paste((32, 32, 192), (800, 0, 1600, 400))
        written = BytesIO()
        drawn.save(written, "PNG")
        return written.getvalue()

    async def test_is_what_a_crop_keeps_in_view(
        self, creator: httpx.AsyncClient, make_title: MakeTitle, halves: bytes
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}/artwork/square"
        sent = await creator.put(path, **upload(halves, focal_x="0.9"))
        square = sent.json()["artwork"]["square"]
        assert square["dominant_color"] == "#2020c0"
        assert {image["height"] / image["width"] for image in square["images"]} == {1}
        focal = {"focal": {"x": 0.1, "y": 0.5}, "alt": "Red"}
        anew = (await creator.patch(path, json=focal)).json()["artwork"]["square"]
        assert (anew["dominant_color"], anew["alt"]) == ("#c02020", "Red")
        assert anew["images"][0]["url"] != square["images"][0]["url"]
        back = await creator.patch(path, json={"focal": {"x": 0.9, "y": 0.4}})
        assert back.json()["artwork"]["square"]["images"] == square["images"]

    async def test_is_refused_outside_the_picture_and_without_one(
        self, creator: httpx.AsyncClient, make_title: MakeTitle, halves: bytes
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}/artwork"
        missing = await creator.patch(f"{path}/square", json={"alt": "X"})
        assert (missing.status_code, missing.json()["code"]) == (404, "artwork_not_found")
        for wrong in ("1.2", "-0.1", "nan"):
            sent = await creator.put(f"{path}/square", **upload(halves, focal_x=wrong))
            assert sent.status_code == 422
        portrait = await creator.put(f"{path}/portrait", **upload(halves))
        assert portrait.json()["code"] == "role_of_others"


class TestLogo:
    async def test_stays_see_through_in_its_own_shape(
        self, shared: Services, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        drawn = Image.new("RGBA", (600, 300), (0, 0, 0, 0))
        drawn.paste((250, 250, 250, 255), (100, 100, 500, 200))
        written = BytesIO()
        drawn.save(written, "PNG")
        path = f"{TITLES}/{(await make_title())['id']}/artwork/logo"
        logo = (await creator.put(path, **upload(written.getvalue()))).json()["artwork"]["logo"]
        kinds = {image["type"] for image in logo["images"]}
        assert kinds == {"image/avif", "image/webp", "image/png"}
        assert (logo["images"][-1]["width"], logo["images"][-1]["height"]) == (400, 100)
        key = logo["images"][-1]["url"].replace("/images/", "artwork/")
        with Image.open(BytesIO(await shared.get(Objects).get(key))) as stored:
            assert stored.mode == "RGBA"


class TestSweepArtwork:
    async def test_deletes_what_was_replaced_and_nothing_young_or_shown(
        self,
        shared: Services,
        clock: Any,
        creator: httpx.AsyncClient,
        make_title: MakeTitle,
        picture: Draw,
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}/artwork/poster"
        for color in ("#a03020", "#2030a0"):
            await creator.put(path, **upload(picture(300, 450, "PNG", color)))
        title = (await creator.get(path.removesuffix("/artwork/poster"))).json()
        images = title["artwork"]["poster"]["images"]
        objects = shared.get(Objects)
        assert await sweep(shared) == 0
        clock.advance(hours=2)
        assert await sweep(shared) == 7
        left = {info.key async for info in objects.list("artwork/")}
        assert [info.key async for info in objects.list("artwork-originals/")]
        assert left == {each["url"].replace("/images/", "artwork/") for each in images}
        token = await issue_token(shared, UUID(creator.headers["x-account"]))
        creator.headers["authorization"] = f"Bearer {token}"
        await creator.delete(path.removesuffix("/artwork/poster"))
        assert await sweep(shared) == 0
        clock.advance(days=31)
        assert await sweep(shared) == 7
