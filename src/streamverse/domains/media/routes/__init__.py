"""The HTTP of media: uploads by tus, assets, and older addresses of both."""

from fastapi import APIRouter

from streamverse.domains.media.routes import assets, captions, events, uploads

router = APIRouter()
for part in (uploads, assets, events, captions):
    router.include_router(part.router)
