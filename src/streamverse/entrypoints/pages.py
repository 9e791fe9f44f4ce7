"""The web site: one built shell, with each page's head tags written before any script runs."""

import html
import json
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from streamverse.domains.catalog.public import PageFacts, anybody_at, browse_facts, page_facts
from streamverse.domains.channels.public import channel_page_facts
from streamverse.entrypoints.sitemap import sitemap_routes
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.http.provide import services_of
from streamverse.kit.settings import Settings

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
SITE_NAME = "StreamVerse"
MARKER = "<!--head-->"
PATHS = (
    "/",
    "/title/{slug}",
    "/watch/{id}",
    "/c/{handle}",
    "/movies",
    "/series",
    "/search",
    "/genre/{slug}",
    "/category/{slug}",
    "/collection/{slug}",
    "/people/{slug}",
    "/login",
    "/register",
    "/verify",
    "/reset",
    "/unlock",
    "/activate",
    "/parental-consent",
    "/profiles",
    "/account",
    "/account/{rest:path}",
    "/admin",
    "/admin/{rest:path}",
    "/studio",
    "/studio/{rest:path}",
)
PRIVATE = (
    "/login",
    "/register",
    "/verify",
    "/reset",
    "/unlock",
    "/activate",
    "/parental-consent",
    "/profiles",
    "/account",
    "/admin",
    "/studio",
    "/watch",
)
BROWSED = ("/movies", "/series", "/search", "/genre/", "/category/", "/collection/", "/people/")
NOT_BUILT = (
    "The web site has not been built yet. Run `make run`, which builds it, "
    "or set STREAMVERSE_WEB_DIST to a built copy.\n"
)


class ImmutableFiles(StaticFiles):
    """Static files whose names carry a hash of their content: cached for ever."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Answer with a file that caches may keep."""
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def page_routes(settings: Settings) -> Iterable[BaseRoute]:
    """Return the routes of the site, its files last but one and 'not found' last."""
    dist = settings.web_dist
    if (dist / "assets").is_dir():
        yield Mount("/assets", ImmutableFiles(directory=dist / "assets"), name="assets")
    for path in PATHS:
        yield Route(path, page)
    for file in _root_files(dist):
        yield Route(f"/{file.name}", _file_route(file))
    yield Route("/robots.txt", robots)
    yield from sitemap_routes()
    yield Route("/docs", api_documentation)
    yield Route("/{rest:path}", page_not_found, methods=METHODS)


async def page(request: Request) -> Response:
    """Answer the shell with this page's head tags and the right status."""
    path = request.url.path
    if path.startswith("/c/"):
        return await _channel(request)
    if not path.startswith(("/title/", "/watch/", *BROWSED)):
        return _shell(request, PageFacts(name=SITE_NAME), 200)
    told = browse_facts if path.startswith(BROWSED) else page_facts
    async with services_of(request).get(Database).read() as session:
        facts = await told(session, path, anybody_at(request))
    if facts is None:
        return _shell(request, PageFacts(name=SITE_NAME), 404)
    return _shell(request, facts, facts.status)


async def _channel(request: Request) -> Response:
    """A channel's page; an old handle leads to the new one, a private channel isn't there."""
    services = services_of(request)
    handle = str(request.path_params["handle"])
    async with services.get(Database).read() as session:
        found = await channel_page_facts(session, services.get(Clock), handle)
    if found is None:
        return _shell(request, PageFacts(name=SITE_NAME), 404)
    if found.moved_to:
        return RedirectResponse(found.moved_to, 302)
    facts = PageFacts(
        name=found.name,
        description=found.description,
        image_url=found.image_url,
        open_graph_type="profile",
        json_ld=found.json_ld,
    )
    return _shell(request, facts, 200)


async def page_not_found(request: Request) -> Response:
    """Answer an unknown address: the shell to people, a problem to programs."""
    if request.url.path.startswith("/api/") or request.method not in {"GET", "HEAD"}:
        raise HTTPException(404, "There is nothing at this address")
    return _shell(request, PageFacts(name=SITE_NAME), 404)


def _shell(request: Request, facts: PageFacts, status: int) -> Response:
    settings = services_of(request).get(Settings)
    shell_file = settings.web_dist / "index.html"
    if not shell_file.exists():
        return PlainTextResponse(NOT_BUILT, 503)
    path = request.url.path
    is_private = status != HTTPStatus.OK or path.startswith(PRIVATE)
    head = head_tags(facts, f"{settings.site_url}{path}", is_private=is_private)
    shell = shell_file.read_text().replace(MARKER, head)
    return HTMLResponse(shell, status, headers={"cache-control": "no-cache"})


async def api_documentation(request: Request) -> Response:
    """Answer the page to read and try the API."""
    file = services_of(request).get(Settings).web_dist / "docs.html"
    if not file.exists():
        return PlainTextResponse(NOT_BUILT, 503)
    return HTMLResponse(file.read_text(), headers={"cache-control": "no-cache"})


async def robots(request: Request) -> Response:
    """Tell crawlers what is not for them."""
    site = services_of(request).get(Settings).site_url
    return PlainTextResponse(
        "User-agent: *\nDisallow: /studio\nDisallow: /watch\n"
        f"Disallow: /media\nAllow: /\nSitemap: {site}/sitemap.xml\n"
    )


def head_tags(facts: PageFacts, url: str, *, is_private: bool) -> str:
    """Write title, description, canonical, Open Graph and JSON-LD for a page."""
    title = facts.name if facts.name == SITE_NAME else f"{facts.name} · {SITE_NAME}"
    metas = {
        "og:site_name": SITE_NAME,
        "og:title": facts.name,
        "og:type": facts.open_graph_type,
        "og:url": url,
        "og:description": facts.description,
        "og:image": _absolute(facts.image_url, url),
    }
    tags = [
        f"<title>{html.escape(title)}</title>",
        f'<link rel="canonical" href="{html.escape(url)}">',
    ]
    if facts.description:
        tags.append(f'<meta name="description" content="{html.escape(facts.description)}">')
    if is_private:
        tags.append('<meta name="robots" content="noindex">')
    tags += [
        f'<meta property="{name}" content="{html.escape(value)}">'
        for name, value in metas.items()
        if value
    ]
    if facts.json_ld:
        document = json.dumps(facts.json_ld | {"url": url}, ensure_ascii=False)
        safe = document.replace("<", "\\u003c")  # nothing in it may end the element
        tags.append(f'<script type="application/ld+json">{safe}</script>')
    return "\n    ".join(tags)


def _absolute(image: str, url: str) -> str:
    if not image or image.startswith("http"):
        return image
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}{image}"


def _root_files(dist: Path) -> list[Path]:
    if not dist.is_dir():
        return []
    return [file for file in dist.iterdir() if file.is_file() and file.suffix != ".html"]


def _file_route(file: Path) -> Any:
    async def serve(_: Request) -> Response:
        return FileResponse(file, headers={"cache-control": "public, max-age=3600"})

    return serve
