"""Passkeys over HTTP: sign in with one, add, rename and remove them."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from streamverse.domains.identity.callers import Owner, Proved
from streamverse.domains.identity.factor_schemas import (
    AddPasskeyRequest,
    ChallengeAnswer,
    PasskeyAdded,
    PasskeySignInRequest,
    RenamePasskeyRequest,
)
from streamverse.domains.identity.routes.handing import hand_over, origin_of, seen_in
from streamverse.domains.identity.schemas import SignedInAnswer
from streamverse.domains.identity.service.passkeys import add, manage
from streamverse.domains.identity.service.passkeys.challenges import Purpose
from streamverse.domains.identity.service.passkeys.show import showing_options
from streamverse.domains.identity.service.passkeys.sign_in import sign_in_with_passkey
from streamverse.kit.http import Writes
from streamverse.kit.http.provide import services_of

router = APIRouter(tags=["identity"])


@router.post("/auth/passkey/options")
async def begin_passkey_sign_in(request: Request) -> ChallengeAnswer:
    """Ask what `navigator.credentials.get` needs to sign in with any passkey of this site."""
    challenge_id, options = await showing_options(services_of(request), Purpose.SIGN_IN)
    return ChallengeAnswer(challenge_id=challenge_id, options=options)


@router.post("/auth/passkey", response_model_exclude_none=True)
async def sign_in_by_passkey(
    wish: PasskeySignInRequest, request: Request, response: Response
) -> SignedInAnswer:
    """Sign in with a passkey alone. Unknown ones and wrong ones hear the same."""
    origin = origin_of(request, wish.transport, wish.device)
    tokens = await sign_in_with_passkey(
        services_of(request), wish.challenge_id, wish.credential, origin
    )
    return hand_over(request, response, tokens, wish.transport)


@router.post("/me/passkeys/options")
async def begin_passkey(account: Proved, request: Request) -> ChallengeAnswer:
    """Ask what `navigator.credentials.create` needs."""
    challenge_id, options = await add.adding_options(services_of(request), account.id)
    return ChallengeAnswer(challenge_id=challenge_id, options=options)


@router.post("/me/passkeys", status_code=201)
async def add_passkey(
    account: Proved, wish: AddPasskeyRequest, request: Request, response: Response
) -> PasskeyAdded:
    """Keep the passkey that an authenticator made."""
    response.headers["cache-control"] = "no-store"
    added = await add.add(
        services_of(request),
        account.id,
        wish.challenge_id,
        wish.credential,
        wish.name,
        seen_in(request),
    )
    return PasskeyAdded.model_validate(added, from_attributes=True)


@router.patch("/me/passkeys/{passkey_id}", status_code=204)
async def rename_passkey(
    account: Owner,
    passkey_id: UUID,
    wish: RenamePasskeyRequest,
    request: Request,
    session: Writes,
) -> None:
    """Give a passkey another name."""
    await manage.rename(
        services_of(request), session, account.id, passkey_id, wish.name, seen_in(request)
    )


@router.delete("/me/passkeys/{passkey_id}", status_code=204)
async def remove_passkey(
    account: Proved, passkey_id: UUID, request: Request, session: Writes
) -> None:
    """Remove a passkey; never the last way into the account."""
    await manage.remove(services_of(request), session, account.id, passkey_id, seen_in(request))
