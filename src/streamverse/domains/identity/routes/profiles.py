"""Profiles over HTTP: who watches with this account, and entering one of them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response

from streamverse.domains.identity import access_tokens
from streamverse.domains.identity.callers import (
    PROOF_LASTS,
    Account,
    Owner,
    Proved,
    SignedIn,
    require_proof,
)
from streamverse.domains.identity.errors import StepUpRequired
from streamverse.domains.identity.profile_schemas import (
    EnterProfile,
    NewPin,
    NewProfile,
    Profile,
    ProfilePatch,
    Profiles,
)
from streamverse.domains.identity.routes.handing import hand_over_access, origin_of, seen_in
from streamverse.domains.identity.schemas import SignedInAnswer
from streamverse.domains.identity.service.profiles.change import change_profile
from streamverse.domains.identity.service.profiles.create import create_profile
from streamverse.domains.identity.service.profiles.enter import enter_profile
from streamverse.domains.identity.service.profiles.pins import remove_pin, set_pin
from streamverse.domains.identity.service.profiles.remove import remove_profile
from streamverse.domains.identity.service.profiles.show import etag_of, list_profiles
from streamverse.domains.identity.sign_in_limits import count_sign_in
from streamverse.kit.clock import Clock
from streamverse.kit.http.idempotency import IdempotencyKey
from streamverse.kit.http.provide import services_of

router = APIRouter(prefix="/profiles", tags=["profiles"])

IfMatch = Annotated[
    str | None, Header(alias="If-Match", description="the ETag of the version to change")
]


@router.get("")
async def read_profiles(account: SignedIn, request: Request) -> Profiles:
    """List the profiles of the account, the main one first."""
    return await list_profiles(services_of(request), account)


@router.post("", status_code=201)
async def add_profile(
    wish: NewProfile,
    account: Owner,
    request: Request,
    response: Response,
    key: IdempotencyKey = None,
) -> Profile:
    """Make a profile; an account has five at most. A kids profile always has a low ceiling."""
    seen = seen_in(request)
    async with _proof(request, account) as is_proved:
        made = await create_profile(
            services_of(request), account, wish, is_proved=is_proved, seen=seen, key=key
        )
    return tagged(response, made)


@router.patch("/{profile_id}")
async def edit_profile(
    profile_id: UUID,
    wish: ProfilePatch,
    account: Owner,
    request: Request,
    response: Response,
    if_match: IfMatch = None,
) -> Profile:
    """Change a profile; it counts at once, also where somebody watches in it."""
    async with _proof(request, account) as is_proved:
        changed = await change_profile(
            services_of(request),
            account,
            profile_id,
            wish,
            if_match=if_match,
            is_proved=is_proved,
            seen=seen_in(request),
        )
    return tagged(response, changed)


@router.delete("/{profile_id}", status_code=204)
async def delete_profile(profile_id: UUID, account: Owner, request: Request) -> None:
    """Delete a profile with its history and lists. The main one stays."""
    seen = seen_in(request)
    async with _proof(request, account) as is_proved:
        await remove_profile(
            services_of(request), account, profile_id, is_proved=is_proved, seen=seen
        )


@router.post("/{profile_id}/enter", response_model_exclude_none=True)
async def enter(
    profile_id: UUID,
    account: SignedIn,
    request: Request,
    response: Response,
    wish: EnterProfile | None = None,
) -> SignedInAnswer:
    """Watch as this profile: a new access token of the same sign-in, as the old one travelled.

    Where it takes a PIN (`pin_required` says whose), the account's password does as well.
    """
    given = wish or EnterProfile()
    if given.password is not None:
        await count_sign_in(request, response, str(account.id))
    is_bearer = "authorization" in request.headers
    access = await enter_profile(
        services_of(request),
        account,
        profile_id,
        pin=given.pin,
        password=given.password,
        origin=origin_of(request, "bearer" if is_bearer else "cookie"),
    )
    seconds = int(access_tokens.LIFETIME.total_seconds())
    return hand_over_access(request, response, access, seconds)


@router.put("/{profile_id}/pin", status_code=204)
async def put_pin(profile_id: UUID, wish: NewPin, account: Owner, request: Request) -> None:
    """Give a profile a PIN. It takes its present one, or a credential shown a moment ago."""
    async with _proof(request, account) as is_proved:
        await set_pin(
            services_of(request),
            account,
            profile_id,
            wish.pin,
            wish.current_pin,
            is_proved=is_proved,
            seen=seen_in(request),
        )


@router.delete("/{profile_id}/pin", status_code=204)
async def delete_pin(profile_id: UUID, account: Proved, request: Request) -> None:
    """Take a profile's PIN away, also a forgotten one."""
    await remove_pin(services_of(request), account.id, profile_id, seen_in(request))


def tagged(response: Response, profile: Profile) -> Profile:
    """Send a profile with the ETag of its version."""
    response.headers["etag"] = etag_of(profile.version)
    return profile


@asynccontextmanager
async def _proof(request: Request, account: Account) -> AsyncGenerator[bool]:
    """Give whether the caller has proved themselves lately; a refusal says how to."""
    now = services_of(request).get(Clock).now()
    is_proved = account.proved_at is not None and now - account.proved_at <= PROOF_LASTS
    try:
        yield is_proved and account.impersonator_id is None
    except StepUpRequired:
        await require_proof(request, account)
        raise
