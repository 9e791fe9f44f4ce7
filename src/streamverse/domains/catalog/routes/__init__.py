"""The catalog over HTTP."""

from fastapi import APIRouter

from streamverse.domains.catalog.routes import (
    artwork,
    bulk,
    collections,
    episodes,
    home_layouts,
    people,
    rights,
    series,
    taxonomy,
    title_lists,
    titles,
)
from streamverse.domains.catalog.routes.older import aliases

router = APIRouter(tags=["catalog"])
router.include_router(rights.router)
router.include_router(people.router)
router.include_router(episodes.router)
for part in (title_lists, titles, series, artwork, taxonomy, collections, home_layouts, bulk):
    router.include_router(part.router)

__all__ = ["aliases", "router"]
