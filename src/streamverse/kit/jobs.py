"""Jobs: work that outlives a request and a process.

A domain describes its jobs and its schedules; `kit.outbox.enqueue` asks for a run in the
transaction that causes it; an engine (an adapter) runs it, on any process that works, at
least once. So a job is idempotent: it looks at what is done already and does the rest.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from streamverse.kit.services import Services

P = TypeVar("P")

DEFAULT_QUEUE = "default"
IO_QUEUE = "io"
ENCODE_QUEUE = "encode"


class JobFailed(Exception):
    """Raised by a job that knows that trying again is of no use."""


@dataclass(frozen=True, slots=True)
class JobRun:
    """One try of one job: `id` is the outbox row's, `attempt` counts from 1."""

    id: UUID
    attempt: int


@dataclass(frozen=True, slots=True)
class Job(Generic[P]):
    """One kind of work.

    `payload` is a frozen dataclass of plain data. `run` is called on the main event loop up to
    `attempts` times, with a growing pause between; then `on_dead` gets the last error in words.
    """

    name: str
    queue: str
    payload: type[P]
    run: Callable[[Services, P, JobRun], Awaitable[None]]
    attempts: int = 4
    on_dead: Callable[[Services, P, str], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job that starts by itself every so many seconds, on one process of all."""

    job: Job[Any]
    payload: Any
    every_seconds: float
    priority: int = 50

    @property
    def name(self) -> str:
        """The job's name: a job has one schedule at most."""
        return self.job.name


class UnknownJob(Exception):
    """No domain of this process describes a job of that name."""


class JobEngine(Protocol):
    """Runs jobs durably: what was started is finished, also after a crash."""

    async def launch(
        self, services: Services, jobs: Sequence[Job[Any]], schedules: Sequence[Schedule]
    ) -> None:
        """Begin to run jobs; those a dead process left behind go on."""
        ...

    async def start(
        self, name: str, job_id: UUID, payload: Mapping[str, Any], priority: int
    ) -> None:
        """Start a job once: a second start with the same id does nothing.

        `payload` is JSON-ready. Lower priorities run first. Raises UnknownJob.
        """
        ...

    async def cancel(self, job_id: UUID) -> None:
        """Take a job back; one that runs is stopped. Unknown and finished ids are fine."""
        ...

    async def close(self) -> None:
        """Stop; jobs in flight are cancelled and go on at the next launch."""
        ...
