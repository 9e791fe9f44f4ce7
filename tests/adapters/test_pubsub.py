"""Fan-out: the same promises in the process and on a server."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager

import pytest

from streamverse.adapters.pubsub import open_pubsub
from streamverse.kit.pubsub import QUEUE_LENGTH, PubSub
from streamverse.kit.settings import load_settings

Another = Callable[[], AbstractAsyncContextManager[PubSub]]


@pytest.fixture(params=["in_process", "valkey"])
async def pubsub(request: pytest.FixtureRequest) -> AsyncGenerator[PubSub]:
    """Each implementation in turn."""
    url = request.getfixturevalue("valkey_url") if request.param == "valkey" else ""
    async with open_pubsub(load_settings(redis_url=url)) as pubsub:
        yield pubsub


class TestSubscribe:
    async def test_hears_nothing_from_before(self, pubsub: PubSub) -> None:
        await pubsub.publish("room", {"text": "early"})
        async with pubsub.subscribe("room") as messages:
            await pubsub.publish("room", {"text": "now"})
            assert await anext(messages) == {"text": "now"}

    async def test_hears_its_own_channel_only(self, pubsub: PubSub) -> None:
        async with pubsub.subscribe("room") as room, pubsub.subscribe("hall") as hall:
            await pubsub.publish("hall", {"to": "hall"})
            await pubsub.publish("room", {"to": "room"})
            assert await anext(room) == {"to": "room"}
            assert await anext(hall) == {"to": "hall"}

    async def test_hears_all_in_order_as_every_listener_does(self, pubsub: PubSub) -> None:
        async with pubsub.subscribe("room") as one, pubsub.subscribe("room") as two:
            for number in range(100):
                await pubsub.publish("room", {"number": number})
            for listener in (one, two):
                heard = [(await anext(listener))["number"] for _ in range(100)]
                assert heard == list(range(100))

    async def test_may_leave_and_come_back(self, pubsub: PubSub) -> None:
        for number in range(3):
            async with pubsub.subscribe("room") as messages:
                await pubsub.publish("room", {"number": number})
                assert await anext(messages) == {"number": number}

    async def test_loses_the_oldest_when_it_falls_behind(self, pubsub: PubSub) -> None:
        async with pubsub.subscribe("room") as slow, pubsub.subscribe("room") as quick:
            for number in range(QUEUE_LENGTH + 10):
                await pubsub.publish("room", {"number": number})
                await anext(quick)
            assert (await anext(slow))["number"] == 10


class TestServer:
    async def test_carries_messages_between_processes(self, valkey_url: str) -> None:
        settings = load_settings(redis_url=valkey_url)
        async with (
            open_pubsub(settings) as one,
            open_pubsub(settings) as two,
            two.subscribe("room") as messages,
        ):
            await one.publish("room", {"from": "one"})
            assert await anext(messages) == {"from": "one"}

    async def test_hears_again_after_its_line_broke(self, valkey_url: str) -> None:
        from valkey.asyncio import Valkey

        async with (
            open_pubsub(load_settings(redis_url=valkey_url)) as pubsub,
            pubsub.subscribe("room") as messages,
            Valkey.from_url(valkey_url.replace("redis", "valkey")) as server,
        ):
            await server.execute_command("CLIENT KILL TYPE pubsub")  # pyright: ignore[reportUnknownMemberType] - typed in part
            waiting = asyncio.ensure_future(anext(messages))
            async with asyncio.timeout(10):
                while not waiting.done():
                    await pubsub.publish("room", {"still": "there"})
                    await asyncio.sleep(0.01)
            assert await waiting == {"still": "there"}
