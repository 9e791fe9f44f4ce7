"""The operators' own door over HTTP: a password is never enough there."""

from typing import NoReturn

from fastapi import APIRouter, Request, Response

from streamverse.domains.identity.factor_schemas import (
    OperatorSignedIn,
    OperatorSignInRequest,
    OperatorsNextStep,
    SecondFactorRequest,
)
from streamverse.domains.identity.routes.given import given_of
from streamverse.domains.identity.routes.handing import hand_over, origin_of
from streamverse.domains.identity.service.operators.begin import begin_operator_sign_in
from streamverse.domains.identity.service.second_step import finish
from streamverse.domains.identity.sign_in_limits import count_sign_in
from streamverse.kit.http.provide import services_of

router = APIRouter(prefix="/auth/operator", tags=["identity"])


@router.post("/login", status_code=403, response_model=OperatorsNextStep)
async def begin_operators_sign_in(
    wish: OperatorSignInRequest, request: Request, response: Response
) -> NoReturn:
    """Check an operator's password. It always answers with a refusal that says how to go on.

    403 `second_factor_required` with a `ticket` and `methods`; 403
    `second_factor_setup_required` with a `ticket`, `secret`, `uri` and `qr_svg`; else 401
    `wrong_credentials`, also for accounts that are no operator's.
    """
    await count_sign_in(request, response, wish.email)
    origin = origin_of(request, wish.transport, wish.device)
    await begin_operator_sign_in(services_of(request), wish.email, wish.password, origin)


@router.post("/second-factor", response_model_exclude_none=True)
async def finish_operators_sign_in(
    wish: SecondFactorRequest, request: Request, response: Response
) -> OperatorSignedIn:
    """Finish an operator's sign-in; with recovery codes when TOTP was set up just now."""
    origin = origin_of(request, wish.transport, wish.device)
    finished = await finish.finish(
        services_of(request), wish.ticket, given_of(wish), origin, is_operator=True
    )
    answer = hand_over(request, response, finished.tokens, wish.transport)
    codes = list(finished.recovery_codes) or None
    return OperatorSignedIn(**answer.model_dump(), recovery_codes=codes)
