"""Second factors over HTTP: what one has, TOTP, recovery codes, the second step of a sign-in."""

from fastapi import APIRouter, Request, Response

from streamverse.domains.identity.callers import Owner, Proved
from streamverse.domains.identity.factor_schemas import (
    ChallengeAnswer,
    CodeOnly,
    PasskeyAnswer,
    RecoveryCodesAnswer,
    SecondFactorRequest,
    SecondFactorsAnswer,
    TicketOnly,
    TotpEnrolment,
    TotpStanding,
)
from streamverse.domains.identity.routes.given import given_of
from streamverse.domains.identity.routes.handing import hand_over, origin_of, seen_in
from streamverse.domains.identity.schemas import SignedInAnswer
from streamverse.domains.identity.service.second_factors import turn_on_totp
from streamverse.domains.identity.service.second_factors.make_recovery_codes import (
    make_recovery_codes,
)
from streamverse.domains.identity.service.second_factors.read_factors import read_factors
from streamverse.domains.identity.service.second_factors.turn_off_totp import turn_off_totp
from streamverse.domains.identity.service.second_step import finish
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.provide import services_of

router = APIRouter(tags=["identity"])

NEVER_KEPT = {"cache-control": "no-store"}


@router.get("/me/second-factors")
async def read_second_factors(account: Owner, session: Reads) -> SecondFactorsAnswer:
    """List what the account proves itself with."""
    factors = await read_factors(session, account.id)
    since = factors.totp_since
    return SecondFactorsAnswer(
        totp=TotpStanding(is_on=since is not None, since=since),
        recovery_codes_left=factors.recovery_codes_left,
        passkeys=[
            PasskeyAnswer.model_validate(each, from_attributes=True) for each in factors.passkeys
        ],
        has_password=factors.has_password,
    )


@router.post("/me/totp")
async def begin_totp(account: Proved, request: Request, response: Response) -> TotpEnrolment:
    """Make a secret for an authenticator app; it counts once a code of it was confirmed."""
    response.headers.update(NEVER_KEPT)
    enrolment = await turn_on_totp.begin(services_of(request), account.id)
    return TotpEnrolment.model_validate(enrolment, from_attributes=True)


@router.post("/me/totp/confirm")
async def confirm_totp(
    account: Owner, wish: CodeOnly, request: Request, response: Response
) -> RecoveryCodesAnswer:
    """Turn TOTP on by a code of the app; the answer has the recovery codes, this once."""
    response.headers.update(NEVER_KEPT)
    codes = await turn_on_totp.confirm(
        services_of(request), account.id, wish.code, seen_in(request)
    )
    return RecoveryCodesAnswer(recovery_codes=list(codes))


@router.delete("/me/totp", status_code=204)
async def remove_totp(account: Proved, request: Request, session: Writes) -> None:
    """Turn TOTP off."""
    await turn_off_totp(services_of(request), session, account.id, seen_in(request))


@router.post("/me/recovery-codes")
async def renew_recovery_codes(
    account: Proved, request: Request, response: Response, session: Writes
) -> RecoveryCodesAnswer:
    """Make ten new recovery codes; the old ones open nothing any more."""
    response.headers.update(NEVER_KEPT)
    codes = await make_recovery_codes(services_of(request), session, account.id, seen_in(request))
    return RecoveryCodesAnswer(recovery_codes=list(codes))


@router.post("/auth/login/second-factor/options")
async def begin_second_step(wish: TicketOnly, request: Request) -> ChallengeAnswer:
    """Ask what `navigator.credentials.get` needs, with any ticket, an operator's too."""
    challenge_id, options = await finish.options(services_of(request), wish.ticket)
    return ChallengeAnswer(challenge_id=challenge_id, options=options)


@router.post("/auth/login/second-factor", response_model_exclude_none=True)
async def finish_sign_in(
    wish: SecondFactorRequest, request: Request, response: Response
) -> SignedInAnswer:
    """Finish a sign-in: a ticket and a second factor become tokens."""
    origin = origin_of(request, wish.transport, wish.device)
    finished = await finish.finish(
        services_of(request), wish.ticket, given_of(wish), origin, is_operator=False
    )
    return hand_over(request, response, finished.tokens, wish.transport)
