"""The general limit on API requests, with the standard headers (RateLimit, RateLimit-Policy)."""

from collections.abc import Awaitable, Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from streamverse.kit.errors import TooMany
from streamverse.kit.http.problems import answer
from streamverse.kit.limits import Limit, LimitResult, RateLimits

PREFIX = "/api/"
FREE = ("/api/v1/uploads",)

KeyOf = Callable[[Scope], Awaitable[str]]


class TooManyRequests(TooMany):
    """The client asks more often than the general limit allows."""


class GeneralLimit:
    """ASGI middleware: so many API requests a minute and client."""

    def __init__(self, app: ASGIApp, limits: RateLimits, per_minute: int, key_of: KeyOf) -> None:
        """Count by `key_of(scope)`: the account of a signed-in client, else its address."""
        self.app = app
        self.limits = limits
        self.limit = Limit(per_minute, seconds=60)
        self.key_of = key_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve or refuse one request."""
        path: str = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith(PREFIX) or path.startswith(FREE):
            await self.app(scope, receive, send)
            return
        result = await self.limits.hit(f"general:{await self.key_of(scope)}", self.limit)
        headers = rate_headers(self.limit, result, "general")
        if not result.is_allowed:
            detail = f"Try again in {result.reset_seconds} s."
            refusal = TooManyRequests(detail, headers=headers)
            await answer(Request(scope), refusal.problem(), headers)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                fields = MutableHeaders(scope=message)
                for name, value in headers.items():
                    fields.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def rate_headers(limit: Limit, result: LimitResult, policy: str) -> dict[str, str]:
    """Return the fields of the IETF draft "RateLimit header fields for HTTP"."""
    headers = {
        "ratelimit-policy": f'"{policy}";q={limit.amount};w={limit.seconds}',
        "ratelimit": f'"{policy}";r={result.remaining};t={result.reset_seconds}',
    }
    if not result.is_allowed:
        headers["retry-after"] = str(result.reset_seconds)
    return headers
