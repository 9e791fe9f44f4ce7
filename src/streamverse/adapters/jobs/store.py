"""DBOS's books: start, cancel, look up and forget workflows. Blocking: called in threads.

Everything that DBOS keeps private and we need is in this file; `dbos` is pinned for it, and
the kill tests (`tests/adapters/test_jobs_killed.py`) watch over it.
"""

import logging
import sqlite3
import threading
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dbos import DBOS, DBOSClient, DBOSConfig
from dbos import error as dbos_error
from dbos._serialization import DBOSPortableJSON
from sqlalchemy.engine import make_url

from streamverse.adapters.jobs.settings import JobSettings
from streamverse.kit.jobs import DEFAULT_QUEUE

APPLICATION = "streamverse"
SCHEMA = "jobs"
# The version of what a workflow's row means, not of the service: a new release goes on with
# the work of the old one. Count it up when the arguments of the workflow change.
ROW_VERSION = "1"
WORKFLOW = "job"
FORGET_AT_ONCE = 500
QUEUE_THREADS = "queue-worker-"
QUEUE_THREAD_SECONDS = 5.0
SQLITE_POOL = 4
POSTGRES_POOL = 8


@dataclass(frozen=True, slots=True)
class Order:
    """One workflow: one attempt at a job, or (`error` set) telling its `on_dead` of the end."""

    job: str
    id: str
    payload: Mapping[str, Any]
    queue: str
    priority: int
    attempt: int = 1
    error: str | None = None

    def again(self) -> "Order":
        """The next attempt."""
        return replace(self, attempt=self.attempt + 1)

    def end(self, error: str) -> "Order":
        """Tell of the end."""
        return replace(self, attempt=1, error=error)

    @property
    def workflow_id(self) -> str:
        """The first attempt has the job's id; the others and the end add to it."""
        if self.error is not None:
            return f"{self.id}:dead:{self.attempt}"
        return self.id if self.attempt == 1 else f"{self.id}:{self.attempt}"


