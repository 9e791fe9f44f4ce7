"""The jobs that work on many titles is ordered by: names and payloads. `jobs.py` runs them."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class OneRun:
    """Work on a run."""

    run_id: UUID


@dataclass(frozen=True, slots=True)
class Order(Generic[P]):
    """A job by its name and the type of its payload."""

    name: str
    payload: type[P]


RUN = Order("catalog.bulk_run", OneRun)
UNDO = Order("catalog.bulk_undo", OneRun)
