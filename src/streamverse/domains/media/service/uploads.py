"""Uploads: begun, written to, finished, given up. Bytes count when they are on the disk."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from uuid import UUID

from streamverse.domains.media import repository, tus
from streamverse.domains.media.errors import (
    CannotReplace,
    ChecksumMismatch,
    DiskFull,
    EmptyUpload,
    UploadNotFound,
    UploadTooLarge,
    WrongOffset,
)
from streamverse.domains.media.models import AssetRow, UploadRow
from streamverse.domains.media.service.leaving import delete
from streamverse.domains.media.service.news import tell_progress
from streamverse.domains.media.service.orders import (
    NOW,
    PROBE,
    STORE_SOURCE,
    OneUpload,
    order_asset,
)
from streamverse.domains.media.service.part_file import PartFile, locked_part, part_path
from streamverse.domains.media.service.room import in_words, is_no_room, require_room
from streamverse.domains.media.states import AssetState, UploadState
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.errors import Refusal
from streamverse.kit.ids import new_id
from streamverse.kit.objects import Objects
from streamverse.kit.outbox import enqueue
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

Upload = UploadRow
"""An upload as routes hand it on."""

CHECKPOINT_SECONDS = 1.0
NAME_LIMIT = 255


def source_key(asset_id: UUID) -> str:
    """Return where an asset's source is kept."""
    return f"sources/{asset_id}"


def expiry(settings: Settings, now: datetime) -> datetime:
    """Return when an upload that nobody touches any more is given up."""
    return now + timedelta(hours=settings.upload_expiry_hours)


async def begin_upload(
    session: WriteSession,
    settings: Settings,
    owner_id: UUID,
    size_bytes: int,
    metadata: str,
    now: datetime,
) -> UploadRow:
    """Make an upload and the asset it will become. Refuses what there is no room for."""
    values = tus.metadata(metadata)
    if size_bytes == 0:
        raise EmptyUpload
    if size_bytes > settings.max_upload_bytes:
        msg = (
            f"The file has {in_words(size_bytes)}; "
            f"at most {in_words(settings.max_upload_bytes)} are taken."
        )
        raise UploadTooLarge(msg, max_bytes=settings.max_upload_bytes)
    await require_room(session, settings, owner_id, size_bytes)
    replaced = await _asset_to_replace(session, owner_id, values.get("replaces"))
    asset = new_asset(owner_id, values.get("filename", ""), values.get("title", ""), now)
    asset.size_bytes = size_bytes
    asset.replaces_id = replaced
    session.add(asset)
    await session.flush()
    upload = UploadRow(
        id=new_id(),
        owner_id=owner_id,
        asset_id=asset.id,
        state=UploadState.RECEIVING,
        size_bytes=size_bytes,
        offset_bytes=0,
        upload_metadata=metadata,
        created_at=now,
        expires_at=expiry(settings, now),
    )
    session.add(upload)
    return upload


def new_asset(owner_id: UUID, filename: str, title: str, now: datetime) -> AssetRow:
    """Return the row of an asset whose source is on its way."""
    name = PurePosixPath(filename.replace("\\", "/")).name[:NAME_LIMIT] or "untitled"
    return AssetRow(
        id=new_id(),
        owner_id=owner_id,
        title=title.strip()[:NAME_LIMIT] or PurePosixPath(name).stem,
        filename=name,
        state=AssetState.UPLOADING,
        posters=[],
        chapters=[],
        created_at=now,
    )


async def upload_of(session: ReadSession, upload_id: UUID, owner_id: UUID) -> UploadRow:
    """Return an upload of this owner. Raises UploadNotFound."""
    upload = await repository.upload(session, upload_id)
    if upload is None or upload.owner_id != owner_id:
        raise UploadNotFound
    return upload


async def receive(
    services: Services,
    upload: UploadRow,
    offset: int,
    chunks: AsyncIterator[bytes],
    checksum: tus.Checksum | None = None,
) -> UploadRow:
    """Write data to an upload and return it as it stands then.

    Raises UploadBusy, WrongOffset, UploadTooLarge, ChecksumMismatch, DiskFull. Without a
    checksum, what arrived before a broken connection counts.
    """
    async with locked_part(part_path(services.get(Settings), upload.id)) as part:
        upload = await _fresh(services, upload)
        if offset != upload.offset_bytes:
            msg = f"The upload stands at {upload.offset_bytes}, the data begins at {offset}."
            raise WrongOffset(msg, offset_bytes=upload.offset_bytes)
        if upload.state is UploadState.RECEIVING:
            await part.start_at(offset)
            await _Receiver(services, upload, part).take(chunks, checksum)
            upload = await _fresh(services, upload)
    if upload.offset_bytes == upload.size_bytes:
        await finish_upload(services, upload)
        upload = await _fresh(services, upload)
    return upload


