"""What is told at once, outside the outbox: progress to pages, changes to playback's cache."""

from uuid import UUID

from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services

CHANGES = "media.changes"
"""The channel that hears {"asset_id", "revision"} when a manifest has more to offer."""


def progress_channel(asset_id: UUID) -> str:
    """Return the channel that hears of every step of an asset; messages carry no more."""
    return f"media.asset.{asset_id}"


async def tell_progress(services: Services, asset_id: UUID) -> None:
    """Tell whoever looks at an asset that it has moved on."""
    await services.get(PubSub).publish(progress_channel(asset_id), {"asset_id": str(asset_id)})


async def tell_change(services: Services, asset_id: UUID, revision: int) -> None:
    """Tell playback that an asset's manifests have more to offer, or are gone."""
    message = {"asset_id": str(asset_id), "revision": revision}
    await services.get(PubSub).publish(CHANGES, message)
