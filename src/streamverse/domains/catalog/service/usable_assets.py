"""Whether somebody may have a title play what its document names."""

from uuid import UUID

from streamverse.domains.catalog.errors import AssetNotUsable
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import facts as repository
from streamverse.domains.catalog.schemas.documents import TitleDocument
from streamverse.domains.identity.public import Account
from streamverse.domains.media.public import asset_summaries
from streamverse.kit.db import ReadSession


async def require_usable_assets(
    session: ReadSession, account: Account, document: TitleDocument, row: TitleRow | None = None
) -> None:
    """Raise AssetNotUsable unless what a document plays is there, and this account's to use.

    An editor may use all; what the title plays already stays usable.
    """
    wanted = {extra.asset_id for extra in document.extras}
    if document.asset_id:
        wanted.add(document.asset_id)
    if row is not None and wanted:
        wanted -= {row.asset_id, *(key[1] for key in await repository.extra_ids(session, row.id))}
    await _require(session, account, wanted)


async def require_usable_asset(session: ReadSession, account: Account, asset_id: UUID) -> None:
    """Raise AssetNotUsable unless the asset is there, and this account's or an editor asks."""
    await _require(session, account, {asset_id})


async def _require(session: ReadSession, account: Account, wanted: set[UUID]) -> None:
    found = await asset_summaries(session, wanted) if wanted else {}
    for asset_id in wanted:
        asset = found.get(asset_id)
        if asset is None or asset.is_deleted:
            raise AssetNotUsable("There is no such asset.", asset_id=str(asset_id))
        if asset.owner_id != account.id and not account.is_editor:
            raise AssetNotUsable("There is no such asset.", asset_id=str(asset_id))
