"""Avatars over HTTP: the drawn set, and pictures of one's own."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from streamverse.domains.identity.callers import Owner, SignedIn
from streamverse.domains.identity.profile_errors import AvatarTooLarge
from streamverse.domains.identity.profile_schemas import DrawnAvatars, Profile
from streamverse.domains.identity.routes.profiles import IfMatch, tagged
from streamverse.domains.identity.service.profiles.set_avatar import (
    MAX_BYTES,
    set_avatar,
    take_upload,
)
from streamverse.domains.identity.service.profiles.show import choices
from streamverse.kit.http.provide import services_of

router = APIRouter(prefix="/profiles", tags=["profiles"])

PICTURE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("image/jpeg", "image/png", "image/webp", "image/avif", "image/gif")
        },
    }
}


@router.get("/avatars")
async def list_avatars(_: SignedIn) -> DrawnAvatars:
    """List the drawn avatars; `id` is what a profile's `avatar` takes."""
    return choices()


@router.put("/{profile_id}/avatar", openapi_extra=PICTURE)
async def upload_avatar(
    profile_id: UUID,
    account: Owner,
    request: Request,
    response: Response,
    if_match: IfMatch = None,
) -> Profile:
    """Give a profile a picture of its own: JPEG, PNG, WebP, AVIF or GIF up to 10 MB.

    It is cut square and written anew in four sizes; nothing hidden in it is kept.
    """
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > MAX_BYTES:
        raise AvatarTooLarge(f"Use a picture of up to {MAX_BYTES // 1024**2} MB.")
    data = await take_upload(request.stream())
    changed = await set_avatar(services_of(request), account, profile_id, data, if_match)
    return tagged(response, changed)
