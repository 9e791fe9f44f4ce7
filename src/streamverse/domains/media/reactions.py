"""What media does when something happened: tell those who hold an asset in memory."""

from streamverse.domains.media.events import AssetDeleted
from streamverse.domains.media.models import AssetRow
from streamverse.domains.media.privacy import PRIVACY
from streamverse.domains.media.service.news import tell_change, tell_progress
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.services import Services


async def forget(services: Services, session: WriteSession, event: AssetDeleted) -> None:
    """Let playback and open pages know that an asset is gone."""
    asset = await session.get(AssetRow, event.asset_id)
    await tell_change(services, event.asset_id, asset.revision if asset is not None else 0)
    await tell_progress(services, event.asset_id)


REACTIONS = (
    Reaction(name="media.forget_deleted_asset", event=AssetDeleted, run=forget),
    *PRIVACY.reactions,
)
