"""The cache in Redis or Valkey: for many processes."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The client is typed in part only.

from valkey.asyncio import Valkey

PREFIX = "sv:cache:"

INCR = """
local count = redis.call('INCRBY', KEYS[1], ARGV[1])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return count
"""


class ValkeyCache:
    """The `Cache` port on a server."""

    def __init__(self, client: Valkey) -> None:
        """Use an open client."""
        self._client = client
        self._incr = client.register_script(INCR)

    async def get(self, key: str) -> bytes | None:
        """Return the value, if it still lives."""
        return await self._client.get(PREFIX + key)

    async def set(
        self, key: str, value: bytes, ttl_seconds: float, *, if_absent: bool = False
    ) -> bool:
        """Keep `value`."""
        px = _milliseconds(ttl_seconds)
        return bool(await self._client.set(PREFIX + key, value, px=px, nx=if_absent))

    async def delete(self, *keys: str) -> None:
        """Forget the values."""
        if keys:
            await self._client.delete(*(PREFIX + key for key in keys))

    async def incr(self, key: str, ttl_seconds: float, *, by: int = 1) -> int:
        """Add to a counter."""
        return int(await self._incr(keys=[PREFIX + key], args=[by, _milliseconds(ttl_seconds)]))


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))
