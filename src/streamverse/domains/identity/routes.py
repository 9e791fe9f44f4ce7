"""Identity over HTTP: register, sign in, refresh, sign out, who am I."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from streamverse.domains.identity import access_tokens, cookies
from streamverse.domains.identity.callers import SignedIn, bearer_token
from streamverse.domains.identity.errors import RefreshRefused
from streamverse.domains.identity.schemas import (
    Me,
    RefreshRequest,
    Registered,
    RegisterRequest,
    SignedInAnswer,
    SignInRequest,
)
from streamverse.domains.identity.service.create_account import register
from streamverse.domains.identity.service.read_account import read_account
from streamverse.domains.identity.service.refresh import refresh, sign_out
from streamverse.domains.identity.service.sign_in import (
    REFRESH_LIFETIME,
    Origin,
    Tokens,
    Transport,
    sign_in,
)
from streamverse.domains.identity.sign_in_limits import (
    address_of,
    count_registration,
    count_sign_in,
)
from streamverse.kit.clock import Clock
from streamverse.kit.http import Reads
from streamverse.kit.http.problems import answer
from streamverse.kit.http.provide import services_of
from streamverse.kit.keyring import keyring_of
from streamverse.kit.settings import Settings

router = APIRouter(tags=["identity"])
aliases = APIRouter(tags=["aliases"])


@router.post("/auth/register", status_code=202)
async def register_account(
    wish: RegisterRequest, request: Request, response: Response
) -> Registered:
    """Make an account. The answer is the same when the email is known already."""
    await count_registration(request, response)
    await register(services_of(request), wish.email, wish.password, wish.name)
    return Registered()


@router.post("/auth/login", response_model_exclude_none=True)
async def sign_in_account(
    wish: SignInRequest, request: Request, response: Response
) -> SignedInAnswer:
    """Sign in: tokens in the body (`bearer`) or as cookies of the site (`cookie`)."""
    await count_sign_in(request, response, wish.email)
    user_agent = request.headers.get("user-agent", "")
    origin = Origin(address_of(request), user_agent, wish.transport)
    tokens = await sign_in(services_of(request), wish.email, wish.password, origin)
    return _hand_over(request, response, tokens, wish.transport)


@router.post("/auth/refresh", response_model=SignedInAnswer, response_model_exclude_none=True)
async def refresh_sign_in(
    request: Request, response: Response, wish: Annotated[RefreshRequest | None, Body()] = None
) -> Response | SignedInAnswer:
    """Exchange a refresh token for the next pair; each counts once.

    The site sends no body but its cookies and `X-CSRF-Token`. A refusal forgets the cookies.
    """
    given = wish.refresh_token if wish else None
    cookie = request.cookies.get(cookies.REFRESH)
    token = given or cookie
    if token is None:
        raise RefreshRefused("There is no refresh token.")
    csrf = None if given else request.headers.get(cookies.CSRF_HEADER, "")
    services = services_of(request)
    try:
        tokens = await refresh(services, token, csrf=csrf)
    except RefreshRefused as refusal:
        if given:
            raise
        refused = answer(request, refusal.problem(), refusal.headers)
        cookies.forget_sign_in(refused, services.get(Settings))
        return refused
    return _hand_over(request, response, tokens, "bearer" if given else "cookie")


@router.post("/auth/logout", status_code=204)
async def sign_out_account(
    request: Request, response: Response, wish: Annotated[RefreshRequest | None, Body()] = None
) -> None:
    """End this sign-in: by a refresh token, the site's cookies, or the bearer's access token."""
    services = services_of(request)
    keyring = keyring_of(services.get(Settings))
    given = wish.refresh_token if wish else None
    bearer = bearer_token(request)
    if given:
        await sign_out(services, family_id=None, refresh_token=given, csrf=None)
    elif bearer:
        claims = access_tokens.check(keyring, bearer, services.get(Clock).now())
        await sign_out(services, family_id=claims.family_id, refresh_token=None, csrf=None)
    elif cookie := request.cookies.get(cookies.REFRESH):
        csrf = request.headers.get(cookies.CSRF_HEADER, "")
        await sign_out(services, family_id=None, refresh_token=cookie, csrf=csrf)
    cookies.forget_sign_in(response, services.get(Settings))


@router.get("/me")
async def read_me(account: SignedIn, session: Reads) -> Me:
    """Return the account that asks."""
    return await read_account(session, account.id)


def _hand_over(
    request: Request, response: Response, tokens: Tokens, transport: Transport
) -> SignedInAnswer:
    response.headers["cache-control"] = "no-store"
    if transport == "bearer":
        return SignedInAnswer(
            token_type="bearer",  # noqa: S106 - a kind, not a password
            expires_in=tokens.expires_in_seconds,
            access_token=tokens.access,
            refresh_token=tokens.refresh,
        )
    settings = services_of(request).get(Settings)
    cookies.set_sign_in(
        response,
        settings,
        access=tokens.access,
        refresh=tokens.refresh,
        csrf=cookies.csrf_token(keyring_of(settings), tokens.family_id),
        seconds=int(REFRESH_LIFETIME.total_seconds()),
    )
    return SignedInAnswer(token_type="cookie", expires_in=tokens.expires_in_seconds)  # noqa: S106


aliases.add_api_route(
    "/api/auth/register",
    register_account,
    methods=["POST"],
    status_code=202,
    response_model=Registered,
    name="register_account_alias",
)
aliases.add_api_route(
    "/api/auth/login",
    sign_in_account,
    methods=["POST"],
    response_model=SignedInAnswer,
    response_model_exclude_none=True,
    name="sign_in_account_alias",
)
