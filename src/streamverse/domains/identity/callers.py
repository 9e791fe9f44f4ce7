"""Who calls, as types that an endpoint names in its signature.

    async def publish(editor: Editor, …) -> …

An endpoint that names none of them is public. A caller is recognised by a bearer token (of a
sign-in, or an API token), by the site's cookies (then unsafe requests must carry the CSRF
token), or by the guest cookie.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response
from fastapi.openapi.models import HTTPBearer as BearerModel
from fastapi.security.base import SecurityBase
from starlette.requests import HTTPConnection

from streamverse.domains.identity import access_tokens, cookies
from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.domains.identity.api_tokens import API_TOKEN_PREFIX, token_claims
from streamverse.domains.identity.errors import (
    CsrfRefused,
    KidsProfileRefused,
    NotInPerson,
    OperatorSignInRequired,
    RoleMissing,
    ScopeMissing,
    SessionEnded,
    StepUpRequired,
    TokenExpired,
    ViewAsReadsOnly,
)
from streamverse.domains.identity.repository.proofs import ways_to_prove
from streamverse.domains.identity.roles import OPERATORS_ONLY, Permission, role_that_gives
from streamverse.domains.identity.standing import (
    ActiveProfile,
    Standing,
    Standings,
    standings_of,
)
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.errors import Unauthenticated
from streamverse.kit.http.address import client_address
from streamverse.kit.http.provide import services_of
from streamverse.kit.keyring import Keyring, keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ENDS_VIEWING = frozenset({"/api/v1/auth/view-as/end"})
PROOF_LASTS = timedelta(minutes=10)
READ_SCOPE = "account:read"
WRITE_SCOPE = "account:write"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever makes a request: an account in one of its profiles, or a guest known by a cookie.

    An account without a profile has to choose one first and is treated as a small child's.
    `scopes` are an API token's. `impersonator_id` is the operator who looks on.
    """

    account_id: UUID | None
    guest_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    family_id: UUID | None = None
    permissions: frozenset[Permission] = frozenset()
    profile: ActiveProfile | None = None
    proved_at: datetime | None = None
    is_operator: bool = False
    impersonator_id: UUID | None = None
    scopes: frozenset[str] | None = None

    @property
    def viewer_key(self) -> str:
        """What resume points are kept by: "profile:<id>" or "guest:<id>"."""
        if self.account_id is None:
            return f"guest:{self.guest_id}"
        return f"profile:{self.profile.id if self.profile else self.account_id}"

    @property
    def profile_id(self) -> UUID | None:
        """The active profile."""
        return self.profile.id if self.profile else None

    @property
    def is_kids(self) -> bool:
        """Whether a child watches, or somebody who has not said who they are."""
        return self.profile.is_kids if self.profile else self.account_id is not None

    @property
    def max_age(self) -> int | None:
        """The maturity ceiling in years; None without one."""
        if self.profile is not None:
            return self.profile.max_age
        return None if self.account_id is None else 0

    @property
    def is_editor(self) -> bool:
        """Whether the caller may change what is not their own."""
        return self.may(Permission.CATALOG_EDIT)

    def may(self, permission: Permission) -> bool:
        """Whether the caller has a permission, in this profile and by this token."""
        if permission not in self.permissions or self.is_kids:
            return False
        if self.scopes is not None:
            return permission in self.scopes
        return permission not in OPERATORS_ONLY or self.is_operator


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
    """Finds whose access token a request carries: the bearer's, else the cookie's."""

    def __init__(self) -> None:
        """Describe the scheme for the API's documentation."""
        self.model: Any = BearerModel(bearerFormat="JWT", description="an access token")
        self.scheme_name = "access_token"

    async def __call__(self, connection: HTTPConnection) -> Account | None:
        """Return who calls with a token that still counts; None without one."""
        services = services_of(connection)
        bearer = bearer_token(connection)
        token = connection.cookies.get(cookies.ACCESS) if bearer is None else bearer
        if token is None:
            return None
        settings = services.get(Settings)
        address = client_address(connection.scope, settings.trusted_proxies)
        claims = await claims_of(services, token, address)
        is_safe = connection.scope.get("method", "GET") in SAFE_METHODS
        if bearer is None and not is_safe:
            _require_own_page(connection, keyring_of(services.get(Settings)), claims)
        if claims.impersonator_id and not is_safe and connection.url.path not in ENDS_VIEWING:
            raise ViewAsReadsOnly
        standings = standings_of(services)
        standing = await standings.of(claims.account_id, claims.family_id)
        if standing is None or not standing.is_active or standing.epoch != claims.epoch:
            raise SessionEnded("Sign in again.")
        await _require_living(standings, standing, claims)
        if claims.impersonator_id and not await _may_view(standings, claims):
            raise SessionEnded("You may no longer view the service as somebody else.")
        connection.state.device_id = claims.device_id
        return _account(claims, standing)


