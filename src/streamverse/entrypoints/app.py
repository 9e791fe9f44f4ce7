"""The whole HTTP application: API, media, health, documentation and the web site."""

import re
from functools import partial

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

import streamverse
from streamverse.domains.identity.public import rate_key
from streamverse.domains.playback.public import media_app
from streamverse.entrypoints import domains, health
from streamverse.entrypoints.pages import page_routes
from streamverse.kit.http.bodies import BodyLimit
from streamverse.kit.http.edge import Edge
from streamverse.kit.http.limits import GeneralLimit
from streamverse.kit.http.problems import Problem, install_problem_handlers
from streamverse.kit.limits import RateLimits
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings, TlsMode

MEDIA_PREFIXES = ("/media/", "/images/")
UPLOADS = "/api/v1/uploads"
"""Films: as large as they are; the uploads count for themselves."""
TABLES = re.compile(r"/api/v1/imports(/inspect)?$")
FORM_BYTES = 4 * 1024**2
"""What a table's options and the form around it may take beside it."""
FILES = re.compile(r"/(avatar|cover|captions|artwork/[^/]+)$")
MAX_FILE_BYTES = 32 * 1024**2
MAX_BODY_BYTES = 1024**2
"""Of JSON and forms, which are read whole before anybody looks at them."""


class Application:
    """ASGI: media bytes go straight to the delivery, everything else past the edge."""

    def __init__(self, media: ASGIApp, rest: ASGIApp) -> None:
        """Split by path."""
        self.media = media
        self.rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        is_media = scope["type"] == "http" and scope["path"].startswith(MEDIA_PREFIXES)
        await (self.media if is_media else self.rest)(scope, receive, send)


def create_api(services: Services, only: frozenset[str] = frozenset()) -> FastAPI:
    """Build the FastAPI application with the routes of every domain, or of `only` some."""
    api = FastAPI(
        title="StreamVerse",
        version=streamverse.__version__,
        summary="Run your own streaming service",
        description=(
            "Errors are RFC 9457 problem details with a stable `code`. Lists come in pages with "
            "`limit` and `cursor`. Times are RFC 3339 in UTC."
        ),
        docs_url=None,
        redoc_url=None,
        responses={"default": {"model": Problem, "description": "a problem (RFC 9457)"}},
        generate_unique_id_function=lambda route: route.name,
    )
    api.state.services = services
    install_problem_handlers(api)
    api.include_router(health.router)
    for prefix, router in domains.routers(only):
        api.include_router(router, prefix=prefix)
    return api


def body_limit(settings: Settings, path: str) -> int | None:
    """Return how many bytes a request to a path may bring."""
    if path.startswith(UPLOADS):
        return None
    if TABLES.match(path):
        return settings.max_import_bytes + FORM_BYTES
    return MAX_FILE_BYTES if FILES.search(path) else MAX_BODY_BYTES


def create_app(services: Services, only: frozenset[str] = frozenset()) -> ASGIApp:
    """Build what a server serves."""
    settings = services.get(Settings)
    api = create_api(services, only)
    if not only:
        api.router.routes.extend(page_routes(settings))
    metrics = services.get(health.Metrics)
    limited = GeneralLimit(
        BodyLimit(api, partial(body_limit, settings)),
        services.get(RateLimits),
        settings.rate_limit_per_minute,
        partial(rate_key, services),
    )
    edge = Edge(limited, is_tls=settings.tls != TlsMode.OFF, observe=metrics.observe)
    return Application(media_app(services), edge)
