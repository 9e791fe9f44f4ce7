"""What a request shows of a second factor, as the service judges it."""

from streamverse.domains.identity.factor_schemas import SecondFactorRequest, StepUpRequest
from streamverse.domains.identity.service.second_step.judge import (
    Code,
    Given,
    Passkey,
    RecoveryCode,
)
from streamverse.domains.identity.service.step_up.step_up import Password


def given_of(wish: SecondFactorRequest) -> Given:
    """Return what a second step shows; its schema has seen to it that it is whole."""
    if wish.method == "passkey":
        return Passkey(wish.challenge_id or "", wish.credential or {})
    kind = Code if wish.method == "totp" else RecoveryCode
    return kind(wish.code or "")


def proof_of(wish: StepUpRequest) -> Given | Password:
    """Return what a step-up shows; its schema has seen to it that it is one thing."""
    if wish.password is not None:
        return Password(wish.password)
    if wish.code is not None:
        return Code(wish.code)
    if wish.recovery_code is not None:
        return RecoveryCode(wish.recovery_code)
    return Passkey(wish.challenge_id or "", wish.credential or {})