async def _require_living(standings: Standings, standing: Standing, claims: AccessClaims) -> None:
    """Refuse a token of a sign-in that has ended, or that is in another profile by now."""
    if claims.family_id is None:
        return
    sign_in = await standings.sign_in(standing, claims.family_id)
    if sign_in is None:
        raise SessionEnded("Sign in again.")
    if sign_in.profile_id != claims.profile_id:
        raise TokenExpired("Another profile was entered since: refresh.")


async def _may_view(standings: Standings, claims: AccessClaims) -> bool:
    """Whether the operator still may look on, and has not signed out or been signed out."""
    assert claims.impersonator_id is not None
    family_id = claims.impersonator_family_id
    operator = await standings.of(claims.impersonator_id, family_id)
    return (
        operator is not None
        and operator.is_active
        and Permission.ACCOUNTS_VIEW_AS in operator.permissions
        and (family_id is None or await standings.is_alive(operator, family_id))
    )


async def claims_of(services: Services, token: str, address: str) -> AccessClaims:
    """Return what an access token or an API token says. Raises TokenExpired, TokenInvalid."""
    if token.startswith(API_TOKEN_PREFIX):
        return await token_claims(services, token, address)
    keyring = keyring_of(services.get(Settings))
    return access_tokens.check(keyring, token, services.get(Clock).now())


