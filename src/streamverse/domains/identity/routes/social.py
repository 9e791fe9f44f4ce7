"""Sign-in by a provider, over HTTP: the browser goes there and comes back, always by redirects.

A refusal comes back to a page as `?problem=<code>`.
"""

from datetime import date, datetime
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from streamverse.domains.identity import social_cookie
from streamverse.domains.identity.callers import AccessToken, Owner, Proved, owner, proved
from streamverse.domains.identity.errors import SecondFactorRequired
from streamverse.domains.identity.languages import language_tag
from streamverse.domains.identity.routes.handing import country_of, hand_over, origin_of, seen_in
from streamverse.domains.identity.service.privacy.consent import Accepted
from streamverse.domains.identity.service.social.attempts import (
    Attempt,
    Linker,
    Newcomer,
    ProviderAnswer,
    park,
    parked,
)
from streamverse.domains.identity.service.social.begin import begin
from streamverse.domains.identity.service.social.finish import Finished, attempt_of, finish
from streamverse.domains.identity.service.social.next_path import page_of_ours, with_query
from streamverse.domains.identity.service.social.show import identities_of
from streamverse.domains.identity.service.social.unlink import unlink
from streamverse.domains.identity.sign_in_limits import count_social
from streamverse.domains.identity.social_errors import SocialLinkNeedsSignIn
from streamverse.kit.cache import Cache
from streamverse.kit.errors import Refusal, Unauthenticated
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.provide import services_of
from streamverse.kit.keyring import keyring_of
from streamverse.kit.settings import Settings

router = APIRouter(tags=["social sign-in"])

LOGIN = "/login"
SETTINGS_PAGE = "/account/security"
MAX_FORM_BYTES = 16 * 1024
MAX_TEXT = 4096
Text = Annotated[str | None, Query(max_length=MAX_TEXT)]


class SocialIdentityItem(BaseModel):
    """A provider that the account is linked with."""

    model_config = ConfigDict(from_attributes=True)

    provider: str
    name: str
    email: str
    linked_at: datetime
    last_used_at: datetime


class SocialIdentityList(BaseModel):
    """Every link, the oldest first."""

    items: list[SocialIdentityItem]


@router.get("/auth/social/{provider}/start", status_code=302)
async def begin_social_sign_in(
    provider: str,
    request: Request,
    next: Text = None,  # noqa: A002 - its name in the address
    link: bool = False,  # noqa: FBT001, FBT002 - in the address
    invitation: Text = None,
    born_on: date | None = None,
    accepts: Annotated[list[str] | None, Query(max_length=20, description="kind:version")] = None,
) -> RedirectResponse:
    """Send the browser to a provider; with `link` to link it to the account that is signed in.

    Somebody new sends along what registering asks for.
    """
    services = services_of(request)
    settings = services.get(Settings)
    keyring = keyring_of(settings)
    page = page_of_ours(next, SETTINGS_PAGE if link else "/")
    browser = social_cookie.browser_of(request, keyring) or social_cookie.new_browser()
    newcomer = Newcomer(
        invitation,
        born_on,
        tuple(_accepted(each) for each in accepts or ()),
        _spoken(request),
        country_of(request),
    )
    try:
        await count_social(request)
        linker = await _linker(request) if link else None
        address = await begin(services, provider, browser, page, newcomer, linker)
    except Refusal as refusal:
        return _refused(refusal, page, is_link=link)
    answer = _redirect(address)
    social_cookie.keep_browser(answer, settings, keyring, browser)
    return answer


