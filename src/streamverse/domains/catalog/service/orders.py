"""The jobs that the clock starts: names and payloads. `jobs.py` says what runs them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class OneTitle:
    """Look at one title."""

    title_id: UUID


@dataclass(frozen=True, slots=True)
class Order(Generic[P]):
    """A job by its name and the type of its payload."""

    name: str
    payload: type[P]


KEEP_TIME = Order("catalog.keep_time", OneTitle)
TELL_RIGHTS = Order("catalog.tell_rights", OneTitle)


def order_at(
    session: WriteSession, clock: Clock, order: Order[OneTitle], title_id: UUID, at: datetime
) -> None:
    """Start a job about a title at an instant, or now when it has passed."""
    delay_seconds = max(0.0, (at - clock.now()).total_seconds())
    outbox.enqueue(session, order, OneTitle(title_id), delay_seconds=delay_seconds)
