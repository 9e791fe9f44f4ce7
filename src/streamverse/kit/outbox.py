"""The outbox: jobs and events leave by rows written in the transaction that causes them.

A relay (`kit.outbox_relay`) reads the rows after the commit: a job row starts a job whose
id is the row's id; an event row calls every reaction. Both happen at least once.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ForeignKey, Index, event
from sqlalchemy.orm import Mapped, Session, mapped_column

from streamverse.kit.db.base import Base
from streamverse.kit.db.session import WriteSession
from streamverse.kit.events import Event
from streamverse.kit.ids import new_id

P = TypeVar("P")
P_co = TypeVar("P_co", covariant=True)

DEFAULT_PRIORITY = 10


class Addressed(Protocol[P_co]):
    """What ordering a job needs to know of it: a `Job`, or its name and payload alone."""

    @property
    def name(self) -> str:
        """The job's name."""
        ...

    @property
    def payload(self) -> type[P_co]:
        """The type of its payload."""
        ...


class OutboxRow(Base):
    """One job to start or one event to tell."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "delivered_at", "available_at", "priority"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    payload: Mapped[dict[str, Any]]
    priority: Mapped[int] = mapped_column(default=DEFAULT_PRIORITY)
    available_at: Mapped[datetime]
    created_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    claimed_until: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]


class OutboxDelivery(Base):
    """One reaction that has had its event, so that a retry does not call it again."""

    __tablename__ = "outbox_deliveries"

    outbox_id: Mapped[UUID] = mapped_column(
        ForeignKey("outbox.id", ondelete="CASCADE"), primary_key=True
    )
    reaction: Mapped[str] = mapped_column(primary_key=True)


def publish(session: WriteSession, fact: Event) -> UUID:
    """Tell `fact` to whoever reacts to it, once this transaction has committed."""
    return _add(session, "event", fact.name, fact.to_payload(), DEFAULT_PRIORITY, 0)


def enqueue(
    session: WriteSession,
    job: Addressed[P],
    payload: P,
    *,
    priority: int = DEFAULT_PRIORITY,
    delay_seconds: float = 0,
) -> UUID:
    """Start `job` once this transaction has committed. Lower priorities run first."""
    document: dict[str, Any] = TypeAdapter(job.payload).dump_python(payload, mode="json")
    return _add(session, "job", job.name, document, priority, delay_seconds)


def on_commit(wake: Callable[[], None]) -> Callable[[], None]:
    """Call `wake` after every commit that left rows; returns a function that stops it."""

    def listener(session: Session) -> None:
        if session.info.pop("outbox", False):
            wake()

    event.listen(Session, "after_commit", listener)
    return lambda: event.remove(Session, "after_commit", listener)


def _add(
    session: WriteSession,
    kind: str,
    name: str,
    payload: dict[str, Any],
    priority: int,
    delay_seconds: float,
) -> UUID:
    now = datetime.now(UTC)
    row = OutboxRow(
        id=new_id(),
        kind=kind,
        name=name,
        payload=payload,
        priority=priority,
        available_at=now + timedelta(seconds=delay_seconds),
        created_at=now,
    )
    session.add(row)
    session.sync_session.info["outbox"] = True
    return row.id