class Store:
    """The system database of DBOS."""

    def __init__(self, settings: JobSettings) -> None:
        """Connect lazily."""
        self._settings = settings
        self._client: DBOSClient | None = None
        _quieten(settings.log_level)

    def config(self) -> DBOSConfig:
        """Return DBOS's configuration for a process that works."""
        pool = POSTGRES_POOL if self._settings.is_shared else SQLITE_POOL
        return DBOSConfig(
            name=APPLICATION,
            system_database_url=self._settings.url,
            dbos_system_schema=SCHEMA,
            sys_db_pool_size=pool,
            application_version=ROW_VERSION,
            executor_id=self._settings.executor,
            serializer=DBOSPortableJSON,
            log_level=_level(self._settings.log_level),
            enable_otlp=False,
            use_listen_notify=False,
            notification_listener_polling_interval_sec=0.2,
            max_executor_threads=16,
        )

    def open(self) -> None:
        """Make the tables, or bring them up to date."""
        if not self._settings.is_shared:
            _prepare_file(self._settings.url)
        DBOS.migrate(self._settings.url, schema=SCHEMA)
        self._client = DBOSClient(
            system_database_url=self._settings.url,
            dbos_system_schema=SCHEMA,
            serializer=DBOSPortableJSON,
            system_database_pool_size=2,
            application_name=APPLICATION,
        )

    def close(self) -> None:
        """Disconnect."""
        if self._client is not None:
            self._client.destroy()
            self._client = None

    @property
    def client(self) -> DBOSClient:
        """The open client."""
        if self._client is None:
            msg = "the job engine is not launched"
            raise RuntimeError(msg)
        return self._client

    def name_queues(self) -> None:
        """Describe the queues. All workers share the description: the last one's slots count."""
        for queue, slots in self._settings.slots.items():
            self.client.register_queue(
                queue,
                worker_concurrency=slots,
                polling_interval_sec=self._settings.poll_seconds,
                on_conflict="always_update",
            )

    def add(
        self,
        order: Order,
        *,
        delay_seconds: float = 0,
        only_one: str | None = None,
    ) -> None:
        """Queue a workflow, unless its id is known or `only_one` is under way."""
        options: dict[str, Any] = {
            "workflow_name": WORKFLOW,
            "workflow_id": order.workflow_id,
            "queue_name": order.queue,
            "priority": max(1, order.priority + 1),
            "app_version": ROW_VERSION,
            "application_name": APPLICATION,
        }
        if delay_seconds:
            options["delay_seconds"] = delay_seconds
        if only_one:
            options["deduplication_id"] = only_one
        with suppress(dbos_error.DBOSQueueDeduplicatedError):
            self.client.enqueue(options, asdict(order))  # pyright: ignore[reportArgumentType] - a TypedDict built key by key

    def cancel(self, job_id: str) -> None:
        """Cancel every attempt of a job that has not ended."""
        rows = self.client.list_workflows(
            workflow_id_prefix=job_id,
            status=["ENQUEUED", "DELAYED", "PENDING"],
            load_input=False,
            load_output=False,
        )
        if rows:
            self.client.cancel_workflows([row.workflow_id for row in rows])

    def cancelled_among(self, workflow_ids: Collection[str]) -> set[str]:
        """Return those of the workflows that somebody has cancelled."""
        rows = self.client.list_workflows(
            workflow_ids=list(workflow_ids), status="CANCELLED", load_input=False, load_output=False
        )
        return {row.workflow_id for row in rows}

    def given_up(self) -> list[Order]:
        """Return what took its process down too often."""
        rows = self.client.list_workflows(
            status="MAX_RECOVERY_ATTEMPTS_EXCEEDED", name=WORKFLOW, limit=FORGET_AT_ONCE
        )
        return [Order(**row.input["args"][0]) for row in rows if row.input]

    def forget(self, workflow_ids: Iterable[str]) -> None:
        """Remove rows."""
        self.client.delete_workflows(list(workflow_ids))

    def forget_old(self) -> int:
        """Remove rows of what ended long ago; returns how many."""
        keep = self._settings
        ages = (
            (["SUCCESS"], keep.keep_done_seconds),
            (["ERROR", "CANCELLED"], keep.keep_failed_seconds),
        )
        forgotten = 0
        for status, seconds in ages:
            before = (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat()
            while True:
                rows = self.client.list_workflows(
                    status=status,
                    completed_before=before,
                    limit=FORGET_AT_ONCE,
                    load_input=False,
                    load_output=False,
                )
                self.forget(row.workflow_id for row in rows)
                forgotten += len(rows)
                if len(rows) < FORGET_AT_ONCE:
                    break
        return forgotten

    def hand_over(self, executors: Collection[str]) -> int:
        """Queue again what these executors had begun; returns how many workflows."""
        books = self.client._sys_db  # noqa: SLF001 - DBOS has no public call for it  # pyright: ignore[reportPrivateUsage]
        count = 0
        for executor in executors:
            for found in books.get_pending_workflows(executor, ROW_VERSION):
                owners = [executor]
                count += books.reenqueue_for_recovery(found.workflow_id, owners, DEFAULT_QUEUE)
        return count


def stop_claiming(dbos: DBOS) -> None:
    """Have DBOS take no more work, and wait until it is not in the middle of taking some."""
    for stopping in dbos.background_thread_stop_events:
        stopping.set()
    for thread in threading.enumerate():
        if thread.name.startswith(QUEUE_THREADS) and thread.is_alive():
            thread.join(QUEUE_THREAD_SECONDS)


def _quieten(log_level: str) -> None:
    """Let DBOS log through our handlers: it adds a console handler when it has none."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
        logger.addFilter(_is_news)
    logger.propagate = True
    logger.setLevel(_level(log_level))


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out its warning about each run that we cancelled ourselves."""
    return not record.getMessage().startswith("Asyncio task cancelled")


def _level(log_level: str) -> str:
    """Our level; its "info" is a banner and a line per start, so that we take its warnings."""
    return "WARNING" if log_level == "info" else log_level.upper()


def _prepare_file(url: str) -> None:
    """Give the file a write-ahead log, so that readers and the writer don't wait for each other."""
    path = Path(make_url(url).database or "")
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
