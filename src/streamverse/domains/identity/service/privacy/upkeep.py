"""What has to happen by itself: erasures fall due, exports grow old, children have birthdays."""

from datetime import timedelta
from uuid import UUID

from streamverse.domains.identity.models import ExportRow
from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.service.privacy import export_objects
from streamverse.domains.identity.service.privacy.answer_export import fail_export
from streamverse.domains.identity.service.privacy.erase import begin_erasure, go_on
from streamverse.domains.identity.service.privacy.one_by_one import one_by_one
from streamverse.domains.identity.service.privacy.parental_consent import erase_unanswered
from streamverse.domains.identity.service.privacy.young import raise_ceilings
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services

EXPORT_TAKES = timedelta(hours=12)
ERASURE_TAKES = timedelta(hours=1)


async def look_after_privacy(services: Services) -> None:
    """Do all of it; each part finds what is due. Raises ExceptionGroup with what failed."""
    parts = (
        begin_due_erasures,
        go_on_with_erasures,
        erase_unanswered,
        give_up_on_exports,
        forget_exports,
        raise_ceilings,
    )
    await one_by_one("privacy_upkeep_failed", parts, lambda part: part(services))


async def begin_due_erasures(services: Services) -> None:
    """Begin to erase those whose days of grace are over."""
    now = services.get(Clock).now()
    async with services.get(Database).read_latest() as session:
        due = await repository.erasures_due(session, now)
    await one_by_one("erasure_failed", due, lambda each: begin_erasure(services, each))


async def go_on_with_erasures(services: Services) -> None:
    """Ask again where a domain has been silent for long."""
    before = services.get(Clock).now() - ERASURE_TAKES
    async with services.get(Database).read_latest() as session:
        stuck = await repository.erasures_stuck(session, before)
    await one_by_one("erasure_failed", stuck, lambda each: go_on(services, each))


async def give_up_on_exports(services: Services) -> None:
    """Say which domain an export still waits for after half a day, and let its owner ask again."""
    before = services.get(Clock).now() - EXPORT_TAKES
    async with services.get(Database).read_latest() as session:
        stuck = {
            export_id: [
                answer.domain
                for answer in await repository.export_answers(session, export_id)
                if answer.answered_at is None
            ]
            for export_id in await repository.exports_stuck(session, before)
        }
    for export_id, silent in stuck.items():
        missing = ", ".join(silent) or "the packing"
        await fail_export(services, export_id, f"Not finished in time: {missing}.")


async def forget_exports(services: Services) -> None:
    """Delete the files of exports whose time is over."""
    async with services.get(Database).read_latest() as session:
        expired = await repository.exports_expired(session, services.get(Clock).now())
    await one_by_one("export_not_deleted", expired, lambda each: _forget_export(services, each))


async def _forget_export(services: Services, export_id: UUID) -> None:
    await export_objects.remove(services, export_id)
    async with services.get(Database).write() as session:
        row = await session.get(ExportRow, export_id)
        if row is not None and row.state == "ready":
            row.state = "gone"
