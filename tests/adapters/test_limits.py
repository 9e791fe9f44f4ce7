"""Rate limits: the same promises in the process and on a server."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from streamverse.adapters.limits import InProcessRateLimits, open_limits
from streamverse.adapters.valkey_client import connected
from streamverse.kit.limits import Limit, RateLimits
from streamverse.kit.settings import load_settings
from tests.adapters.waiting import until


@pytest.fixture(params=["in_process", "valkey"])
async def limits(request: pytest.FixtureRequest) -> AsyncGenerator[RateLimits]:
    """Each implementation in turn."""
    url = request.getfixturevalue("valkey_url") if request.param == "valkey" else ""
    async with open_limits(load_settings(redis_url=url)) as limits:
        yield limits


@pytest.mark.parametrize("is_moving", [False, True])
class TestHit:
    async def test_refuses_the_one_too_many(self, limits: RateLimits, is_moving: bool) -> None:  # noqa: FBT001 - a parameter
        limit = Limit(3, 60, is_moving)
        results = [await limits.hit("guest", limit) for _ in range(5)]
        assert [result.is_allowed for result in results] == [True, True, True, False, False]
        assert [result.remaining for result in results] == [2, 1, 0, 0, 0]
        assert all(0 < result.reset_seconds <= 60 for result in results)

    async def test_allows_no_more_when_many_come_at_once(
        self,
        limits: RateLimits,
        is_moving: bool,  # noqa: FBT001 - a parameter
    ) -> None:
        limit = Limit(5, 60, is_moving)
        results = await asyncio.gather(*(limits.hit("guest", limit) for _ in range(20)))
        assert sum(result.is_allowed for result in results) == 5

    async def test_counts_each_key_and_each_limit_alone(
        self,
        limits: RateLimits,
        is_moving: bool,  # noqa: FBT001 - a parameter
    ) -> None:
        limit = Limit(1, 60, is_moving)
        assert (await limits.hit("one", limit)).is_allowed
        assert (await limits.hit("two", limit)).is_allowed
        assert (await limits.hit("one", Limit(1, 3600, is_moving))).is_allowed
        assert not (await limits.hit("one", limit)).is_allowed

    async def test_allows_again_when_the_window_ends(
        self,
        limits: RateLimits,
        is_moving: bool,  # noqa: FBT001 - a parameter
    ) -> None:
        limit = Limit(1, 1, is_moving)
        assert (await limits.hit("guest", limit)).is_allowed
        assert not (await limits.hit("guest", limit)).is_allowed

        async def is_allowed() -> bool:
            return (await limits.peek("guest", limit)).is_allowed

        await until(is_allowed)
        assert (await limits.hit("guest", limit)).is_allowed

    async def test_may_cost_more_than_one(self, limits: RateLimits, is_moving: bool) -> None:  # noqa: FBT001 - a parameter
        limit = Limit(10, 60, is_moving)
        assert (await limits.hit("guest", limit, cost=8)).remaining == 2
        assert not (await limits.hit("guest", limit, cost=3)).is_allowed


class TestPeekAndClear:
    async def test_peek_counts_nothing(self, limits: RateLimits) -> None:
        limit = Limit(1, 60)
        for _ in range(3):
            result = await limits.peek("guest", limit)
            assert (result.is_allowed, result.remaining, result.reset_seconds) == (True, 1, 60)

    async def test_clear_forgets(self, limits: RateLimits) -> None:
        limit = Limit(1, 60)
        await limits.hit("guest", limit)
        assert not (await limits.peek("guest", limit)).is_allowed
        await limits.clear("guest", limit)
        assert (await limits.hit("guest", limit)).is_allowed


class TestOnAServer:
    async def test_counts_under_the_prefix_that_others_know(self, valkey_url: str) -> None:
        async with (
            open_limits(load_settings(redis_url=valkey_url)) as limits,
            connected(valkey_url) as client,
        ):
            await limits.hit("general:guest", Limit(3, 60))
            await limits.hit("sign-in:guest", Limit(3, 60, is_moving=True))
            keys = await client.keys("*")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - typed in part
        assert len(keys) == 2  # pyright: ignore[reportUnknownArgumentType]
        assert all(key.startswith(b"rate-limit:") for key in keys)  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]


class TestInProcess:
    async def test_lets_each_hit_leave_a_moving_window_alone(self) -> None:
        now = 100.0
        limits = InProcessRateLimits(lambda: now)
        limit = Limit(2, 10, is_moving=True)
        await limits.hit("guest", limit)
        now = 106.0
        assert (await limits.hit("guest", limit)).reset_seconds == 4
        now = 110.5
        result = await limits.hit("guest", limit)
        assert (result.is_allowed, result.remaining) == (True, 0)
        now = 115.9
        assert not (await limits.hit("guest", limit)).is_allowed

    async def test_keeps_nothing_of_those_long_gone(self) -> None:
        now = 0.0
        limits = InProcessRateLimits(lambda: now)
        for number in range(10_050):
            await limits.hit(f"guest {number}", Limit(1, 10, is_moving=number % 2 == 0))
            now += 0.01
        assert len(limits._counted) < 2000  # noqa: SLF001 - the promise is about memory  # pyright: ignore[reportPrivateUsage]
