"""Who calls, as types that an endpoint names in its signature.

    async def publish(editor: Editor, …) -> …

An endpoint that names none of them is public. A caller is recognised by a bearer token, by
the site's cookies (then unsafe requests must carry the CSRF token), or by the guest cookie.
"""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Response
from fastapi.openapi.models import HTTPBearer as BearerModel
from fastapi.security.base import SecurityBase
from starlette.requests import HTTPConnection

from streamverse.domains.identity import access_tokens, cookies, standing
from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.domains.identity.errors import CsrfRefused, RoleMissing, SessionEnded
from streamverse.domains.identity.roles import ADMINS, CREATORS, EDITORS, Role, holds_one_of
from streamverse.kit.clock import Clock
from streamverse.kit.errors import Unauthenticated
from streamverse.kit.http.provide import services_of
from streamverse.kit.keyring import Keyring, keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever makes a request: an account, or a guest known by a cookie."""

    account_id: UUID | None
    guest_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    family_id: UUID | None = None

    @property
    def viewer_key(self) -> str:
        """What resume points and streams are counted by: "account:<id>" or "guest:<id>"."""
        return f"account:{self.account_id}" if self.account_id else f"guest:{self.guest_id}"

    def holds(self, wanted: frozenset[Role]) -> bool:
        """Whether the caller has one of the roles."""
        return holds_one_of(self.roles, wanted)

    @property
    def is_editor(self) -> bool:
        """Whether the caller may change what is not their own."""
        return self.holds(EDITORS)


@dataclass(frozen=True, slots=True)
class Account(Caller):
    """A caller who is signed in."""

    @property
    def id(self) -> UUID:
        """The account's id, which a signed-in caller always has."""
        if self.account_id is None:
            raise Unauthenticated
        return self.account_id


class AccessToken(SecurityBase):
    """Finds the access token of a request: the bearer's, else the cookie's."""

    def __init__(self) -> None:
        """Describe the scheme for the API's documentation."""
        self.model: Any = BearerModel(bearerFormat="JWT", description="an access token")
        self.scheme_name = "access_token"

    async def __call__(self, connection: HTTPConnection) -> AccessClaims | None:
        """Return what a token says that still counts; None without one."""
        services = services_of(connection)
        keyring = keyring_of(services.get(Settings))
        bearer = bearer_token(connection)
        token = connection.cookies.get(cookies.ACCESS) if bearer is None else bearer
        if token is None:
            return None
        claims = access_tokens.check(keyring, token, services.get(Clock).now())
        if bearer is None:
            _require_own_page(connection, keyring, claims)
        if not await standing.still_counts(services, claims):
            raise SessionEnded("Sign in again.")
        return claims


def bearer_token(connection: HTTPConnection) -> str | None:
    """Return the token of an `Authorization: Bearer` header."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _require_own_page(connection: HTTPConnection, keyring: Keyring, claims: AccessClaims) -> None:
    if connection.scope.get("method", "GET") in SAFE_METHODS:
        return
    header = connection.headers.get(cookies.CSRF_HEADER, "")
    is_ours = claims.family_id and cookies.is_csrf_token(keyring, claims.family_id, header)
    if not is_ours:
        raise CsrfRefused(f"Send the value of the cookie {cookies.CSRF} as X-CSRF-Token.")


Claims = Annotated[AccessClaims | None, Depends(AccessToken())]


async def viewer(connection: HTTPConnection, response: Response, claims: Claims) -> Caller:
    """Give an account or a guest; a guest who is new gets a cookie."""
    if claims is not None:
        return _account(claims)
    settings = services_of(connection).get(Settings)
    keyring = keyring_of(settings)
    known = cookies.guest_of(keyring, connection.cookies.get(cookies.GUEST))
    return Caller(None, known or cookies.new_guest(response, settings, keyring))


async def signed_in(claims: Claims) -> Account:
    """Give an account. Raises Unauthenticated."""
    if claims is None:
        raise Unauthenticated(headers={"www-authenticate": "Bearer"})
    return _account(claims)


async def creator(account: Annotated[Account, Depends(signed_in)]) -> Account:
    """Give an account that may upload. Raises RoleMissing."""
    return _with_role(account, CREATORS, Role.CREATOR)


async def editor(account: Annotated[Account, Depends(signed_in)]) -> Account:
    """Give an account that may change the whole catalog. Raises RoleMissing."""
    return _with_role(account, EDITORS, Role.EDITOR)


async def admin(account: Annotated[Account, Depends(signed_in)]) -> Account:
    """Give an account that runs the platform. Raises RoleMissing."""
    return _with_role(account, ADMINS, Role.ADMIN)


CALLER_DEPENDENCIES = frozenset({viewer, signed_in, creator, editor, admin})
"""What makes an endpoint not public, for the test that reads the list of public ones."""

Viewer = Annotated[Caller, Depends(viewer)]
SignedIn = Annotated[Account, Depends(signed_in)]
Creator = Annotated[Account, Depends(creator)]
Editor = Annotated[Account, Depends(editor)]
Admin = Annotated[Account, Depends(admin)]


def account_of_scope(services: Services, connection: HTTPConnection) -> UUID | None:
    """Return whose token a request carries, by its signature alone: for counting, not access."""
    token = bearer_token(connection) or connection.cookies.get(cookies.ACCESS)
    if token is None:
        return None
    keyring = keyring_of(services.get(Settings))
    try:
        return access_tokens.check(keyring, token, services.get(Clock).now()).account_id
    except Unauthenticated:
        return None


def _account(claims: AccessClaims) -> Account:
    return Account(claims.account_id, None, claims.roles, claims.family_id)


def _with_role(account: Account, wanted: frozenset[Role], named: Role) -> Account:
    if not account.holds(wanted):
        raise RoleMissing(f"It takes the role “{named}”.", role=named.value)
    return account
