"""Recommendations over HTTP."""

from fastapi import APIRouter

from streamverse.domains.recommendations.routes import home, trending

router = APIRouter(tags=["recommendations"])
for part in (home, trending):
    router.include_router(part.router)

__all__ = ["router"]
