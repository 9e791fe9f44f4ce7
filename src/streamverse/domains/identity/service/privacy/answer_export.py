"""Domains answer an export. When the last one has, the parts are packed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from streamverse.domains.identity.models import ExportAnswerRow
from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.service.privacy import export_objects
from streamverse.domains.identity.service.privacy.orders import PACK_EXPORT, OneExport
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.log import logger
from streamverse.kit.services import Services

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class GatheredPart:
    """A file of a domain's part: its path in the domain's folder, and the object it is in."""

    path: str
    about: str
    key: str


async def answer_export(
    services: Services,
    session: WriteSession,
    export_id: UUID,
    domain: str,
    parts: Iterable[GatheredPart],
) -> None:
    """Hand in a domain's part. A second answer, and one that comes too late, changes nothing."""
    export = await repository.lock_export(session, export_id)
    if export is None or export.state != "gathering":
        return
    answer = await session.get(ExportAnswerRow, (export_id, domain))
    if answer is None:  # a domain that was not there when the export was asked
        answer = ExportAnswerRow(export_id=export_id, domain=domain)
        session.add(answer)
    if answer.answered_at is not None:
        return
    answer.parts = [asdict(part) for part in parts]
    answer.answered_at = services.get(Clock).now()
    answer.problem = None
    await session.flush()
    answers = await repository.export_answers(session, export_id)
    if all(each.answered_at for each in answers):
        export.state = "packing"
        outbox.enqueue(session, PACK_EXPORT, OneExport(export_id))


async def fail_export(services: Services, export_id: UUID, problem: str, domain: str = "") -> None:
    """Give an export up, in words that its owner may read, and let them ask again."""
    async with services.get(Database).write() as session:
        export = await repository.lock_export(session, export_id)
        if export is None or export.state not in repository.UNDER_WAY:
            return
        export.state = "failed"
        export.problem = problem
        if domain and (answer := await session.get(ExportAnswerRow, (export_id, domain))):
            answer.problem = problem
    log.warning("export_failed", export_id=str(export_id), domain=domain, problem=problem)
    await export_objects.remove(services, export_id)
