"""How assets go: deleted at once for everyone, or giving their place to another."""

from datetime import datetime
from uuid import UUID

from streamverse.domains.media import repository
from streamverse.domains.media.events import AssetDeleted, AssetReplaced
from streamverse.domains.media.models import AssetRow, UploadRow
from streamverse.domains.media.service.orders import LATER, REMOVE, OneAsset
from streamverse.domains.media.states import UploadState
from streamverse.kit.db import WriteSession
from streamverse.kit.outbox import enqueue, publish

SETTLING_SECONDS = 5.0
"""How long units at work may take to notice that their asset is gone; then nobody writes."""


async def delete(
    session: WriteSession, asset: AssetRow, now: datetime, replaced_by_id: UUID | None = None
) -> None:
    """Take an asset away at once; its objects are removed by a job."""
    asset.deleted_at = now
    asset.revision += 1
    publish(session, AssetDeleted(asset.id, asset.owner_id, replaced_by_id))
    enqueue(session, REMOVE, OneAsset(asset.id), priority=LATER, delay_seconds=SETTLING_SECONDS)


async def give_up_soon(session: WriteSession, upload: UploadRow, now: datetime) -> None:
    """Forget an upload; of one under way the next sweep removes the file and the row."""
    if upload.state is UploadState.COMPLETE:
        await session.delete(upload)
        return
    upload.owner_id = repository.NOBODY
    upload.upload_metadata = ""
    upload.expires_at = now


async def take_place(session: WriteSession, new: AssetRow, now: datetime) -> None:
    """Tell everyone to use `new` where they used the asset it replaces, and delete that one."""
    if new.replaces_id is None:
        return
    old_id, new.replaces_id = new.replaces_id, None
    publish(session, AssetReplaced(old_id, new.id))
    old = await repository.lock_asset(session, old_id)
    if old is not None:
        await delete(session, old, now, new.id)
