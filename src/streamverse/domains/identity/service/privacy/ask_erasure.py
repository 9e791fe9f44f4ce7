"""Ask to be forgotten, and change one's mind within the days of grace."""

from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.identity import audit, links
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.errors import LastSuperuser
from streamverse.domains.identity.events import ErasureAsked, ErasureCancelled
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import AccountRow, ErasureRow
from streamverse.domains.identity.privacy_errors import ErasureBegun, NoErasure
from streamverse.domains.identity.repository import accounts, sign_ins
from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.roles import Role
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.errors import Unauthenticated
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

END_REASON = "erasure_asked"


async def ask_erasure(
    services: Services, account_id: UUID, family_id: UUID | None, seen: Seen
) -> datetime:
    """Have an account erased after the days of grace; returns when. All other sign-ins end.

    Asking again changes nothing. Raises LastSuperuser, ErasureBegun.
    """
    clock = services.get(Clock)
    now = clock.now()
    grace = timedelta(days=services.get(Settings).erasure_grace_days)
    async with services.get(Database).write() as session:
        await require_another_superuser(session, account_id)
        account = await repository.lock_account(session, account_id)
        if account is None:
            raise Unauthenticated
        before = await repository.erasure_under_way(session, account_id)
        if before is not None and before.state == "running":
            raise ErasureBegun
        if before is not None:
            return before.due_at
        due_at = now + grace
        add_erasure(session, account_id, "asked", now, due_at)
        await sign_ins.end_families_of(session, account_id, END_REASON, now, but=family_id)
        _mail_the_way_back(services, session, account, grace)
        outbox.publish(session, ErasureAsked(account_id, due_at))
        audit.record(session, clock, "erasure_asked", account_id=account_id, seen=seen)
    await tell_changed(services, account_id)
    return due_at


async def cancel_erasure(services: Services, account_id: UUID, seen: Seen) -> None:
    """Keep an account after all. Raises NoErasure, ErasureBegun."""
    async with services.get(Database).write() as session:
        await _cancel(services, session, account_id, seen)
        await links.void(session, services.get(Clock), LinkPurpose.CANCEL_ERASURE, account_id)


async def cancel_erasure_by_link(services: Services, token: str, seen: Seen) -> None:
    """Keep an account after all, by the mailed link.

    Raises LinkInvalid, LinkExpired, LinkUsed, NoErasure, ErasureBegun.
    """
    async with services.get(Database).write() as session:
        link = await links.use(services, session, LinkPurpose.CANCEL_ERASURE, token)
        if link.account_id is None:
            raise NoErasure
        await _cancel(services, session, link.account_id, seen)


async def require_another_superuser(session: WriteSession, account_id: UUID) -> None:
    """Let a superuser go only when another stays; others may always. Raises LastSuperuser.

    Of two superusers who leave at once the second waits for the first, and is refused.
    """
    if Role.SUPERUSER not in await accounts.roles_of(session, account_id):
        return
    await accounts.lock_superusers(session)
    if not await repository.other_superusers_stay(session, account_id):
        raise LastSuperuser("Make somebody else a superuser first.")


def add_erasure(
    session: WriteSession, account_id: UUID, cause: str, now: datetime, due_at: datetime
) -> UUID:
    """Write down that an account is to be erased; returns the erasure's id."""
    row = ErasureRow(
        id=new_id(),
        account_id=account_id,
        state="waiting",
        cause=cause,
        asked_at=now,
        due_at=due_at,
    )
    session.add(row)
    return row.id


async def _cancel(services: Services, session: WriteSession, account_id: UUID, seen: Seen) -> None:
    clock = services.get(Clock)
    if not await repository.cancel_erasure(session, account_id, clock.now()):
        running = await repository.erasure_under_way(session, account_id)
        raise ErasureBegun if running else NoErasure
    outbox.publish(session, ErasureCancelled(account_id))
    audit.record(session, clock, "erasure_cancelled", account_id=account_id, seen=seen)


def _mail_the_way_back(
    services: Services, session: WriteSession, account: AccountRow, grace: timedelta
) -> None:
    if grace:
        links.make(
            session,
            services.get(Clock),
            LinkPurpose.CANCEL_ERASURE,
            email=account.email,
            lifetime=grace,
            account=account,
        )
