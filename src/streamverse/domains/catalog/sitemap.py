"""The titles that are offered to everybody, everywhere: what a sitemap may tell."""

from collections.abc import Sequence
from datetime import datetime

from streamverse.domains.catalog.kinds import Platform
from streamverse.domains.catalog.repository import sitemap as repository
from streamverse.domains.catalog.rights import Asker
from streamverse.kit.db import ReadSession

PAGE = 5_000


async def sitemap_pages(session: ReadSession, at: datetime) -> int:
    """Return how many pages of titles there are."""
    return -(-await repository.count_public(session, _anybody(at)) // PAGE)


async def sitemap_titles(
    session: ReadSession, at: datetime, page: int
) -> Sequence[tuple[str, str]]:
    """Return the slugs of a page, counted from 1, each with the day it last changed."""
    skip = (page - 1) * PAGE
    return await repository.public_slugs(session, _anybody(at), skip=skip, limit=PAGE)


def _anybody(at: datetime) -> Asker:
    """Return who is nowhere in particular: only what is offered everywhere is offered to them."""
    return Asker(country=None, platform=Platform.WEB, plan=None, at=at)