@router.get("/auth/social/{provider}/callback", status_code=302, include_in_schema=False)
async def finish_social_sign_in(
    provider: str,
    request: Request,
    state: Text = None,
    code: Text = None,
    error: Text = None,
) -> RedirectResponse:
    """Take the browser back from a provider. Without a code, one may have come by POST."""
    services = services_of(request)
    browser = social_cookie.browser_of(request, keyring_of(services.get(Settings)))
    attempt: Attempt | None = None
    try:
        attempt = await attempt_of(services, provider, state or "", browser)
        answer = ProviderAnswer(state or "", code, error)
        if code is None and error is None:
            answer = await parked(services.get(Cache), answer.state) or answer
        done = await finish(services, attempt, answer, origin_of(request, "cookie"))
    except SecondFactorRequired as due:
        return _second_factor(due, attempt)
    except Refusal as refusal:
        page = attempt.next_path if attempt else "/"
        return _refused(refusal, page, is_link=attempt is not None and attempt.linker is not None)
    return _welcome(request, provider, done)


@router.post("/auth/social/{provider}/callback", status_code=303, include_in_schema=False)
async def take_posted_answer(provider: str, request: Request) -> RedirectResponse:
    """Take an answer that another site's form posts (Apple): no cookie of ours comes with it.

    It is kept for a moment and the browser sent to the same address by GET, where the cookie
    does come. The state is what proves that an attempt of ours is answered.
    """
    fields = await _form(request)
    answer = ProviderAnswer(
        fields.get("state", ""), fields.get("code"), fields.get("error"), fields.get("user")
    )
    if await park(services_of(request).get(Cache), provider, answer):
        return _redirect(with_query(request.url.path, state=answer.state), 303)
    return _redirect(with_query(LOGIN, problem="social_state_invalid"), 303)


@router.get("/me/social")
async def list_social_identities(
    account: Owner, request: Request, session: Reads
) -> SocialIdentityList:
    """Return the providers that one's account is linked with."""
    settings = services_of(request).get(Settings)
    found = await identities_of(session, settings, account.id)
    return SocialIdentityList(items=[SocialIdentityItem.model_validate(each) for each in found])


@router.delete("/me/social/{provider}", status_code=204)
async def unlink_social_identity(
    provider: str, account: Proved, request: Request, session: Writes
) -> None:
    """Unlink a provider; the last way in stays."""
    await unlink(services_of(request), session, account.id, provider, seen_in(request))


async def _linker(request: Request) -> Linker:
    """Return who links: the account's holder, who showed a credential lately, on our own page.

    Raises SocialLinkNeedsSignIn, and as the callers `Owner` and `Proved`.
    """
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise SocialLinkNeedsSignIn
    try:
        account = await AccessToken()(request)
    except Unauthenticated:
        account = None
    if account is None:
        raise SocialLinkNeedsSignIn
    holder = await proved(request, await owner(account))
    return Linker(holder.id, holder.family_id)


def _welcome(request: Request, provider: str, done: Finished) -> RedirectResponse:
    page = done.attempt.next_path
    if done.tokens is None:
        return _redirect(with_query(page, linked=provider))
    answer = _redirect(page)
    hand_over(request, answer, done.tokens, "cookie")
    return answer


def _second_factor(due: SecondFactorRequired, attempt: Attempt | None) -> RedirectResponse:
    page = attempt.next_path if attempt else "/"
    methods = ",".join(due.extra["methods"])
    return _redirect(with_query(LOGIN, ticket=due.extra["ticket"], methods=methods, next=page))


def _refused(refusal: Refusal, page: str, *, is_link: bool) -> RedirectResponse:
    if is_link:
        return _redirect(with_query(page, problem=refusal.code))
    return _redirect(with_query(LOGIN, problem=refusal.code, next=page))


def _redirect(address: str, status: int = 302) -> RedirectResponse:
    headers = {"cache-control": "no-store", "referrer-policy": "no-referrer"}
    return RedirectResponse(address, status, headers)


async def _form(request: Request) -> dict[str, str]:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_FORM_BYTES:
            return {}
    try:
        fields = parse_qs(body.decode(), max_num_fields=20)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def _accepted(text: str) -> Accepted:
    kind, _, version = text.partition(":")
    return Accepted(kind, version)


def _spoken(request: Request) -> str:
    first = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0]
    try:
        return language_tag(first.strip())
    except ValueError:
        return "en"
