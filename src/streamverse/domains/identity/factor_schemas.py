"""The JSON of second factors, passkeys, step-up and operators' sign-in."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from unicodedata import decimal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, model_validator

from streamverse.domains.identity.schemas import (
    DeviceInput,
    Password,
    SignedInAnswer,
    SignInRequest,
)
from streamverse.kit.http.problems import Problem


def _bare(value: Any) -> Any:
    """Take codes as people copy them, in groups, and in the digits of their own script."""
    if not isinstance(value, str):
        return value
    return "".join(str(decimal(char, char)) for char in value if not char.isspace())


Code = Annotated[str, BeforeValidator(_bare), StringConstraints(min_length=1, max_length=40)]
TicketText = Annotated[str, Field(min_length=1, max_length=2000)]
ChallengeId = Annotated[str, Field(min_length=1, max_length=64)]
PasskeyName = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$"
    ),
]
Credential = Annotated[
    dict[str, Any],
    Field(description="what `PublicKeyCredential.toJSON()` gives"),
]


class TotpStanding(BaseModel):
    """Whether an authenticator app is set up."""

    is_on: bool
    since: datetime | None


class PasskeyAnswer(BaseModel):
    """A passkey. A synced one is kept by a provider on several devices."""

    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None
    is_synced: bool


class SecondFactorsAnswer(BaseModel):
    """What an account proves itself with."""

    totp: TotpStanding
    recovery_codes_left: int
    passkeys: list[PasskeyAnswer]
    has_password: bool


class TotpEnrolment(BaseModel):
    """What an authenticator app needs, until `expires_at`."""

    secret: str
    uri: str
    qr_svg: str
    expires_at: datetime


class CodeOnly(BaseModel):
    """A code of the app."""

    code: Code


class RecoveryCodesAnswer(BaseModel):
    """Ten codes, shown this once."""

    recovery_codes: list[str]


class ChallengeAnswer(BaseModel):
    """What the browser is asked (`options`), and the challenge's name for the way back."""

    challenge_id: str
    options: dict[str, Any]


class AddPasskeyRequest(BaseModel):
    """What an authenticator made, and what its owner calls it."""

    challenge_id: ChallengeId
    credential: Credential
    name: PasskeyName


class PasskeyAdded(PasskeyAnswer):
    """The new passkey; with recovery codes, shown this once, if there were none left."""

    recovery_codes: list[str]


class RenamePasskeyRequest(BaseModel):
    """A passkey's new name."""

    name: PasskeyName


class TicketOnly(BaseModel):
    """The ticket of a first step."""

    ticket: TicketText


class SecondFactorRequest(BaseModel):
    """The second step: a code, or a challenge and what the authenticator answered."""

    ticket: TicketText
    method: Literal["totp", "recovery_code", "passkey"]
    code: Code | None = None
    challenge_id: ChallengeId | None = None
    credential: Credential | None = None
    transport: Literal["bearer", "cookie"] = "bearer"
    device: DeviceInput | None = None

    @model_validator(mode="after")
    def _has_what_the_method_takes(self) -> Self:
        if self.method == "passkey" and (self.challenge_id is None or self.credential is None):
            msg = "a passkey takes challenge_id and credential"
            raise ValueError(msg)
        if self.method != "passkey" and self.code is None:
            msg = "this method takes a code"
            raise ValueError(msg)
        return self


class PasskeySignInRequest(BaseModel):
    """A challenge and what the authenticator answered."""

    challenge_id: ChallengeId
    credential: Credential
    transport: Literal["bearer", "cookie"] = "bearer"
    device: DeviceInput | None = None


class StepUpAnswer(BaseModel):
    """How the account can prove itself, and until when it has."""

    methods: list[str]
    proved_until: datetime | None


class StepUpRequest(BaseModel):
    """One of: the password, a code, a recovery code, a challenge with its answer."""

    password: Password | None = None
    code: Code | None = None
    recovery_code: Code | None = None
    challenge_id: ChallengeId | None = None
    credential: Credential | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        given = (self.password, self.code, self.recovery_code, self.credential)
        if sum(each is not None for each in given) != 1:
            msg = "send one of password, code, recovery_code, credential"
            raise ValueError(msg)
        if self.credential is not None and self.challenge_id is None:
            msg = "a credential takes its challenge_id"
            raise ValueError(msg)
        return self


class OperatorSignInRequest(SignInRequest):
    """Who signs in at the operators' door."""


class OperatorsNextStep(Problem):
    """The password was right: `methods` to go on with, or an app to set up by `secret`."""

    ticket: str
    expires_in: int
    methods: list[str] | None = None
    secret: str | None = None
    uri: str | None = None
    qr_svg: str | None = None


class OperatorSignedIn(SignedInAnswer):
    """The tokens; with recovery codes, shown this once, when TOTP was set up just now."""

    recovery_codes: list[str] | None = None
