"""Uploads by tus 1.0.0, and the plain GET that says how one stands."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from starlette.requests import ClientDisconnect

from streamverse.domains.identity.public import Creator
from streamverse.domains.media import tus
from streamverse.domains.media.errors import WrongOffset, WrongUploadContentType
from streamverse.domains.media.schemas import UploadBody
from streamverse.domains.media.service.uploads import (
    Upload,
    begin_upload,
    finish_upload,
    give_up_upload,
    receive,
    upload_of,
)
from streamverse.domains.media.states import UploadState
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.errors import NotFound, Refusal
from streamverse.kit.http import provided
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.http.provide import services_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

router = APIRouter(prefix="/uploads", tags=["uploads"])

Wired = Annotated[Settings, provided(Settings)]


@router.options("", status_code=204)
@router.options("/{upload_id}", status_code=204, include_in_schema=False)
async def describe_upload_protocol(settings: Wired) -> Response:
    """Say what is understood: versions, extensions, the largest size, checksums. For CORS too."""
    return Response(None, 204, tus.discovery_headers(settings.max_upload_bytes))


@router.post("", status_code=201, response_class=Response)
async def create_upload(creator: Creator, request: Request, key: IdempotencyKey = None) -> Response:
    """Begin an upload of `Upload-Length` bytes, perhaps with the first of them."""
    with _tus_answers():
        return await _create(creator.id, request, key)


@router.head("/{upload_id}", status_code=200, response_class=Response)
async def upload_offset(creator: Creator, request: Request, upload_id: UUID) -> Response:
    """Say in headers how much of an upload is safely stored."""
    with _tus_answers():
        tus.require_version(request.headers)
        services = services_of(request)
        upload = await _settled(services, upload_id, creator.id)
        return _answer(200, upload)


@router.get("/{upload_id}")
async def get_upload(creator: Creator, request: Request, upload_id: UUID) -> UploadBody:
    """Say how an upload stands."""
    upload = await _settled(services_of(request), upload_id, creator.id)
    return UploadBody(
        id=upload.id,
        asset_id=upload.asset_id,
        offset_bytes=upload.offset_bytes,
        size_bytes=upload.size_bytes,
        state=upload.state,
        expires_at=upload.expires_at,
    )


@router.patch("/{upload_id}", status_code=204, response_class=Response)
async def continue_upload(creator: Creator, request: Request, upload_id: UUID) -> Response:
    """Bring more bytes from `Upload-Offset` on."""
    with _tus_answers():
        tus.require_version(request.headers)
        _require_bytes(request)
        services = services_of(request)
        upload = await _settled(services, upload_id, creator.id)
        offset = tus.number(request.headers, "upload-offset")
        upload = await _receive(services, upload, offset, request)
        return _answer(204, upload)


@router.delete("/{upload_id}", status_code=204, response_class=Response)
async def delete_upload(creator: Creator, request: Request, upload_id: UUID) -> Response:
    """Give an upload up; what came of it is thrown away."""
    with _tus_answers():
        tus.require_version(request.headers)
        services = services_of(request)
        upload = await _settled(services, upload_id, creator.id)
        await give_up_upload(services, upload)
        return Response(None, 204, tus.common_headers())


@router.post("/{upload_id}", status_code=204, response_class=Response)
async def continue_upload_by_override(
    creator: Creator, request: Request, upload_id: UUID
) -> Response:
    """PATCH or DELETE for clients that can only POST: `X-HTTP-Method-Override` says which."""
    method = request.headers.get("x-http-method-override", "").upper()
    if method == "PATCH":
        return await continue_upload(creator, request, upload_id)
    if method == "DELETE":
        return await delete_upload(creator, request, upload_id)
    raise NotFound("Say PATCH or DELETE in X-HTTP-Method-Override.")


class _tus_answers:  # noqa: N801 - read as a sentence
    """Gives refusals the headers that every tus answer has."""

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Add the headers."""
        if isinstance(error, Refusal):
            error.headers = {**tus.common_headers(), **error.headers}
        if isinstance(error, WrongOffset):
            error.headers["Upload-Offset"] = str(error.extra["offset_bytes"])


class _Wish(BaseModel):
    """What a creation asks for."""

    size_bytes: int
    metadata: str


class _Begun(BaseModel):
    """What a creation made."""

    upload_id: UUID


async def _create(owner_id: UUID, request: Request, key: str | None) -> Response:
    tus.require_version(request.headers)
    services = services_of(request)
    wish = _Wish(
        size_bytes=tus.number(request.headers, "upload-length"),
        metadata=request.headers.get("upload-metadata", ""),
    )
    async with services.get(Database).write() as session:

        async def begin() -> _Begun:
            settings, now = services.get(Settings), services.get(Clock).now()
            row = await begin_upload(
                session, settings, owner_id, wish.size_bytes, wish.metadata, now
            )
            return _Begun(upload_id=row.id)

        begun = await once(session, f"upload:{owner_id}", key, wish, _Begun, begin)
        upload = await upload_of(session, begun.upload_id, owner_id)
    if _brings_bytes(request):
        upload = await _receive(services, upload, 0, request)
    response = _answer(201, upload)
    response.headers["Location"] = f"/api/v1/uploads/{upload.id}"
    response.headers["X-Asset-Id"] = str(upload.asset_id)
    return response


async def _receive(services: Services, upload: Upload, offset: int, request: Request) -> Upload:
    checksum = tus.checksum(request.headers)
    try:
        return await receive(services, upload, offset, _chunks(request), checksum)
    except ClientDisconnect:  # nobody waits for the answer; what came is kept
        return upload


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    async for chunk in request.stream():
        if chunk:
            yield chunk


async def _settled(services: Services, upload_id: UUID, owner_id: UUID) -> Upload:
    """Return an upload, finished first when a crash came between its last byte and that."""
    async with services.get(Database).read() as session:
        upload = await upload_of(session, upload_id, owner_id)
    if upload.state is UploadState.COMPLETE or upload.offset_bytes < upload.size_bytes:
        return upload
    await finish_upload(services, upload)
    async with services.get(Database).read() as session:
        return await upload_of(session, upload_id, owner_id)


def _answer(status: int, upload: Upload) -> Response:
    headers = {
        **tus.common_headers(),
        "Upload-Offset": str(upload.offset_bytes),
        "Upload-Length": str(upload.size_bytes),
    }
    if upload.upload_metadata:
        headers["Upload-Metadata"] = upload.upload_metadata
    if upload.state is UploadState.RECEIVING:
        headers["Upload-Expires"] = tus.http_date(upload.expires_at)
    return Response(None, status, headers)


def _brings_bytes(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith(tus.CONTENT_TYPE)


def _require_bytes(request: Request) -> None:
    if not _brings_bytes(request):
        raise WrongUploadContentType
