"""Change an account: its roles and its password. Either ends every token made before."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from streamverse.domains.identity import access_tokens, audit, passwords
from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.domains.identity.audit import NOWHERE, Seen
from streamverse.domains.identity.emails import normalised
from streamverse.domains.identity.errors import NoSuchAccount, NoSuchRole
from streamverse.domains.identity.events import AccountTokensEnded, PasswordChanged
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.repository import accounts, roles, sign_ins
from streamverse.domains.identity.roles import Role
from streamverse.domains.identity.service.privacy.ask_erasure import require_another_superuser
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

CHANGED = "account_changed"
MACHINE_LIFETIME = timedelta(minutes=30)


async def set_roles(
    services: Services,
    account_id: UUID,
    wanted: Iterable[str],
    *,
    actor_id: UUID | None = None,
    seen: Seen = NOWHERE,
) -> frozenset[str]:
    """Give an account exactly these roles, and viewer; its sign-ins end.

    Raises NoSuchAccount, NoSuchRole, LastSuperuser.
    """
    clock = services.get(Clock)
    names = frozenset({str(Role.VIEWER), *wanted})
    async with services.get(Database).write() as session:
        account = await accounts.account_by_id(session, account_id)
        if account is None:
            raise NoSuchAccount
        unknown = names - frozenset(Role) - await roles.custom_names(session)
        if unknown:
            raise NoSuchRole(f"There is no role {', '.join(sorted(unknown))}.")
        if Role.SUPERUSER not in names:
            await require_another_superuser(session, account_id)
        held = await accounts.roles_of(session, account_id)
        if held == names:
            return names
        await accounts.remove_roles(session, account_id)
        accounts.add_roles(session, account_id, names, clock.now())
        audit.record(
            session,
            clock,
            "roles_changed",
            account_id=account_id,
            actor_id=actor_id,
            seen=seen,
            before=" ".join(sorted(held)),
            after=" ".join(sorted(names)),
        )
        await end_tokens(services, session, account_id)
    await tell_changed(services, account_id)
    return names


async def set_password(
    services: Services,
    account: AccountRow,
    password: str,
    *,
    keep_family: UUID | None = None,
    ends_others: bool = True,
    seen: Seen = NOWHERE,
    by: str = "owner",
) -> None:
    """Replace an account's password; every access token ends at once. Raises WeakPassword.

    The sign-in `keep_family` goes on by refreshing; with `ends_others` no other one does.
    """
    await passwords.require_strong(password, account.email, account.name)
    password_hash = await passwords.hashed(password)
    async with services.get(Database).write() as session:
        await store_password(
            services,
            session,
            account.id,
            password_hash,
            keep_family=keep_family,
            ends_others=ends_others,
            seen=seen,
            by=by,
        )
    await tell_changed(services, account.id)


async def store_password(
    services: Services,
    session: WriteSession,
    account_id: UUID,
    password_hash: str,
    *,
    keep_family: UUID | None = None,
    ends_others: bool = True,
    seen: Seen = NOWHERE,
    by: str = "owner",
) -> None:
    """Store a new password's hash and end what it ends; call `tell_changed` after the commit."""
    clock = services.get(Clock)
    await accounts.store_hash(session, account_id, password_hash, clock.now())
    epoch = await accounts.raise_epoch(session, account_id)
    if ends_others:
        await sign_ins.end_families_of(session, account_id, CHANGED, clock.now(), but=keep_family)
    await sign_ins.carry_over(session, account_id, epoch)
    audit.record(session, clock, "password_changed", account_id=account_id, seen=seen, by=by)
    outbox.publish(session, PasswordChanged(account_id))
    outbox.publish(session, AccountTokensEnded(account_id))


async def end_tokens(services: Services, session: WriteSession, account_id: UUID) -> None:
    """End every token and sign-in of an account; call `tell_changed` after the commit."""
    await accounts.raise_epoch(session, account_id)
    await sign_ins.end_families_of(session, account_id, CHANGED, services.get(Clock).now())
    outbox.publish(session, AccountTokensEnded(account_id))


async def find_account(session: ReadSession, email: str) -> AccountRow:
    """Return the account of an email. Raises BadEmail, NoSuchAccount."""
    account = await accounts.account_by_email(session, normalised(email))
    if account is None:
        raise NoSuchAccount(f"No account has the email {email}.")
    return account


async def issue_token(
    services: Services,
    account_id: UUID,
    lifetime: timedelta = access_tokens.LIFETIME,
    *,
    is_operator: bool = False,
) -> str:
    """Return an access token of an account, outside any sign-in. Raises NoSuchAccount."""
    async with services.get(Database).read() as session:
        account = await accounts.account_by_id(session, account_id)
        if account is None:
            raise NoSuchAccount(str(account_id))
        held = await accounts.roles_of(session, account_id)
    claims = AccessClaims(account_id, held, account.epoch, family_id=None, is_operator=is_operator)
    keyring = keyring_of(services.get(Settings))
    return access_tokens.issue(keyring, claims, services.get(Clock).now(), lifetime)


async def machine_token(services: Services) -> str:
    """Return half an hour's access token of the first superuser, for this machine's commands."""
    async with services.get(Database).read() as session:
        account = await accounts.first_account_with(session, Role.SUPERUSER)
    if account is None:
        raise NoSuchAccount("There is no superuser yet.")
    return await issue_token(services, account.id, MACHINE_LIFETIME, is_operator=True)
