"""Create accounts: people register, operators and the first start create them."""

import secrets
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from streamverse.domains.identity import passwords, repository
from streamverse.domains.identity.emails import normalised
from streamverse.domains.identity.errors import EmailTaken
from streamverse.domains.identity.events import AccountRegistered
from streamverse.domains.identity.models import AccountRow, CredentialRow
from streamverse.domains.identity.roles import Role
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

DEFAULT_ADMIN_EMAIL = "admin@localhost"
MADE_PASSWORD_BYTES = 12


async def register(services: Services, email: str, password: str, name: str) -> None:
    """Make an account for someone new; someone known is left as they are, and nothing tells.

    Raises BadEmail, WeakPassword, which depend on nothing we know.
    """
    address = normalised(email)
    passwords.require_strong(password, address, name)
    password_hash = await passwords.hashed(password)  # for known emails too: same time
    async with services.get(Database).read() as session:
        is_known = await repository.is_email_known(session, address)
    if not is_known:
        await _store(services, address, password_hash, name, {Role.VIEWER})


async def create_account(
    services: Services, email: str, password: str, name: str, roles: set[Role]
) -> UUID:
    """Make an account with roles. Raises BadEmail, WeakPassword, EmailTaken."""
    address = normalised(email)
    passwords.require_strong(password, address, name)
    account_id = await _store(
        services, address, await passwords.hashed(password), name, {Role.VIEWER, *roles}
    )
    if account_id is None:
        raise EmailTaken(address)
    return account_id


async def ensure_account(
    services: Services, email: str, password: str, name: str, roles: set[Role]
) -> UUID:
    """Return the account with this email, made now if there is none. Raises as create_account."""
    try:
        return await create_account(services, email, password, name, roles)
    except EmailTaken:
        async with services.get(Database).read() as session:
            account = await repository.account_by_email(session, normalised(email))
        if account is None:
            raise
        return account.id


async def ensure_first_superuser(services: Services) -> str | None:
    """Make the first superuser at the first start; returns the password when we made it up."""
    settings = services.get(Settings)
    async with services.get(Database).read() as session:
        if await repository.first_account_with(session, Role.SUPERUSER):
            return None
    chosen = settings.admin_password.get_secret_value()
    password = chosen or secrets.token_urlsafe(MADE_PASSWORD_BYTES)
    address = normalised(settings.admin_email or DEFAULT_ADMIN_EMAIL)
    roles = {Role.VIEWER, Role.SUPERUSER}
    made = await _store(services, address, await passwords.hashed(password), "Administrator", roles)
    if made is None:
        await _promote(services, address)
        return None
    return None if chosen else password


async def _store(
    services: Services, address: str, password_hash: str, name: str, roles: set[Role]
) -> UUID | None:
    """Return the new account's id, or None when somebody was quicker with this email."""
    now = services.get(Clock).now()
    account_id = new_id()
    try:
        async with services.get(Database).write() as session:
            session.add(AccountRow(id=account_id, email=address, name=name.strip(), created_at=now))
            await session.flush()
            session.add(
                CredentialRow(account_id=account_id, password_hash=password_hash, changed_at=now)
            )
            repository.add_roles(session, account_id, roles, now)
            outbox.publish(session, AccountRegistered(account_id))
    except IntegrityError:
        return None
    return account_id


async def _promote(services: Services, address: str) -> None:
    """Give the superuser's role to the account that has the administrator's email."""
    async with services.get(Database).write() as session:
        account = await repository.account_by_email(session, address)
        if account is None:
            raise EmailTaken(f"{address} belonged to an account that was deleted.")
        held = await repository.roles_of(session, account.id)
        if Role.SUPERUSER not in held:
            now = services.get(Clock).now()
            repository.add_roles(session, account.id, {Role.SUPERUSER}, now)
            await repository.raise_epoch(session, account.id)
