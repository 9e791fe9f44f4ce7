"""Durable work as a port: what a job is, and what starts it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from streamverse.kit.services import Services

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class JobRun:
    """One attempt at a job: the job's id (its outbox row's) and the attempt, from 1."""

    id: UUID
    attempt: int


@dataclass(frozen=True, slots=True)
class Job(Generic[P]):
    """A kind of work. `run` may be called more than once for one id: it is idempotent.

    A failed attempt is repeated with growing delays up to `attempts`; then `on_dead` is
    told the last error in words.
    """

    name: str
    queue: str
    payload: type[P]
    run: Callable[[Services, P, JobRun], Awaitable[None]]
    attempts: int = 4
    on_dead: Callable[[Services, P, str], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job that is started again and again, by one process of all."""

    job: Job[Any]
    payload: Any
    every_seconds: float


class JobEngine(Protocol):
    """Runs jobs durably: what was started is finished, also after a crash."""

    async def launch(self, services: Services, jobs: Sequence[Job[Any]], schedules: Sequence[Schedule]) -> None:
        """Begin to run jobs; those a dead process left behind go on."""
        ...

    async def start(self, name: str, job_id: UUID, payload: dict[str, Any], priority: int) -> None:
        """Start a job once: a second start with the same id does nothing."""
        ...

    async def cancel(self, job_id: UUID) -> None:
        """Take a job back; one that runs is stopped."""
        ...

    async def close(self) -> None:
        """Stop; jobs in flight are cancelled and go on at the next launch."""
        ...
