"""The site's map for search engines: an index, and pages of titles."""

import html
from collections.abc import Iterable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from streamverse.domains.catalog.public import sitemap_pages, sitemap_titles
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.http.provide import services_of
from streamverse.kit.settings import Settings

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
KEPT = {"cache-control": "public, max-age=3600"}
ALWAYS = ("/", "/movies", "/series")


def sitemap_routes() -> Iterable[BaseRoute]:
    """Return the routes of the map."""
    yield Route("/sitemap.xml", index)
    yield Route("/sitemap-{page:int}.xml", titles)


async def index(request: Request) -> Response:
    """List the map's pages; there is one even while nothing is published."""
    services = services_of(request)
    async with services.get(Database).read() as session:
        pages = await sitemap_pages(session, services.get(Clock).now())
    site = services.get(Settings).site_url
    lines = [f"<sitemap><loc>{site}/sitemap-{n}.xml</loc></sitemap>" for n in range(1, pages + 1)]
    first = lines or [f"<sitemap><loc>{site}/sitemap-1.xml</loc></sitemap>"]
    return _xml("sitemapindex", first)


async def titles(request: Request) -> Response:
    """List a page of titles; the site's own lists stand on the first."""
    services = services_of(request)
    page = int(request.path_params["page"])
    if not 1 <= page <= 10_000:
        raise HTTPException(404)
    async with services.get(Database).read() as session:
        found = await sitemap_titles(session, services.get(Clock).now(), page)
    if not found and page > 1:
        raise HTTPException(404)
    site = services.get(Settings).site_url
    lines = [f"<url><loc>{site}{path}</loc></url>" for path in ALWAYS] if page == 1 else []
    lines += [
        f"<url><loc>{html.escape(f'{site}/title/{slug}')}</loc><lastmod>{day}</lastmod></url>"
        for slug, day in found
    ]
    return _xml("urlset", lines)


def _xml(root: str, lines: list[str]) -> Response:
    body = "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{NAMESPACE}">', *lines]
    )
    return Response(f"{body}\n</{root}>\n", media_type="application/xml", headers=KEPT)
