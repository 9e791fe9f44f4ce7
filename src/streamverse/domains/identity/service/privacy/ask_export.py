"""Ask for everything the service knows about oneself."""

from datetime import datetime, timedelta
from uuid import UUID

from pydantic import BaseModel

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.events import PersonalDataWanted
from streamverse.domains.identity.models import ExportRow
from streamverse.domains.identity.privacy_errors import ExportTooSoon, ExportUnderWay
from streamverse.domains.identity.repository import privacy as repository
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.http.idempotency import once
from streamverse.kit.ids import new_id
from streamverse.kit.privacy import PrivacyRoster
from streamverse.kit.services import Services

PAUSE = timedelta(days=1)


class Asked(BaseModel):
    """Which export it became; the same again for the same key."""

    export_id: UUID


class Wish(BaseModel):
    """Nothing can be chosen: it is always everything."""


async def ask_export(
    services: Services, account_id: UUID, seen: Seen, key: str | None = None
) -> UUID:
    """Begin an export. Raises ExportUnderWay; ExportTooSoon within a day of one that worked."""
    async with services.get(Database).write() as session:
        await repository.lock_account(session, account_id)

        async def begin() -> Asked:
            return Asked(export_id=await _begin(services, session, account_id, seen))

        asked = await once(session, str(account_id), key, Wish(), Asked, begin, target="exports")
    return asked.export_id


async def _begin(services: Services, session: WriteSession, account_id: UUID, seen: Seen) -> UUID:
    clock = services.get(Clock)
    now = clock.now()
    _refuse_if_too_soon(await repository.last_export(session, account_id), now)
    export = ExportRow(id=new_id(), account_id=account_id, state="gathering", asked_at=now)
    session.add(export)
    await session.flush()
    repository.add_export_answers(session, export.id, services.get(PrivacyRoster).exporters)
    profile_ids = await repository.profile_ids_of(session, account_id)
    outbox.publish(session, PersonalDataWanted(export.id, account_id, profile_ids))
    audit.record(session, clock, "export_asked", account_id=account_id, seen=seen)
    return export.id


def _refuse_if_too_soon(last: ExportRow | None, now: datetime) -> None:
    if last is None or last.state == "failed":
        return
    if last.state in repository.UNDER_WAY:
        raise ExportUnderWay(export_id=str(last.id))
    wait = last.asked_at + PAUSE - now
    if wait > timedelta():
        raise ExportTooSoon(headers={"retry-after": str(int(wait.total_seconds()) + 1)})
