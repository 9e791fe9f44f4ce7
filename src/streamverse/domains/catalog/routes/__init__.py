"""The catalog over HTTP."""

from fastapi import APIRouter

from streamverse.domains.catalog.routes import (
    artwork,
    bulk,
    collections,
    deleted,
    editorial,
    episodes,
    flags,
    home_layouts,
    people,
    rights,
    series,
    taxonomy,
    title_lists,
    titles,
    watch_folder,
)
from streamverse.domains.catalog.routes.older import aliases

router = APIRouter(tags=["catalog"])
router.include_router(people.router)
router.include_router(watch_folder.router)
for part in (rights, deleted, editorial, flags, episodes):
    router.include_router(part.router)
for part in (title_lists, titles, series, artwork, taxonomy, collections, home_layouts, bulk):
    router.include_router(part.router)

__all__ = ["aliases", "router"]
