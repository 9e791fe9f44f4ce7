"""Erase a person: every domain its own part, in any order, and identity the last.

Each step looks at what is done already, so that a crash between any two of them, or an event
that comes twice, changes nothing.
"""

from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.errors import LastSuperuser
from streamverse.domains.identity.events import AccountErased, ErasureDue
from streamverse.domains.identity.models import ErasureRow
from streamverse.domains.identity.repository import accounts, sign_ins
from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.service.privacy import export_objects, own_objects
from streamverse.domains.identity.service.privacy.ask_erasure import (
    add_erasure,
    require_another_superuser,
)
from streamverse.domains.identity.service.privacy.orders import FINISH_ERASURE, OneErasure
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.log import logger
from streamverse.kit.objects import Objects
from streamverse.kit.privacy import PrivacyRoster
from streamverse.kit.services import Services

END_REASON = "erased"

log = logger(__name__)


async def begin_erasure(services: Services, erasure_id: UUID) -> None:
    """Ask every domain to erase its part, unless it was taken back in the last second."""
    try:
        async with services.get(Database).write() as session:
            account_id = await begin(services, session, erasure_id)
    except LastSuperuser:
        log.warning("erasure_waits_for_another_superuser", erasure_id=str(erasure_id))
        return
    if account_id is not None:
        await tell_changed(services, account_id)


async def erase_at_once(
    services: Services, session: WriteSession, account_id: UUID, cause: str
) -> None:
    """Erase an account without days of grace: nobody agreed to its being there."""
    now = services.get(Clock).now()
    if await repository.erasure_under_way(session, account_id) is None:
        erasure_id = add_erasure(session, account_id, cause, now, now)
        await session.flush()
        await begin(services, session, erasure_id)


async def begin(services: Services, session: WriteSession, erasure_id: UUID) -> UUID | None:
    """Begin in this transaction; returns the account, or None when there is nothing to do.

    Raises LastSuperuser.
    """
    now = services.get(Clock).now()
    account_id = await repository.begin_erasure(session, erasure_id, now)
    if account_id is None:
        return None
    await require_another_superuser(session, account_id)
    account = await repository.lock_account(session, account_id)
    if account is not None:
        account.deleted_at = now
    await sign_ins.end_families_of(session, account_id, END_REASON, now)
    await accounts.raise_epoch(session, account_id)
    repository.add_erasure_answers(session, erasure_id, services.get(PrivacyRoster).erasers)
    await _ask(session, erasure_id, account_id)
    return account_id


async def go_on(services: Services, erasure_id: UUID) -> None:
    """Ask the domains again that did not answer: their event was lost, or given up."""
    async with services.get(Database).write() as session:
        erasure = await repository.lock_erasure(session, erasure_id)
        if erasure is not None and erasure.state == "running":
            await _ask(session, erasure_id, erasure.account_id)


async def finish_erasure(services: Services, erasure_id: UUID) -> None:
    """Erase what identity holds, now that every domain has answered."""
    async with services.get(Database).read_latest() as session:
        erasure = await session.get(ErasureRow, erasure_id)
        if erasure is None or erasure.state != "running":
            return
        export_ids = await repository.export_ids_of(session, erasure.account_id)
        keys = await own_objects.avatar_keys(services, session, erasure.account_id)
    for export_id in export_ids:
        await export_objects.remove(services, export_id)
    await services.get(Objects).delete(keys)
    async with services.get(Database).write() as session:
        await _remove(services, session, erasure_id)
    await tell_changed(services, erasure.account_id)


async def _remove(services: Services, session: WriteSession, erasure_id: UUID) -> None:
    erasure = await repository.lock_erasure(session, erasure_id)
    if erasure is None or erasure.state != "running":
        return
    account = await repository.lock_account(session, erasure.account_id)
    if account is not None:
        await repository.detach_audit(session, account.id)
        await repository.remove_account(session, account)
    clock = services.get(Clock)
    erasure.state = "done"
    erasure.completed_at = clock.now()
    audit.record(session, clock, "account_erased", account_id=erasure.account_id)
    outbox.publish(session, AccountErased(erasure.account_id))


async def _ask(session: WriteSession, erasure_id: UUID, account_id: UUID) -> None:
    """Tell the domains; when none has to answer, identity goes on alone."""
    profile_ids = await repository.profile_ids_of(session, account_id)
    answers = await repository.erasure_answers(session, erasure_id)
    if all(each.answered_at for each in answers):
        outbox.enqueue(session, FINISH_ERASURE, OneErasure(erasure_id))
    else:
        outbox.publish(session, ErasureDue(erasure_id, account_id, profile_ids))
