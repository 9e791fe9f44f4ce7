"""The cache: the same promises in the process and on a server."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from streamverse.adapters.cache import InProcessCache, open_cache
from streamverse.kit.cache import Cache
from streamverse.kit.settings import load_settings
from tests.adapters.waiting import until


@pytest.fixture(params=["in_process", "valkey"])
async def cache(request: pytest.FixtureRequest) -> AsyncGenerator[Cache]:
    """Each cache in turn."""
    url = request.getfixturevalue("valkey_url") if request.param == "valkey" else ""
    async with open_cache(load_settings(redis_url=url)) as cache:
        yield cache


class TestGetAndSet:
    async def test_know_nothing_at_first(self, cache: Cache) -> None:
        assert await cache.get("page") is None

    async def test_keep_bytes(self, cache: Cache) -> None:
        assert await cache.set("page", b"\x00\xff", 60)
        assert await cache.get("page") == b"\x00\xff"

    async def test_forget_in_time(self, cache: Cache) -> None:
        await cache.set("page", b"x", 0.05)

        async def is_gone() -> bool:
            return await cache.get("page") is None

        await until(is_gone)

    async def test_let_one_of_many_win_if_absent(self, cache: Cache) -> None:
        won = await asyncio.gather(
            *(cache.set("lock", bytes([n]), 60, if_absent=True) for n in range(10))
        )
        assert won.count(True) == 1
        assert await cache.get("lock") == bytes([won.index(True)])

    async def test_delete_is_quiet_about_what_never_was(self, cache: Cache) -> None:
        await cache.set("page", b"x", 60)
        await cache.delete("page", "never")
        await cache.delete()
        assert await cache.get("page") is None


class TestIncr:
    async def test_counts_every_one_of_many(self, cache: Cache) -> None:
        await asyncio.gather(*(cache.incr("views", 60) for _ in range(50)))
        assert await cache.incr("views", 60, by=10) == 60
        assert await cache.get("views") == b"60"

    async def test_keeps_the_time_to_live_of_the_first_count(self, cache: Cache) -> None:
        await cache.incr("views", 0.2)
        await cache.incr("views", 60)

        async def is_gone() -> bool:
            return await cache.get("views") is None

        await until(is_gone)


class TestInProcess:
    async def test_drops_what_was_used_longest_ago_when_full(self) -> None:
        cache = InProcessCache(max_entries=2)
        await cache.set("a", b"1", 60)
        await cache.set("b", b"2", 60)
        await cache.get("a")
        await cache.set("c", b"3", 60)
        assert [await cache.get(key) for key in "abc"] == [b"1", None, b"3"]
