"""Avatars and covers."""

from collections.abc import Callable

import httpx
import pytest

from streamverse.domains.channels.service.pictures import MAX_BYTES, sweep_pictures
from streamverse.domains.playback.delivery.addresses import image_address
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from tests.domains.channels.conftest import CHANNELS, Join, MakeChannel
from tests.domains.conftest import MovingClock

LAMPS = f"{CHANNELS}/lamps"
Draw = Callable[..., bytes]


def code(answer: httpx.Response) -> str:
    return answer.json()["code"]


class TestUpload:
    async def test_is_for_those_who_manage(
        self,
        make_channel: MakeChannel,
        join: Join,
        guest: httpx.AsyncClient,
        stranger: httpx.AsyncClient,
        picture: Draw,
    ):
        await make_channel()
        await join("lamps", stranger, "moderator")
        assert (await guest.put(f"{LAMPS}/avatar", content=picture(128, 128))).status_code == 401
        answer = await stranger.put(f"{LAMPS}/avatar", content=picture(128, 128))
        assert (answer.status_code, code(answer)) == (403, "not_your_rank")

    @pytest.mark.parametrize(
        ("role", "data"),
        [
            ("avatar", b""),
            ("avatar", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
            ("cover", b"\xff\xd8\xff" + b"\x00" * 100),
        ],
    )
    async def test_refuses_what_is_no_picture(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient, role: str, data: bytes
    ):
        await make_channel()
        answer = await meera.put(f"{LAMPS}/{role}", content=data)
        assert (answer.status_code, code(answer)) == (422, "bad_channel_picture")

    async def test_refuses_too_many_bytes_and_covers_that_are_too_narrow(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient, picture: Draw
    ):
        await make_channel()
        answer = await meera.put(f"{LAMPS}/cover", content=b"\xff\xd8\xff" + bytes(MAX_BYTES))
        assert (answer.status_code, code(answer)) == (413, "channel_picture_too_large")
        answer = await meera.put(f"{LAMPS}/cover", content=picture(320, 80))
        assert "640" in answer.json()["detail"]
        assert (await meera.put(f"{LAMPS}/poster", content=b"")).status_code == 422

    async def test_stores_every_size_where_it_is_served_and_takes_it_away(
        self,
        make_channel: MakeChannel,
        meera: httpx.AsyncClient,
        picture: Draw,
        shared: Services,
        clock: MovingClock,
    ):
        await make_channel()
        drawn = picture(800, 200, "PNG")
        first = await meera.put(f"{LAMPS}/cover", content=drawn, headers={"if-match": '"1"'})
        again = await meera.put(f"{LAMPS}/cover", content=drawn)
        assert first.json() == again.json()
        stale = await meera.delete(f"{LAMPS}/cover", headers={"if-match": '"1"'})
        assert stale.status_code == 412
        cover = first.json()["cover"]
        addresses = [each.split(" ")[0] for each in cover["srcset"].split(", ")]
        assert cover["url"] in addresses
        objects = shared.get(Objects)
        stored = {info.key async for info in objects.list("channels/")}
        assert len(stored) == 2 * len(addresses)
        for address in addresses:
            found = image_address(address.removeprefix("/images/").split("/"))
            assert found is not None
            assert found.key in stored
        assert (await meera.delete(f"{LAMPS}/cover")).json()["cover"] is None
        assert await sweep_pictures(shared) == 0
        clock.advance(days=2)
        assert await sweep_pictures(shared) == len(stored)
