"""Ask for everything the service knows about oneself."""

from datetime import timedelta
from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.events import PersonalDataWanted
from streamverse.domains.identity.models import ExportRow
from streamverse.domains.identity.privacy_errors import ExportTooSoon, ExportUnderWay
from streamverse.domains.identity.repository import privacy as repository
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.privacy import PrivacyRoster
from streamverse.kit.services import Services

PAUSE = timedelta(days=1)


async def ask_export(services: Services, account_id: UUID, seen: Seen) -> UUID:
    """Begin an export. Raises ExportUnderWay; ExportTooSoon within a day of one that worked."""
    clock = services.get(Clock)
    now = clock.now()
    async with services.get(Database).write() as session:
        await repository.lock_account(session, account_id)
        last = await repository.last_export(session, account_id)
        if last is not None and last.state in repository.UNDER_WAY:
            raise ExportUnderWay(export_id=str(last.id))
        if last is not None and last.state != "failed" and now - last.asked_at < PAUSE:
            wait = last.asked_at + PAUSE - now
            raise ExportTooSoon(headers={"retry-after": str(int(wait.total_seconds()) + 1)})
        export = ExportRow(id=new_id(), account_id=account_id, state="gathering", asked_at=now)
        session.add(export)
        await session.flush()
        exporters = services.get(PrivacyRoster).exporters
        repository.add_export_answers(session, export.id, exporters)
        profile_ids = await repository.profile_ids_of(session, account_id)
        outbox.publish(session, PersonalDataWanted(export.id, account_id, profile_ids))
        audit.record(session, clock, "export_asked", account_id=account_id, seen=seen)
    return export.id
