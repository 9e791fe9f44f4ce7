"""Rate limits in Redis or Valkey, by the `limits` library: for many processes."""

import time
from math import ceil

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, RateLimiter
from valkey.asyncio import Valkey

from streamverse.kit.limits import Limit, LimitResult


class ValkeyRateLimits:
    """The `RateLimits` port on a server. Each change is one atomic script there."""

    def __init__(self, client: Valkey) -> None:
        """Use the connections of an open client."""
        storage = RedisStorage(
            "async+valkey://",
            implementation="valkey",
            key_prefix="rate-limit",  # shared with what else counts on this server: a gateway
            connection_pool=client.connection_pool,  # pyright: ignore[reportArgumentType] - handed on to the client
        )
        self._fixed = FixedWindowRateLimiter(storage)
        self._moving = MovingWindowRateLimiter(storage)

    async def hit(self, key: str, limit: Limit, *, cost: int = 1) -> LimitResult:
        """Count `cost` more, if the limit allows it."""
        limiter, item = self._for(limit)
        is_allowed = await limiter.hit(item, key, cost=cost)
        return await self._result(limiter, item, key, is_allowed=is_allowed)

    async def peek(self, key: str, limit: Limit) -> LimitResult:
        """Look without counting."""
        limiter, item = self._for(limit)
        is_allowed = await limiter.test(item, key)
        return await self._result(limiter, item, key, is_allowed=is_allowed)

    async def clear(self, key: str, limit: Limit) -> None:
        """Forget what was counted."""
        limiter, item = self._for(limit)
        await limiter.clear(item, key)

    def _for(self, limit: Limit) -> tuple[RateLimiter, RateLimitItem]:
        limiter = self._moving if limit.is_moving else self._fixed
        return limiter, RateLimitItemPerSecond(limit.amount, limit.seconds)

    async def _result(
        self, limiter: RateLimiter, item: RateLimitItem, key: str, *, is_allowed: bool
    ) -> LimitResult:
        stats = await limiter.get_window_stats(item, key)
        left_seconds = ceil(stats.reset_time - time.time())
        is_fresh = stats.remaining == item.amount
        reset_seconds = item.get_expiry() if is_fresh else max(0, left_seconds)
        return LimitResult(is_allowed, max(0, stats.remaining), reset_seconds)
