"""Step-up over HTTP: show again that it is you, before a dangerous act.

Also from a kids profile, which stays one: it is the way out where a PIN was forgotten.
"""

from fastapi import APIRouter, Request, Response

from streamverse.domains.identity.callers import PROOF_LASTS, Account, SignedIn
from streamverse.domains.identity.errors import NotInPerson
from streamverse.domains.identity.factor_schemas import (
    ChallengeAnswer,
    StepUpAnswer,
    StepUpRequest,
)
from streamverse.domains.identity.routes.given import proof_of
from streamverse.domains.identity.routes.handing import hand_over_access, seen_in
from streamverse.domains.identity.schemas import SignedInAnswer
from streamverse.domains.identity.service.step_up import step_up
from streamverse.kit.clock import Clock
from streamverse.kit.http import Reads
from streamverse.kit.http.provide import services_of

router = APIRouter(prefix="/auth/step-up", tags=["identity"])


@router.get("")
async def read_step_up(account: SignedIn, request: Request, session: Reads) -> StepUpAnswer:
    """Say how the account can prove itself, and until when it has."""
    _in_person(account)
    now = services_of(request).get(Clock).now()
    until = account.proved_at + PROOF_LASTS if account.proved_at else None
    return StepUpAnswer(
        methods=list(await step_up.methods(session, account.id)),
        proved_until=until if until and until > now else None,
    )


@router.post("/options")
async def begin_step_up(account: SignedIn, request: Request) -> ChallengeAnswer:
    """Ask what `navigator.credentials.get` needs."""
    challenge_id, options = await step_up.options(services_of(request), _in_person(account))
    return ChallengeAnswer(challenge_id=challenge_id, options=options)


@router.post("", response_model_exclude_none=True)
async def prove_again(
    account: SignedIn, wish: StepUpRequest, request: Request, response: Response
) -> SignedInAnswer:
    """Prove who is signed in; the answer is a new access token of the same sign-in."""
    access, seconds = await step_up.step_up(
        services_of(request), _in_person(account), proof_of(wish), seen_in(request)
    )
    return hand_over_access(request, response, access, seconds)


def _in_person(account: Account) -> step_up.SignedIn:
    """Return whose sign-in it is: no program's token, no operator who looks on."""
    if account.family_id is None or account.impersonator_id is not None:
        raise NotInPerson
    return step_up.SignedIn(account.id, account.family_id)
