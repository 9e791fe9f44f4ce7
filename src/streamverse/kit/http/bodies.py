"""The limit on request bodies: what is read into memory whole must be small."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from streamverse.kit.errors import TooLarge
from streamverse.kit.http.problems import answer

LimitOf = Callable[[str], int | None]


class BodyLimit:
    """ASGI middleware: refuses a body that says, or turns out, to be larger than it may be."""

    def __init__(self, app: ASGIApp, limit_of: LimitOf) -> None:
        """Let a path have `limit_of(path)` bytes; None: its endpoint counts by itself."""
        self.app = app
        self.limit_of = limit_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve or refuse one request."""
        limit = self.limit_of(scope["path"]) if scope["type"] == "http" else None
        if limit is None:
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and int(announced) > limit:
            refusal = TooLarge(f"Send at most {limit} bytes.")
            await answer(Request(scope), refusal.problem(), {})(scope, receive, send)
            return
        taken = 0

        async def receive_counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(TooLarge.status, f"Send at most {limit} bytes.")
            return message

        await self.app(scope, receive_counted, send)
