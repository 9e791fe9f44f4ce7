"""The door of identity: who calls, and accounts for the command line and the first start."""

from collections.abc import Iterable
from uuid import UUID

from starlette.requests import HTTPConnection
from starlette.types import Scope

from streamverse.domains.identity import repository
from streamverse.domains.identity.callers import (
    CALLER_DEPENDENCIES,
    Account,
    Admin,
    Caller,
    Creator,
    Editor,
    SignedIn,
    Viewer,
    account_of_scope,
    editor,
)
from streamverse.domains.identity.roles import Role
from streamverse.domains.identity.service.change_account import (
    issue_token,
    machine_token,
    set_password,
    set_roles,
)
from streamverse.domains.identity.service.create_account import (
    create_account,
    ensure_account,
    ensure_first_superuser,
)
from streamverse.domains.identity.sign_in_limits import address_of
from streamverse.kit.db import ReadSession
from streamverse.kit.http.address import client_address
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

__all__ = [
    "CALLER_DEPENDENCIES",
    "Account",
    "Admin",
    "Caller",
    "Creator",
    "Editor",
    "Role",
    "SignedIn",
    "Viewer",
    "account_names",
    "address_of",
    "create_account",
    "editor",
    "ensure_account",
    "ensure_first_superuser",
    "issue_token",
    "machine_token",
    "rate_key",
    "set_password",
    "set_roles",
]


async def rate_key(services: Services, scope: Scope) -> str:
    """Return what requests are counted by: the signed-in account, else the client's address."""
    account_id = account_of_scope(services, HTTPConnection(scope))
    if account_id:
        return f"account:{account_id}"
    return f"address:{client_address(scope, services.get(Settings).trusted_proxies)}"


async def account_names(session: ReadSession, account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the display names of accounts, in one query."""
    return await repository.names_of(session, account_ids)
