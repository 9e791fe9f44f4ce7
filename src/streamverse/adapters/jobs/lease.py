"""Who is alive: a heartbeat per worker, and the hand-over of a dead one's work.

DBOS gives a workflow to one executor and, on its own, waits for that executor to come back.
On PostgreSQL every worker therefore writes the database's time into a row each second, and
looks for rows that are older than a few seconds: that worker's workflows are queued again. Two
may find the same one at once; DBOS moves a row only while the dead executor owns it.

A worker that finds itself late (it was stopped, or had no database) stops its runs first, and
then queues again what still stands under its name. It beats in a thread of its own, so a busy
event loop doesn't look dead.
"""

import threading
import time
from collections.abc import Callable, Collection

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from streamverse.adapters.jobs.settings import JobSettings
from streamverse.kit.log import logger

TABLE = "jobs.executors"
# Late ones, and names that have work but no row: their row went before all of their work did.
DEAD = """
    SELECT name FROM jobs.executors WHERE beat_at < now() - make_interval(secs => :seconds)
    UNION
    SELECT executor_id FROM jobs.workflow_status
    WHERE status = 'PENDING' AND executor_id NOT IN (SELECT name FROM jobs.executors)
"""

log = logger(__name__)


class Lease:
    """This worker's row, and its eye on the others'. Does nothing on SQLite."""

    def __init__(
        self,
        settings: JobSettings,
        hand_over: Callable[[Collection[str]], int],
        on_lost: Callable[[], None],
    ) -> None:
        """`hand_over(executors)` queues their workflows again; `on_lost` stops all runs here."""
        self._settings = settings
        self._hand_over = hand_over
        self._on_lost = on_lost
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._engine: sa.Engine | None = None
        self._beat_at = 0.0

    def take(self) -> None:
        """Write the first beat, before anything runs under this name."""
        if not self._settings.is_shared:
            return
        url = make_url(self._settings.url).set(drivername="postgresql+psycopg")
        timeout_ms = int(self._settings.dead_seconds * 1000)
        self._engine = sa.create_engine(
            url,
            pool_size=1,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": max(2, int(self._settings.dead_seconds)),
                "options": f"-c statement_timeout={timeout_ms}",
            },
        )
        with self._engine.begin() as connection:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('jobs.executors'))"))
            connection.execute(
                sa.text(
                    f"CREATE TABLE IF NOT EXISTS {TABLE} "
                    "(name text PRIMARY KEY, beat_at timestamptz NOT NULL)"
                )
            )
        self._beat(self._engine)

    def keep(self) -> None:
        """Beat and watch from now on."""
        if self._engine is not None:
            self._thread = threading.Thread(target=self._watch, name="job-lease", daemon=True)
            self._thread.start()

    def give_up(self) -> None:
        """Give the name up, and what stands under it to the others."""
        if self._engine is None:
            return
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(self._settings.patience_seconds)
        try:
            self._hand_over([self._settings.executor])
            self._remove(self._engine, self._settings.executor)
        except SQLAlchemyError as error:
            log.warning("lease_not_given_up", error=repr(error))
        self._engine.dispose()
        self._engine = None

    def _watch(self) -> None:
        engine = self._engine
        if engine is None:
            return
        while not self._stopping.wait(self._settings.beat_seconds):
            try:
                if time.monotonic() - self._beat_at > self._settings.dead_seconds:
                    self._come_back(engine)
                self._beat(engine)
                self._bury(engine)
            except SQLAlchemyError as error:
                log.warning("heartbeat_failed", error=repr(error))

    def _beat(self, engine: sa.Engine) -> None:
        with engine.begin() as connection:
            connection.execute(
                sa.text(
                    f"INSERT INTO {TABLE} VALUES (:name, now()) "  # noqa: S608 - a constant
                    "ON CONFLICT (name) DO UPDATE SET beat_at = now()"
                ),
                {"name": self._settings.executor},
            )
        self._beat_at = time.monotonic()

    def _come_back(self, engine: sa.Engine) -> None:
        self._on_lost()
        self._beat(engine)
        self._hand_over([self._settings.executor])

    def _bury(self, engine: sa.Engine) -> None:
        with engine.begin() as connection:
            rows = connection.execute(
                sa.text(DEAD),
                {"seconds": self._settings.dead_seconds},
            )
            dead = [str(row.name) for row in rows]
        for name in dead:
            count = self._hand_over([name])
            log.warning("worker_died", worker=name, jobs_taken_over=count)
            self._remove(engine, name)

    def _remove(self, engine: sa.Engine, name: str) -> None:
        """Forget a worker, unless it has come back meanwhile."""
        seconds = 0.0 if name == self._settings.executor else self._settings.dead_seconds
        with engine.begin() as connection:
            connection.execute(
                sa.text(
                    f"DELETE FROM {TABLE} WHERE name = :name "  # noqa: S608 - a constant
                    "AND beat_at <= now() - make_interval(secs => :seconds)"
                ),
                {"name": name, "seconds": seconds},
            )