class _Receiver:
    """One request's data on its way to the disk."""

    def __init__(self, services: Services, upload: UploadRow, part: PartFile) -> None:
        self._services = services
        self._upload = upload
        self._part = part
        self._received = upload.offset_bytes

    async def take(self, chunks: AsyncIterator[bytes], checksum: tus.Checksum | None) -> None:
        try:
            if checksum is None:
                await self._take_with_checkpoints(chunks)
            else:
                await self._take_checked(chunks, checksum)
        except OSError as error:
            if not is_no_room(error):
                raise
            msg = "The server's disk is full. What has arrived is kept; try again later."
            raise DiskFull(msg) from error

    async def _take_with_checkpoints(self, chunks: AsyncIterator[bytes]) -> None:
        checkpoint = time.monotonic() + CHECKPOINT_SECONDS
        try:
            async for chunk in chunks:
                await self._write(chunk)
                if time.monotonic() > checkpoint:
                    await self._save()
                    checkpoint = time.monotonic() + CHECKPOINT_SECONDS
        except (Refusal, OSError):
            raise
        except BaseException:  # the connection broke: keep what came
            await asyncio.shield(self._save())
            raise
        await self._save()

    async def _take_checked(self, chunks: AsyncIterator[bytes], checksum: tus.Checksum) -> None:
        hasher = checksum.hasher()
        async for chunk in chunks:
            await self._write(chunk)
            hasher.update(chunk)
        if hasher.digest() != checksum.digest:
            await self._part.start_at(self._upload.offset_bytes)
            raise ChecksumMismatch
        await self._save()

    async def _write(self, chunk: bytes) -> None:
        self._received += len(chunk)
        if self._received > self._upload.size_bytes:
            msg = f"The upload was announced with {self._upload.size_bytes} bytes."
            raise UploadTooLarge(msg)
        await self._part.write(chunk)

    async def _save(self) -> None:
        """Make what came durable, then say so."""
        offset = await self._part.sync()
        now = self._services.get(Clock).now()
        expires_at = expiry(self._services.get(Settings), now)
        async with self._services.get(Database).write() as session:
            await repository.save_offset(session, self._upload.id, offset, expires_at)
            asset = await repository.lock_asset(session, self._upload.asset_id)
            if asset is not None:
                asset.progress = offset / self._upload.size_bytes
        await tell_progress(self._services, self._upload.asset_id)


async def finish_upload(services: Services, upload: UploadRow) -> None:
    """Turn a fully received upload into a source; called again after a crash, it goes on."""
    settings = services.get(Settings)
    if not settings.object_store_url.startswith("s3:"):
        await store_source(services, upload)  # a rename
    elif part_path(settings, upload.id).exists():
        async with services.get(Database).write() as session:
            enqueue(session, STORE_SOURCE, OneUpload(upload.id), priority=NOW)


async def store_source_of(services: Services, upload_id: UUID) -> None:
    """Store the source of an upload by its id. Raises UploadNotFound."""
    async with services.get(Database).read() as session:
        upload = await repository.upload(session, upload_id)
    if upload is None:
        raise UploadNotFound
    await store_source(services, upload)


async def store_source(services: Services, upload: UploadRow) -> None:
    """Move the received file to the objects and start the work on the asset. Idempotent."""
    path = part_path(services.get(Settings), upload.id)
    key = source_key(upload.asset_id)
    if path.exists():
        await services.get(Objects).put_file(key, path, move=True)
    elif await services.get(Objects).head(key) is None:
        raise UploadNotFound
    async with services.get(Database).write() as session:
        fresh = await session.get(UploadRow, upload.id, populate_existing=True)
        asset = await repository.lock_asset(session, upload.asset_id)
        if fresh is None or asset is None or fresh.state is UploadState.COMPLETE:
            return
        now = services.get(Clock).now()
        fresh.state = UploadState.COMPLETE
        fresh.completed_at = now
        start_probing(session, asset, key, upload.size_bytes, now)
    await tell_progress(services, upload.asset_id)


def start_probing(
    session: WriteSession, asset: AssetRow, key: str, size_bytes: int, now: datetime
) -> None:
    """Give an asset its source and order the probing."""
    asset.state = AssetState.PROBING
    asset.source_key = key
    asset.size_bytes = size_bytes
    asset.uploaded_at = now
    asset.progress = 0.0
    order_asset(session, PROBE, asset.id)


async def give_up_upload(services: Services, upload: UploadRow) -> None:
    """Forget an upload: its file, its row and, unless it was complete, its asset."""
    with contextlib.suppress(FileNotFoundError):
        part_path(services.get(Settings), upload.id).unlink()
    async with services.get(Database).write() as session:
        fresh = await session.get(UploadRow, upload.id, populate_existing=True)
        if fresh is None:
            return
        await repository.remove_upload(session, upload.id)
        asset = await repository.lock_asset(session, upload.asset_id)
        if fresh.state is UploadState.RECEIVING and asset is not None:
            await delete(session, asset, services.get(Clock).now())
    await tell_progress(services, upload.asset_id)


async def sweep_uploads(services: Services) -> None:
    """Finish what a crash left unfinished and give up what has expired."""
    now = services.get(Clock).now()
    async with services.get(Database).read() as session:
        uploads = await repository.uploads_receiving(session)
    for upload in uploads:
        if upload.offset_bytes == upload.size_bytes:
            await finish_upload(services, upload)
        elif upload.expires_at < now:
            await give_up_upload(services, upload)


async def _fresh(services: Services, upload: UploadRow) -> UploadRow:
    async with services.get(Database).read() as session:
        return await upload_of(session, upload.id, upload.owner_id)


async def _asset_to_replace(session: ReadSession, owner_id: UUID, value: str | None) -> UUID | None:
    if not value:
        return None
    try:
        asset = await repository.asset(session, UUID(value))
    except ValueError:
        asset = None
    if asset is None or asset.owner_id != owner_id:
        raise CannotReplace
    return asset.id
