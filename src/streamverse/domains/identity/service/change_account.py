"""Change an account: its roles and its password. Either ends every token made before."""

from datetime import timedelta
from uuid import UUID

from streamverse.domains.identity import access_tokens, passwords, repository, standing
from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.domains.identity.emails import normalised
from streamverse.domains.identity.errors import NoSuchAccount
from streamverse.domains.identity.events import AccountTokensEnded
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.roles import Role
from streamverse.kit import outbox
from streamverse.kit.cache import Cache
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

CHANGED = "account_changed"
MACHINE_LIFETIME = timedelta(minutes=30)


async def set_roles(services: Services, email: str, roles: set[Role]) -> frozenset[str]:
    """Give an account exactly these roles, and viewer. Raises NoSuchAccount."""
    now = services.get(Clock).now()
    wanted = {Role.VIEWER, *roles}
    async with services.get(Database).write() as session:
        account = await _account(session, email)
        await repository.remove_roles(session, account.id)
        repository.add_roles(session, account.id, wanted, now)
        await _end_tokens(services, session, account.id)
    await standing.forget(services.get(Cache), account_id=account.id)
    return frozenset(wanted)


async def set_password(services: Services, email: str, password: str) -> None:
    """Replace an account's password. Raises NoSuchAccount, WeakPassword."""
    async with services.get(Database).read() as session:
        account = await _account(session, email)
    passwords.require_strong(password, account.email, account.name)
    password_hash = await passwords.hashed(password)
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        await repository.store_hash(session, account.id, password_hash, now)
        await _end_tokens(services, session, account.id)
    await standing.forget(services.get(Cache), account_id=account.id)


async def issue_token(
    services: Services, account_id: UUID, lifetime: timedelta = access_tokens.LIFETIME
) -> str:
    """Return an access token of an account, outside any sign-in. Raises NoSuchAccount."""
    async with services.get(Database).read() as session:
        account = await repository.account_by_id(session, account_id)
        if account is None:
            raise NoSuchAccount(str(account_id))
        roles = await repository.roles_of(session, account_id)
    claims = AccessClaims(account_id, roles, account.epoch, family_id=None)
    keyring = keyring_of(services.get(Settings))
    return access_tokens.issue(keyring, claims, services.get(Clock).now(), lifetime)


async def machine_token(services: Services) -> str:
    """Return half an hour's access token of the first superuser, for this machine's commands."""
    async with services.get(Database).read() as session:
        account = await repository.first_account_with(session, Role.SUPERUSER)
    if account is None:
        raise NoSuchAccount("There is no superuser yet.")
    return await issue_token(services, account.id, MACHINE_LIFETIME)


async def _account(session: ReadSession, email: str) -> AccountRow:
    account = await repository.account_by_email(session, normalised(email))
    if account is None:
        raise NoSuchAccount(f"No account has the email {email}.")
    return account


async def _end_tokens(services: Services, session: WriteSession, account_id: UUID) -> None:
    await repository.raise_epoch(session, account_id)
    await repository.end_families_of(session, account_id, CHANGED, services.get(Clock).now())
    outbox.publish(session, AccountTokensEnded(account_id))
