"""`Idempotency-Key`: a POST repeated with the same key has its first answer again.

The key is kept in the transaction of the change itself, so that both are there or neither.
After the IETF draft "The Idempotency-Key HTTP Header Field".
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar

from fastapi import Header
from pydantic import BaseModel
from sqlalchemy import String, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.clock import Clock
from streamverse.kit.db import Base, Database, WriteSession
from streamverse.kit.errors import Invalid
from streamverse.kit.jobs import DEFAULT_QUEUE, Job, JobRun, Schedule
from streamverse.kit.services import Services

M = TypeVar("M", bound=BaseModel)
KEPT = timedelta(days=1)

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=128,
        description="repeat a request safely: the same key gets the first answer again",
    ),
]


class IdempotencyRow(Base):
    """A request that was answered."""

    __tablename__ = "idempotency_keys"

    caller: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    answer: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime] = mapped_column(index=True)


class KeyReused(Invalid):
    """The key came before with another request."""

    code = "idempotency_key_reused"
    title = "This Idempotency-Key was used for a different request"


async def once(
    session: WriteSession,
    caller: str,
    key: str | None,
    request: BaseModel,
    answer_type: type[M],
    do: Callable[[], Awaitable[M]],
    *,
    target: str = "",
) -> M:
    """Call `do` for the first request with `key`, else give its first answer.

    `target` names what the request is about when its body doesn't. Raises KeyReused.
    """
    if key is None:
        return await do()
    fingerprint = hashlib.sha256(f"{target} {request.model_dump_json()}".encode()).hexdigest()
    row = IdempotencyRow(
        caller=caller, key=key, fingerprint=fingerprint, created_at=datetime.now(UTC)
    )
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:
        kept = await session.get_one(IdempotencyRow, (caller, key))
        if kept.fingerprint != fingerprint or kept.answer is None:
            raise KeyReused from None
        return answer_type.model_validate(kept.answer)
    answer = await do()
    row.answer = answer.model_dump(mode="json")
    return answer


@dataclass(frozen=True, slots=True)
class ForgetKeys:
    """No facts: the job finds what is due."""


async def forget_keys(services: Services, _: ForgetKeys, __: JobRun) -> None:
    """Delete keys that nobody repeats any more."""
    due = services.get(Clock).now() - KEPT
    async with services.get(Database).write() as session:
        await session.execute(delete(IdempotencyRow).where(IdempotencyRow.created_at < due))


FORGET_KEYS = Job(
    name="kit.forget_idempotency_keys", queue=DEFAULT_QUEUE, payload=ForgetKeys, run=forget_keys
)
JOBS = (FORGET_KEYS,)
SCHEDULES = (Schedule(FORGET_KEYS, ForgetKeys(), every_seconds=3600),)
