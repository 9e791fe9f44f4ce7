"""The catalog over HTTP."""

from fastapi import APIRouter

from streamverse.domains.catalog.routes import (
    artwork,
    browse,
    bulk,
    collections,
    home_layouts,
    people,
    rights,
    series,
    title_lists,
    titles,
)
from streamverse.domains.catalog.routes.older import aliases

router = APIRouter(tags=["catalog"])
router.include_router(rights.router)
router.include_router(people.router)
for part in (title_lists, titles, series, artwork, browse, collections, home_layouts, bulk):
    router.include_router(part.router)

__all__ = ["aliases", "router"]
