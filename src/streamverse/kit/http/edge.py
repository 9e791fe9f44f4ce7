"""What happens to every request at the edge: an id, a log line, security headers, metrics."""

import re
import time
from collections.abc import Callable
from typing import Any

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from streamverse.kit.ids import new_id
from streamverse.kit.log import logger

log = logger("streamverse.http")

CSP_DIRECTIVES = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
CSP = "; ".join(f"{name} {value}" for name, value in CSP_DIRECTIVES.items())
SECURITY_HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
}
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
QUIET = ("/health", "/metrics", "/assets/")
PERSONAL = "/api/"
"""Answers that are somebody's own: kept by nobody on the way, unless an endpoint says so."""

Observe = Callable[[Scope, int, float], None]


class Edge:
    """ASGI middleware around the whole application but the media bytes."""

    def __init__(self, app: ASGIApp, *, is_tls: bool, observe: Observe) -> None:
        """Wrap `app`; `observe(scope, status, seconds)` is told of every finished request."""
        self.app = app
        self.observe = observe
        self.headers = dict(SECURITY_HEADERS)
        if is_tls:
            self.headers["strict-transport-security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope["request_id"] = request_id
        started = time.perf_counter()
        status = 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = request_id
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith(PERSONAL):
                    headers.setdefault("cache-control", "no-store")
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_headers)
            finally:
                seconds = time.perf_counter() - started
                self.observe(scope, status, seconds)
                _log_request(scope, status, seconds)


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            given = value.decode("latin-1")
            if REQUEST_ID.fullmatch(given):
                return given
    return new_id().hex


def _log_request(scope: Scope, status: int, seconds: float) -> None:
    path: str = scope["path"]
    facts: dict[str, Any] = {
        "method": scope["method"],
        "path": path,
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
    }
    level: Callable[..., Any] = log.info
    if status >= 500:
        level = log.error
    elif path.startswith(QUIET):
        level = log.debug
    level("request", **facts)