def bearer_token(connection: HTTPConnection) -> str | None:
    """Return the token of an `Authorization: Bearer` header."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _require_own_page(connection: HTTPConnection, keyring: Keyring, claims: AccessClaims) -> None:
    header = connection.headers.get(cookies.CSRF_HEADER, "")
    is_ours = claims.family_id and cookies.is_csrf_token(keyring, claims.family_id, header)
    if not is_ours:
        raise CsrfRefused(f"Send the value of the cookie {cookies.CSRF} as X-CSRF-Token.")


def _account(claims: AccessClaims, standing: Standing) -> Account:
    chosen = claims.profile_id
    if chosen is None and claims.family_id is None:
        chosen = standing.main_profile_id  # a program's token watches as the account's holder
    if chosen is not None and chosen not in standing.profiles:
        raise SessionEnded("The profile is gone. Refresh, or sign in again.")
    return Account(
        account_id=claims.account_id,
        roles=standing.roles,
        family_id=claims.family_id,
        permissions=standing.permissions,
        profile=standing.profiles[chosen] if chosen else None,
        proved_at=claims.proved_at,
        is_operator=claims.is_operator,
        impersonator_id=claims.impersonator_id,
        scopes=claims.scopes,
    )


Recognised = Annotated[Account | None, Depends(AccessToken())]


async def viewer(connection: HTTPConnection, response: Response, account: Recognised) -> Caller:
    """Give an account or a guest; a guest who is new gets a cookie."""
    if account is not None:
        _require_scope(connection, account)
        return account
    settings = services_of(connection).get(Settings)
    keyring = keyring_of(settings)
    known = cookies.guest_of(keyring, connection.cookies.get(cookies.GUEST))
    return Caller(None, known or cookies.new_guest(response, settings, keyring))


async def signed_in(connection: HTTPConnection, account: Recognised) -> Account:
    """Give an account. Raises Unauthenticated, ScopeMissing."""
    if account is None:
        raise Unauthenticated(headers={"www-authenticate": "Bearer"})
    _require_scope(connection, account)
    return account


async def owner(account: Annotated[Account, Depends(signed_in)]) -> Account:
    """Give the account's holder; an operator who looks on may read what they read.

    Raises NotInPerson, KidsProfileRefused.
    """
    if account.scopes is not None:
        raise NotInPerson("An API token can't do this; sign in.")
    if account.is_kids:
        raise KidsProfileRefused("Change to a grown-up's profile first.")
    return account


async def in_person(account: Annotated[Account, Depends(owner)]) -> Account:
    """Give a holder, and never an operator who looks on. Raises NotInPerson."""
    if account.impersonator_id is not None:
        raise NotInPerson
    return account


async def proved(request: Request, account: Annotated[Account, Depends(owner)]) -> Account:
    """Give a holder who showed a credential in the last minutes. Raises StepUpRequired."""
    await require_proof(request, account)
    return account


async def require_proof(connection: HTTPConnection, account: Account) -> None:
    """Refuse who has not shown a credential in the last minutes. Raises StepUpRequired."""
    if account.impersonator_id is not None:
        raise NotInPerson
    services = services_of(connection)
    now = services.get(Clock).now()
    if account.proved_at is not None and now - account.proved_at <= PROOF_LASTS:
        return
    async with services.get(Database).read() as session:
        methods = await ways_to_prove(session, account.id)
    raise StepUpRequired("Show one of the methods at /api/v1/auth/step-up.", methods=methods)


def require_own_hand(caller: Caller) -> None:
    """Refuse an operator who looks on, where a safe method leaves something behind.

    Raises ViewAsReadsOnly.
    """
    if caller.impersonator_id is not None:
        raise ViewAsReadsOnly


def _require_scope(connection: HTTPConnection, account: Account) -> None:
    if account.scopes is None:
        return
    is_safe = connection.scope.get("method", "GET") in SAFE_METHODS
    wanted = READ_SCOPE if is_safe else WRITE_SCOPE
    if wanted not in account.scopes:
        raise ScopeMissing(f"It takes the scope “{wanted}”.", scope=wanted)


def _holder_of(permission: Permission) -> Callable[..., Awaitable[Account]]:
    async def holder(account: Recognised) -> Account:
        if account is None:
            raise Unauthenticated(headers={"www-authenticate": "Bearer"})
        if account.may(permission):
            return account
        if permission not in account.permissions:
            role = role_that_gives(permission)
            raise RoleMissing(
                f"It takes the permission “{permission}”, as the role “{role}” has it.",
                role=role,
                permission=permission,
            )
        if account.is_kids:
            raise KidsProfileRefused("Change to a grown-up's profile first.")
        if account.scopes is not None:
            raise ScopeMissing(f"It takes the scope “{permission}”.", scope=permission)
        raise OperatorSignInRequired("Sign in at /admin/login with your second factor.")

    return holder


_HOLDERS = {permission: _holder_of(permission) for permission in Permission}


def allowed_to(permission: Permission) -> Any:
    """Return the dependency that gives an account with a permission: `Depends` of it."""
    return Depends(_HOLDERS[permission])


CALLER_DEPENDENCIES = frozenset({viewer, signed_in, owner, in_person, proved, *_HOLDERS.values()})
"""What makes an endpoint not public, for the test that reads the list of public ones."""

editor = _HOLDERS[Permission.CATALOG_EDIT]

Viewer = Annotated[Caller, Depends(viewer)]
SignedIn = Annotated[Account, Depends(signed_in)]
Owner = Annotated[Account, Depends(owner)]
InPerson = Annotated[Account, Depends(in_person)]
Proved = Annotated[Account, Depends(proved)]
Creator = Annotated[Account, allowed_to(Permission.MEDIA_UPLOAD)]
Editor = Annotated[Account, allowed_to(Permission.CATALOG_EDIT)]


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
