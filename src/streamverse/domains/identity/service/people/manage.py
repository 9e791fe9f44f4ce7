"""Manage accounts: roles, suspending, signing out. Nobody manages who may do more than they."""

from collections.abc import Iterable
from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.errors import NoSuchAccount, NoSuchRole
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.people_errors import MoreThanYouMay
from streamverse.domains.identity.repository import accounts, roles
from streamverse.domains.identity.repository.privacy import waits_for_parent
from streamverse.domains.identity.repository.standing import facts_of
from streamverse.domains.identity.roles import Permission, Role, permissions_of
from streamverse.domains.identity.service import change_account
from streamverse.domains.identity.service.change_account import end_tokens
from streamverse.domains.identity.service.privacy.ask_erasure import require_another_superuser
from streamverse.domains.identity.service.privacy.parental_consent import ACTIVE, AWAITING_PARENT
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.services import Services


async def give_roles(
    services: Services, operator: Account, account_id: UUID, wanted: Iterable[str], seen: Seen
) -> frozenset[str]:
    """Give an account exactly these roles. Raises MoreThanYouMay, as `change_account.set_roles`."""
    names = frozenset(wanted)
    async with services.get(Database).read_latest() as session:
        await _require_below(session, operator, account_id)
        custom = {row.name: row.permissions for row in await roles.custom_roles(session)}
    unknown = names - frozenset(Role) - custom.keys()
    if unknown:
        raise NoSuchRole(f"There is no role {', '.join(sorted(unknown))}.")
    if not permissions_of(names, custom) <= operator.permissions:
        raise MoreThanYouMay
    return await change_account.set_roles(
        services, account_id, names, actor_id=operator.id, seen=seen
    )


async def suspend(
    services: Services, operator: Account, account_id: UUID, reason: str, seen: Seen
) -> None:
    """Shut an account; its sign-ins end. Raises MoreThanYouMay, NoSuchAccount, LastSuperuser."""
    async with services.get(Database).write() as session:
        account = await _account(session, operator, account_id)
        await require_another_superuser(session, account_id)
        account.state, account.state_reason = "suspended", reason
        await end_tokens(services, session, account_id)
        _write_down(services, session, operator, account_id, "account_suspended", seen, reason)
    await tell_changed(services, account_id)


async def restore(services: Services, operator: Account, account_id: UUID, seen: Seen) -> None:
    """Open a suspended account again, but for one that still waits for a parent.

    Raises MoreThanYouMay, NoSuchAccount.
    """
    async with services.get(Database).write() as session:
        account = await _account(session, operator, account_id)
        if account.state != "suspended":
            return
        waits = await waits_for_parent(session, account_id)
        account.state, account.state_reason = AWAITING_PARENT if waits else ACTIVE, ""
        _write_down(services, session, operator, account_id, "account_restored", seen, "")
    await tell_changed(services, account_id)


async def sign_out_everywhere(
    services: Services, operator: Account, account_id: UUID, seen: Seen
) -> None:
    """End every sign-in of an account. Raises MoreThanYouMay, NoSuchAccount."""
    async with services.get(Database).write() as session:
        await _account(session, operator, account_id)
        await end_tokens(services, session, account_id)
        _write_down(services, session, operator, account_id, "signed_out_by_operator", seen, "")
    await tell_changed(services, account_id)


async def permissions_held(session: ReadSession, account_id: UUID) -> frozenset[Permission]:
    """Return what an account may do. Raises NoSuchAccount."""
    facts = await facts_of(session, account_id)
    if facts is None:
        raise NoSuchAccount
    return permissions_of(facts.roles, facts.custom_roles)


async def _account(session: WriteSession, operator: Account, account_id: UUID) -> AccountRow:
    await _require_below(session, operator, account_id)
    account = await accounts.account_by_id(session, account_id)
    if account is None:
        raise NoSuchAccount
    return account


async def _require_below(session: ReadSession, operator: Account, account_id: UUID) -> None:
    if not await permissions_held(session, account_id) <= operator.permissions:
        raise MoreThanYouMay


def _write_down(
    services: Services,
    session: WriteSession,
    operator: Account,
    account_id: UUID,
    action: str,
    seen: Seen,
    reason: str,
) -> None:
    audit.record(
        session,
        services.get(Clock),
        action,
        account_id=account_id,
        actor_id=operator.id,
        seen=seen,
        **({"reason": reason} if reason else {}),
    )
