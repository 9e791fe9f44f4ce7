"""Register, sign in, refresh, sign out; and the links that are mailed."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from streamverse.domains.identity import access_tokens, cookies
from streamverse.domains.identity.callers import bearer_token
from streamverse.domains.identity.errors import CsrfRefused, RefreshRefused
from streamverse.domains.identity.passwords import judged
from streamverse.domains.identity.routes.handing import country_of, hand_over, origin_of, seen_in
from streamverse.domains.identity.schemas import (
    Accepted202,
    EmailOnly,
    OfferedDocument,
    OfferedProvider,
    RefreshRequest,
    Registered,
    RegisterRequest,
    ResetRequest,
    SignedInAnswer,
    SignInOptions,
    SignInRequest,
    StrengthAnswer,
    StrengthRequest,
    TokenOnly,
    VerifiedEmail,
)
from streamverse.domains.identity.service import prove_email, reset_password
from streamverse.domains.identity.service.defence.unlock import unlock
from streamverse.domains.identity.service.passkeys.relying_party import takes_passkeys
from streamverse.domains.identity.service.privacy.consent import Accepted
from streamverse.domains.identity.service.refresh import refresh, sign_out
from streamverse.domains.identity.service.register import Wish, register
from streamverse.domains.identity.service.sign_in import sign_in
from streamverse.domains.identity.service.social.providers import offered
from streamverse.domains.identity.sign_in_limits import (
    address_of,
    count_mail_wish,
    count_registration,
    count_sign_in,
)
from streamverse.kit.clock import Clock
from streamverse.kit.http.problems import answer
from streamverse.kit.http.provide import services_of
from streamverse.kit.keyring import keyring_of
from streamverse.kit.settings import Settings

router = APIRouter(prefix="/auth", tags=["identity"])
aliases = APIRouter(tags=["aliases"])

MAX_TAG_LENGTH = 20


@router.get("/options")
async def read_sign_in_options(request: Request) -> SignInOptions:
    """Say how one may sign in and register here."""
    settings = services_of(request).get(Settings)
    return SignInOptions(
        registration=settings.registration.value,
        providers=[OfferedProvider(id=each.id, name=each.name) for each in offered(settings)],
        min_age=settings.min_age,
        asks_birth_date=settings.min_age > 0,
        passkeys=takes_passkeys(settings),
        documents=[
            OfferedDocument.model_validate(each, from_attributes=True)
            for each in settings.documents
        ],
    )


@router.post("/register", status_code=202)
async def register_account(
    wish: RegisterRequest, request: Request, response: Response
) -> Registered:
    """Make an account. The answer is the same when the email is known already."""
    await count_registration(request, response)
    if wish.parent_email:
        await count_mail_wish(request, response, wish.parent_email)
    await register(
        services_of(request),
        Wish(
            email=wish.email,
            password=wish.password,
            name=wish.name,
            language=wish.language or _spoken(request),
            address=seen_in(request).address,
            country=country_of(request),
            born_on=wish.born_on,
            parent_email=wish.parent_email,
            invitation=wish.invitation,
            accepts=[Accepted(each.kind, each.version) for each in wish.accepts],
        ),
    )
    return Registered()


@router.post("/login", response_model_exclude_none=True)
async def sign_in_account(
    wish: SignInRequest, request: Request, response: Response
) -> SignedInAnswer:
    """Sign in: tokens in the body (`bearer`) or as cookies of the site (`cookie`).

    With a second factor the answer is 403 `second_factor_required` with a `ticket`.
    """
    await count_sign_in(request, response, wish.email)
    origin = origin_of(request, wish.transport, wish.device)
    tokens = await sign_in(services_of(request), wish.email, wish.password, origin)
    return hand_over(request, response, tokens, wish.transport)


@router.post("/refresh", response_model=SignedInAnswer, response_model_exclude_none=True)
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
        tokens = await refresh(services, token, csrf=csrf, address=address_of(request))
    except RefreshRefused as refusal:
        if given:
            raise
        refused = answer(request, refusal.problem(), refusal.headers)
        cookies.forget_sign_in(refused, services.get(Settings))
        return refused
    return hand_over(request, response, tokens, "bearer" if given else "cookie")


@router.post("/logout", status_code=204)
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
    elif request.headers.get("sec-fetch-site") == "cross-site":
        raise CsrfRefused("Another site asked for this.")
    cookies.forget_sign_in(response, services.get(Settings))


@router.post("/password-strength")
async def judge_password(wish: StrengthRequest) -> StrengthAnswer:
    """Judge a password before it is chosen; nothing of it is kept."""
    strength = await judged(wish.password, wish.email, wish.name)
    return StrengthAnswer.model_validate(strength, from_attributes=True)


@router.post("/verify")
async def verify_email(wish: TokenOnly, request: Request) -> VerifiedEmail:
    """Show by a mailed link that the address is yours."""
    email = await prove_email.verify(services_of(request), wish.token, seen_in(request))
    return VerifiedEmail(email=email)


@router.post("/email/confirm")
async def confirm_new_email(wish: TokenOnly, request: Request) -> VerifiedEmail:
    """Change to a new address by the link that was mailed to it."""
    email = await prove_email.confirm(services_of(request), wish.token, seen_in(request))
    return VerifiedEmail(email=email)


@router.post("/email/undo", status_code=204)
async def undo_new_email(wish: TokenOnly, request: Request) -> None:
    """Take back a change of address by the link that was mailed to the old one."""
    await prove_email.undo(services_of(request), wish.token, seen_in(request))


@router.post("/unlock", status_code=204)
async def unlock_sign_in(wish: TokenOnly, request: Request) -> None:
    """Let an account's owner in again by the link that was mailed when it was locked."""
    await unlock(services_of(request), wish.token, seen_in(request).address)


@router.post("/reset/request", status_code=202)
async def ask_for_reset(wish: EmailOnly, request: Request, response: Response) -> Accepted202:
    """Have a link mailed that sets a new password. The answer never says whether it was."""
    await count_mail_wish(request, response, wish.email)
    await reset_password.ask(services_of(request), wish.email, seen_in(request))
    return Accepted202()


@router.post("/reset/check")
async def check_reset(wish: TokenOnly, request: Request) -> VerifiedEmail:
    """Say whose password a link sets."""
    return VerifiedEmail(email=await reset_password.look(services_of(request), wish.token))


@router.post("/reset", status_code=204)
async def set_new_password(wish: ResetRequest, request: Request) -> None:
    """Set a new password by a mailed link; every sign-in ends."""
    await reset_password.reset(services_of(request), wish.token, wish.password, seen_in(request))


def _spoken(request: Request) -> str:
    first = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0]
    tag = first.strip()
    return tag if tag.replace("-", "").isalnum() and len(tag) <= MAX_TAG_LENGTH else "en"


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
