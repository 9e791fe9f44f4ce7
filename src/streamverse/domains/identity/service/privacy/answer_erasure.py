"""Domains answer an erasure. When the last one has, identity erases its own."""

from uuid import UUID

from streamverse.domains.identity.models import ErasureAnswerRow
from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.service.privacy.orders import FINISH_ERASURE, OneErasure
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.services import Services


async def answer_erasure(
    services: Services, session: WriteSession, erasure_id: UUID, domain: str
) -> None:
    """Say, in the transaction that did it, that a domain holds nothing of a person any more."""
    erasure = await repository.lock_erasure(session, erasure_id)
    if erasure is None or erasure.state != "running":
        return
    answer = await session.get(ErasureAnswerRow, (erasure_id, domain))
    if answer is None:  # a domain that was not there when the erasure began
        answer = ErasureAnswerRow(erasure_id=erasure_id, domain=domain)
        session.add(answer)
    if answer.answered_at is not None:
        return
    answer.answered_at = services.get(Clock).now()
    await session.flush()
    answers = await repository.erasure_answers(session, erasure_id)
    if all(each.answered_at for each in answers):
        outbox.enqueue(session, FINISH_ERASURE, OneErasure(erasure_id))


async def has_answered(session: ReadSession, erasure_id: UUID, domain: str) -> bool:
    """Whether a domain has erased its part before: the event came again."""
    answer = await session.get(ErasureAnswerRow, (erasure_id, domain))
    return answer is not None and answer.answered_at is not None
