"""Channels over HTTP."""

from fastapi import APIRouter

from streamverse.domains.channels.routes import channels, follows, invitations, members, pictures

router = APIRouter(tags=["channels"])
for part in (invitations, follows, channels, members, pictures):
    router.include_router(part.router)

__all__ = ["router"]
