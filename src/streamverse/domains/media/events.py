"""What media tells the other domains."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from streamverse.kit.events import Event


@dataclass(frozen=True, slots=True)
class AssetPlayable(Event):
    """The beginning of an asset can be played while the rest is being made."""

    name: ClassVar[str] = "media.asset_playable"
    asset_id: UUID
    owner_id: UUID
    duration_seconds: float


@dataclass(frozen=True, slots=True)
class AssetReady(Event):
    """All of an asset is made; its timeline is sealed."""

    name: ClassVar[str] = "media.asset_ready"
    asset_id: UUID
    owner_id: UUID
    duration_seconds: float


@dataclass(frozen=True, slots=True)
class AssetFailed(Event):
    """An asset can't be made playable; `reason` is for its owner."""

    name: ClassVar[str] = "media.asset_failed"
    asset_id: UUID
    owner_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class AssetReplaced(Event):
    """Another asset has taken an asset's place; whoever refers to the old one repoints."""

    name: ClassVar[str] = "media.asset_replaced"
    asset_id: UUID
    by_asset_id: UUID


@dataclass(frozen=True, slots=True)
class AssetDeleted(Event):
    """An asset was taken away; its objects follow. `replaced_by_id` tells what stands in for it."""

    name: ClassVar[str] = "media.asset_deleted"
    asset_id: UUID
    owner_id: UUID
    replaced_by_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CaptionsChanged(Event):
    """Captions were added to an asset that was there, or taken away."""

    name: ClassVar[str] = "media.captions_changed"
    asset_id: UUID
