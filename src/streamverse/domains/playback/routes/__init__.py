"""Playback over HTTP."""

from fastapi import APIRouter

from streamverse.domains.playback.routes import history, series, sessions, views, watchlist

router = APIRouter(prefix="/playback", tags=["playback"])
aliases = APIRouter(tags=["aliases"])
for part in (sessions, history, watchlist, series, views):
    router.include_router(part.router)
for part in (sessions, history):
    aliases.include_router(part.aliases)

__all__ = ["aliases", "router"]
