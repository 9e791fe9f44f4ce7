"""What SQLite asks of whoever keeps it: statistics of its tables, without which plans go wrong.

PostgreSQL keeps its own.
"""

from dataclasses import dataclass

from streamverse.kit.db.database import Database
from streamverse.kit.jobs import DEFAULT_QUEUE, Job, JobRun, Schedule
from streamverse.kit.services import Services

EVERY_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class LookAtTables:
    """No facts: all tables are looked at."""


async def look_at_tables(services: Services, _: LookAtTables, __: JobRun) -> None:
    """Have SQLite look at how much its tables hold, and how much of it is alike."""
    await services.get(Database).look_at_tables()


LOOK_AT_TABLES = Job(
    name="kit.look_at_tables", queue=DEFAULT_QUEUE, payload=LookAtTables, run=look_at_tables
)
JOBS = (LOOK_AT_TABLES,)
SCHEDULES = (Schedule(LOOK_AT_TABLES, LookAtTables(), every_seconds=EVERY_SECONDS),)
