"""The jobs that the service orders: names and payloads. `jobs.py` says what runs them."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from streamverse.domains.media.models import UnitRow
from streamverse.domains.media.states import UnitKind
from streamverse.kit.db import WriteSession
from streamverse.kit.outbox import enqueue

P = TypeVar("P")

NOW = 0
"""The priority of what somebody waits for."""
LATER = 1_000_000
"""The priority of what nobody waits for."""


@dataclass(frozen=True, slots=True)
class OneAsset:
    """Work on a whole asset."""

    asset_id: UUID


@dataclass(frozen=True, slots=True)
class OneUnit:
    """Work on one unit of an asset."""

    unit_id: UUID


@dataclass(frozen=True, slots=True)
class OneUpload:
    """Work on one upload."""

    upload_id: UUID


@dataclass(frozen=True, slots=True)
class Nothing:
    """Work that needs no further word."""


@dataclass(frozen=True, slots=True)
class Order(Generic[P]):
    """A job by its name and the type of its payload."""

    name: str
    payload: type[P]


STORE_SOURCE = Order("media.store_source", OneUpload)
PROBE = Order("media.probe", OneAsset)
COPY = Order("media.copy", OneUnit)
AUDIO = Order("media.audio", OneUnit)
VIDEO = Order("media.video", OneUnit)
EXTRA = Order("media.extra", OneUnit)
REMOVE = Order("media.remove_asset", OneAsset)

BY_KIND = {
    UnitKind.COPY: COPY,
    UnitKind.AUDIO: AUDIO,
    UnitKind.VIDEO: VIDEO,
    UnitKind.STORYBOARD: EXTRA,
    UnitKind.POSTERS: EXTRA,
    UnitKind.TEXT: EXTRA,
}


def order_unit(session: WriteSession, unit: UnitRow, *, delay_seconds: float = 0) -> None:
    """Enqueue a unit's job."""
    enqueue(
        session,
        BY_KIND[unit.kind],
        OneUnit(unit.id),
        priority=unit.priority,
        delay_seconds=delay_seconds,
    )


def order_asset(session: WriteSession, order: Order[OneAsset], asset_id: UUID) -> None:
    """Enqueue a job on a whole asset."""
    enqueue(session, order, OneAsset(asset_id), priority=NOW)
