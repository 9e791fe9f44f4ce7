"""The life of a run: asked for, begun, gone on with, ended; and the news of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.bulk_errors import RunIsOver, RunNotFound
from streamverse.domains.catalog.models import BulkRunRow
from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.schemas.bulk import RunBody
from streamverse.domains.catalog.service.bulk.orders import RUN, OneRun
from streamverse.domains.identity.public import Account
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.db.upkeep import LOOK_AT_TABLES, LookAtTables
from streamverse.kit.ids import new_id
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services

MOVING = frozenset({"queued", "running", "undoing"})
OURS = frozenset({"files", "ids", "is_editor"})
"""Options that are long, or not for others."""
MANY = 1_000
"""Rows after which the database looks at its tables anew."""
UNDOABLE = frozenset({"done", "failed", "cancelled"})


def channel_of(run_id: UUID) -> str:
    """Return the PubSub channel that hears of every step of a run."""
    return f"catalog.run.{run_id}"


def ask(
    session: WriteSession,
    now: datetime,
    kind: str,
    asked_by: UUID,
    options: Mapping[str, Any],
    *,
    run_id: UUID | None = None,
    is_dry_run: bool = False,
    file_name: str = "",
    source_key: str = "",
    format_: str = "",
) -> BulkRunRow:
    """Note a run and order its job."""
    row = BulkRunRow(
        id=run_id or new_id(),
        kind=kind,
        state="queued",
        asked_by=asked_by,
        is_dry_run=is_dry_run,
        file_name=file_name[:200],
        source_key=source_key,
        format=format_,
        options=dict(options),
        total=None,
        problem="",
        created_at=now,
        started_at=None,
        finished_at=None,
        undone_at=None,
        **dict.fromkeys(
            ("done", "created", "changed", "unchanged", "failed", "undone", "conflicts"), 0
        ),
    )
    session.add(row)
    outbox.enqueue(session, RUN, OneRun(row.id))
    return row


async def begin(services: Services, run_id: UUID) -> BulkRunRow | None:
    """Let a run begin, or go on after its process died; None when it is over."""
    async with services.get(Database).write() as session:
        row = await repository.lock_run(session, run_id)
        if row is None or row.state not in {"queued", "running"}:
            return None
        row.state = "running"
        row.started_at = row.started_at or services.get(Clock).now()
    await tell(services, run_id)
    return row


async def end(services: Services, run_id: UUID, state: str = "done", problem: str = "") -> None:
    """Let a run be over, unless it was cancelled meanwhile."""
    async with services.get(Database).write() as session:
        row = await repository.lock_run(session, run_id)
        if row is not None and row.state in {"queued", "running"}:
            row.state, row.problem = state, problem
            row.finished_at = services.get(Clock).now()
            if row.created + row.changed >= MANY:
                outbox.enqueue(session, LOOK_AT_TABLES, LookAtTables())
    await tell(services, run_id)


async def cancel(services: Services, account: Account, run_id: UUID) -> RunBody:
    """Stop a run before its next batch; what is done stays. Raises RunNotFound, RunIsOver."""
    async with services.get(Database).write() as session:
        row = await repository.lock_run(session, run_id)
        if row is None or not may_see(account, row):
            raise RunNotFound
        if row.state not in {"queued", "running", "cancelled"}:
            raise RunIsOver
        row.state = "cancelled"
        row.finished_at = row.finished_at or services.get(Clock).now()
        body = body_of(row, services.get(Clock).now())
    await tell(services, run_id)
    return body


async def tell(services: Services, run_id: UUID) -> None:
    """Tell whoever looks at a run that it has moved on."""
    await services.get(PubSub).publish(channel_of(run_id), {"run_id": str(run_id)})


async def run_to_see(session: ReadSession, account: Account, run_id: UUID) -> BulkRunRow:
    """Return a run of one's own; editors see all. Raises RunNotFound."""
    row = await repository.run(session, run_id)
    if row is None or not may_see(account, row):
        raise RunNotFound
    return row


def may_see(account: Account, row: BulkRunRow) -> bool:
    """Whether a run is somebody's, or somebody may edit the whole catalog.

    Who asked for it as an editor and is none any more sees no more of it, and undoes nothing.
    """
    is_of_own_titles = row.kind == "batch" and not row.options.get("is_editor")
    return account.is_editor or (row.asked_by == account.id and is_of_own_titles)


def body_of(row: BulkRunRow, now: datetime) -> RunBody:
    """Return a run as it is shown."""
    has_changed = row.created + row.changed > 0
    is_undoable = (
        row.kind != "export" and not row.is_dry_run and row.state in UNDOABLE and has_changed
    )
    facts = {name: getattr(row, name) for name in RunBody.model_fields if hasattr(row, name)}
    shown = {key: value for key, value in row.options.items() if key not in OURS}
    return RunBody.model_validate(
        {
            **facts,
            "options": shown,
            "eta_seconds": _eta_seconds(row, now),
            "is_undoable": is_undoable,
        }
    )


def _eta_seconds(row: BulkRunRow, now: datetime) -> int | None:
    if row.state != "running" or row.started_at is None or not row.total or not row.done:
        return None
    taken = (now - row.started_at).total_seconds()
    return max(0, round(taken / row.done * (row.total - row.done)))
