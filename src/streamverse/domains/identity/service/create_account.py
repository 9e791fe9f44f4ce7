"""Create accounts: operators and the first start create them; people register elsewhere."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from streamverse.domains.identity import audit, passwords
from streamverse.domains.identity.emails import look_of, normalised
from streamverse.domains.identity.errors import EmailTaken
from streamverse.domains.identity.events import AccountRegistered
from streamverse.domains.identity.models import AccountRow, CredentialRow
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.roles import Role
from streamverse.domains.identity.service.profiles.first import first_profile
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

DEFAULT_ADMIN_EMAIL = "admin@localhost"
MADE_PASSWORD_BYTES = 12
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Who a new account is for. Without a password hash it is entered by another way."""

    email: str
    name: str
    password_hash: str | None
    roles: frozenset[str] = frozenset()
    language: str = ENGLISH
    born_on: date | None = None
    is_verified: bool = False
    state: str = "active"


async def add_account(services: Services, session: WriteSession, wish: NewAccount) -> AccountRow:
    """Add an account with its main profile. Raises IntegrityError when the email is taken."""
    clock = services.get(Clock)
    now = clock.now()
    account = AccountRow(
        id=new_id(),
        email=wish.email,
        email_key=look_of(wish.email),
        email_verified_at=now if wish.is_verified else None,
        name=wish.name.strip(),
        language=wish.language,
        born_on=wish.born_on,
        state=wish.state,
        epoch=0,
        created_at=now,
    )
    session.add(account)
    await session.flush()
    if wish.password_hash:
        session.add(
            CredentialRow(account_id=account.id, password_hash=wish.password_hash, changed_at=now)
        )
    session.add(first_profile(account.id, account.name, account.language, now))
    accounts.add_roles(session, account.id, {Role.VIEWER, *wish.roles}, now)
    audit.record(session, clock, "account_created", account_id=account.id)
    outbox.publish(session, AccountRegistered(account.id))
    return account


async def create_account(
    services: Services, email: str, password: str, name: str, roles: Iterable[str]
) -> UUID:
    """Make an account with roles and a verified email, as operators do.

    Raises BadEmail, WeakPassword, EmailTaken.
    """
    address = normalised(email)
    await passwords.require_strong(password, address, name)
    wish = NewAccount(
        address, name, await passwords.hashed(password), frozenset(roles), is_verified=True
    )
    try:
        async with services.get(Database).write() as session:
            return (await add_account(services, session, wish)).id
    except IntegrityError:
        raise EmailTaken(address) from None


async def ensure_account(
    services: Services, email: str, password: str, name: str, roles: Iterable[str]
) -> UUID:
    """Return the account with this email, made now if there is none. Raises as create_account."""
    async with services.get(Database).read_latest() as session:
        account = await accounts.account_by_email(session, normalised(email))
    if account is not None:
        return account.id
    return await create_account(services, email, password, name, roles)


async def ensure_first_superuser(services: Services) -> str | None:
    """Make the first superuser at the first start; returns the password when we made it up."""
    settings = services.get(Settings)
    async with services.get(Database).read() as session:
        if await accounts.first_account_with(session, Role.SUPERUSER):
            return None
    chosen = settings.admin_password.get_secret_value()
    password = chosen or secrets.token_urlsafe(MADE_PASSWORD_BYTES)
    address = normalised(settings.admin_email or DEFAULT_ADMIN_EMAIL)
    wish = NewAccount(
        address,
        "Administrator",
        await passwords.hashed(password),
        frozenset({Role.SUPERUSER}),
        is_verified=True,
    )
    try:
        async with services.get(Database).write() as session:
            await add_account(services, session, wish)
    except IntegrityError:
        await _promote(services, address)
        return None
    return None if chosen else password


async def _promote(services: Services, address: str) -> None:
    """Give the superuser's role to the account that has the administrator's email."""
    async with services.get(Database).write() as session:
        account = await accounts.account_by_email(session, address)
        if account is None:
            raise EmailTaken(f"{address} belonged to an account that was deleted.")
        held = await accounts.roles_of(session, account.id)
        if Role.SUPERUSER not in held:
            now = services.get(Clock).now()
            accounts.add_roles(session, account.id, {Role.SUPERUSER}, now)
            await accounts.raise_epoch(session, account.id)
