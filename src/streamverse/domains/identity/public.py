"""The door of identity: who calls, and accounts for the command line and the first start."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from starlette.requests import HTTPConnection
from starlette.types import Scope

from streamverse.domains.identity import links
from streamverse.domains.identity.api_tokens import counted_token
from streamverse.domains.identity.avatars.drawn_set import drawn_avatar
from streamverse.domains.identity.callers import (
    CALLER_DEPENDENCIES,
    Account,
    Caller,
    Creator,
    Editor,
    Owner,
    Proved,
    SignedIn,
    Viewer,
    account_of_scope,
    allowed_to,
    bearer_token,
    editor,
    require_own_hand,
)
from streamverse.domains.identity.emails import look_of as look_of_email
from streamverse.domains.identity.emails import normalised as normalised_email
from streamverse.domains.identity.links import LinkPurpose, MailedLink
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.ports import IdentityProviders
from streamverse.domains.identity.repository import accounts, standing
from streamverse.domains.identity.roles import Permission, Role
from streamverse.domains.identity.service import change_account
from streamverse.domains.identity.service.change_account import issue_token, machine_token
from streamverse.domains.identity.service.create_account import (
    create_account,
    ensure_account,
    ensure_first_superuser,
)
from streamverse.domains.identity.service.devices.seen import SeenAct, last_act, seen_device
from streamverse.domains.identity.service.privacy.answer_erasure import answer_erasure
from streamverse.domains.identity.service.privacy.answer_export import GatheredPart, answer_export
from streamverse.domains.identity.service.privacy.successor import oldest_superuser, successor_of
from streamverse.domains.identity.service.privacy.taking_part import TakesPart, taking_part
from streamverse.domains.identity.service.profiles.grown_ups import require_grown_up
from streamverse.domains.identity.service.profiles.pause_history import set_history_paused
from streamverse.domains.identity.service.profiles.preferences import (
    Preferences,
    QuietHours,
    preferences_of,
)
from streamverse.domains.identity.service.second_factors.read_factors import Factors, read_factors
from streamverse.domains.identity.service.second_factors.reset_factors import reset_factors
from streamverse.domains.identity.sign_in_limits import address_of
from streamverse.domains.identity.standing import ActiveProfile, Standings, standings_of
from streamverse.kit.addresses import counted_address
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.http.address import client_address
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

__all__ = [
    "CALLER_DEPENDENCIES",
    "Account",
    "ActiveProfile",
    "Addressee",
    "Caller",
    "Creator",
    "Editor",
    "GatheredPart",
    "IdentityProviders",
    "LinkPurpose",
    "MailedLink",
    "Owner",
    "Permission",
    "Preferences",
    "Proved",
    "QuietHours",
    "Role",
    "SeenAct",
    "SignedIn",
    "Standings",
    "TakesPart",
    "Viewer",
    "account_names",
    "address_of",
    "addressee",
    "allowed_to",
    "answer_erasure",
    "answer_export",
    "create_account",
    "drawn_avatar",
    "editor",
    "ensure_account",
    "ensure_first_superuser",
    "issue_token",
    "last_act",
    "look_of_email",
    "machine_token",
    "mailed_link",
    "normalised_email",
    "oldest_superuser",
    "open_identity",
    "preferences_of",
    "profiles_of",
    "rate_key",
    "require_grown_up",
    "require_own_hand",
    "reset_second_factors",
    "second_factors",
    "seen_device",
    "set_history_paused",
    "set_password",
    "set_roles",
    "successor_of",
    "taking_part",
]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a mail goes to."""

    email: str
    name: str
    language: str
    is_verified: bool


@asynccontextmanager
async def open_identity(services: Services) -> AsyncGenerator[None]:
    """Hear what other processes change about accounts."""
    listening = asyncio.create_task(standings_of(services).listen())
    try:
        yield
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


async def rate_key(services: Services, scope: Scope) -> str:
    """Return what requests are counted by: the account, the API token, else the address."""
    connection = HTTPConnection(scope)
    account_id = account_of_scope(services, connection)
    if account_id:
        return f"account:{account_id}"
    token_id = counted_token(services, bearer_token(connection) or "")
    if token_id:
        return f"token:{token_id}"
    address = client_address(scope, services.get(Settings).trusted_proxies)
    return f"address:{counted_address(address)}"


async def account_names(session: ReadSession, account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the display names of accounts, in one query."""
    return await accounts.names_of(session, account_ids)


async def profiles_of(session: ReadSession, account_id: UUID) -> tuple[ActiveProfile, ...]:
    """Return an account's profiles as the database has them."""
    facts = await standing.facts_of(session, account_id)
    return facts.profiles if facts else ()


async def addressee(session: ReadSession, account_id: UUID) -> Addressee | None:
    """Return whom a mail to an account goes to, also while it is erased; None once it is gone."""
    row = await session.get(AccountRow, account_id)
    if row is None:
        return None
    return Addressee(row.email, row.name, row.language, row.email_verified_at is not None)


async def mailed_link(services: Services, link_id: UUID) -> MailedLink | None:
    """Return a link for its mail; None when there is nothing left to mail."""
    async with services.get(Database).read_latest() as session:
        return await links.mailed_link(services, session, link_id)


async def second_factors(services: Services, email: str) -> Factors:
    """Return what an account proves itself with, for the command line. Raises NoSuchAccount."""
    async with services.get(Database).read() as session:
        account = await change_account.find_account(session, email)
        return await read_factors(session, account.id)


async def reset_second_factors(services: Services, email: str) -> None:
    """Remove every second factor of an account, from the command line. Raises NoSuchAccount."""
    async with services.get(Database).write() as session:
        account = await change_account.find_account(session, email)
        await reset_factors(services, session, account.id)


async def set_roles(services: Services, email: str, roles: Iterable[str]) -> frozenset[str]:
    """Give an account exactly these roles, from the command line.

    Raises NoSuchAccount, NoSuchRole, LastSuperuser.
    """
    async with services.get(Database).read() as session:
        account = await change_account.find_account(session, email)
    return await change_account.set_roles(services, account.id, roles)


async def set_password(services: Services, email: str, password: str) -> None:
    """Replace an account's password, from the command line. Raises NoSuchAccount, WeakPassword."""
    async with services.get(Database).read() as session:
        account = await change_account.find_account(session, email)
    await change_account.set_password(services, account, password, by="command_line")
