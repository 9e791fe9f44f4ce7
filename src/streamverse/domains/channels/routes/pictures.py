"""A channel's avatar and cover."""

from typing import Any

from fastapi import APIRouter, Request, Response

from streamverse.domains.channels.errors import ChannelPictureTooLarge
from streamverse.domains.channels.pictures.addresses import PictureRole
from streamverse.domains.channels.routes.channels import Handle, IfMatch, tagged
from streamverse.domains.channels.schemas.channels import ChannelAnswer
from streamverse.domains.channels.service.pictures import (
    MAX_BYTES,
    remove_picture,
    set_picture,
    take_upload,
)
from streamverse.domains.identity.public import Owner
from streamverse.kit.http.provide import services_of

router = APIRouter(prefix="/channels/{handle}")

PICTURE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("image/jpeg", "image/png", "image/webp", "image/avif", "image/gif")
        },
    }
}


@router.put("/{role}", openapi_extra=PICTURE)
async def upload_channel_picture(
    handle: Handle,
    role: PictureRole,
    account: Owner,
    request: Request,
    response: Response,
    if_match: IfMatch = None,
) -> ChannelAnswer:
    """Give a channel an avatar (cut square) or a cover (4 to 1): a picture of up to 10 MB.

    It is written anew in several sizes; nothing hidden in it is kept.
    """
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > MAX_BYTES:
        raise ChannelPictureTooLarge(f"Use a picture of up to {MAX_BYTES // 1024**2} MB.")
    data = await take_upload(request.stream())
    changed = await set_picture(services_of(request), account, handle, role, data, if_match)
    return tagged(response, changed)


@router.delete("/{role}")
async def delete_channel_picture(
    handle: Handle,
    role: PictureRole,
    account: Owner,
    request: Request,
    response: Response,
    if_match: IfMatch = None,
) -> ChannelAnswer:
    """Take a channel's avatar or cover away."""
    changed = await remove_picture(services_of(request), account, handle, role, if_match)
    return tagged(response, changed)
