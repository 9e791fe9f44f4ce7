"""The jobs that privacy orders: names and payloads. `jobs.py` says what runs them."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class OneExport:
    """Work on an export."""

    export_id: UUID


@dataclass(frozen=True, slots=True)
class OneErasure:
    """Work on an erasure."""

    erasure_id: UUID


@dataclass(frozen=True, slots=True)
class Wanted:
    """One domain's part of an export."""

    export_id: UUID
    account_id: UUID
    profile_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Order(Generic[P]):
    """A job by its name and the type of its payload."""

    name: str
    payload: type[P]


PACK_EXPORT = Order("identity.pack_export", OneExport)
FINISH_ERASURE = Order("identity.finish_erasure", OneErasure)


def gathering(domain: str) -> Order[Wanted]:
    """Return the order that makes a domain gather its part."""
    return Order(f"{domain}.gather_personal_data", Wanted)
