"""Identity's JSON: registering, signing in, the account."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Email = Annotated[str, Field(min_length=3, max_length=254, examples=["asha@example.com"])]
Password = Annotated[str, Field(min_length=1, max_length=1024)]
LinkToken = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_-]+$")]
Language = Annotated[
    str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", max_length=20, examples=["hi"])
]
TransportName = Literal["bearer", "cookie"]


class DeviceInput(BaseModel):
    """What signs in: an app's name for it, and the `device_id` it was given before."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] | None = None
    kind: Literal["web", "phone", "tablet", "tv", "console", "other"] | None = None
    id: str | None = Field(default=None, max_length=200)


class Accepts(BaseModel):
    """A version of a document that somebody agrees to."""

    kind: str = Field(max_length=32)
    version: str = Field(max_length=32)


class RegisterRequest(BaseModel):
    """Who wants an account."""

    email: Email
    password: Password
    name: Name
    language: Language | None = None
    born_on: date | None = None
    parent_email: Email | None = None
    invitation: LinkToken | None = None
    accepts: list[Accepts] = Field(default_factory=list[Accepts], max_length=20)


class Registered(BaseModel):
    """The same answer whether or not the email was new."""

    status: Literal["accepted"] = "accepted"
    detail: str = "We have sent a mail to this address. You can sign in now."


class SignInRequest(BaseModel):
    """Who signs in, and how the tokens travel: in the body, or as cookies of the site."""

    email: Email
    password: Password
    transport: TransportName = "bearer"
    device: DeviceInput | None = None


class RefreshRequest(BaseModel):
    """A refresh token; the site leaves it out, since its cookie carries it."""

    refresh_token: str | None = Field(default=None, max_length=200)


class SignedInAnswer(BaseModel):
    """The tokens; with the transport `cookie` they are cookies and not here.

    An app sends `device_id` back as `device.id` the next time it signs in.
    """

    token_type: TransportName
    expires_in: int = Field(description="seconds until the access token has to be refreshed")
    access_token: str | None = None
    refresh_token: str | None = None
    device_id: str | None = None


class StrengthRequest(BaseModel):
    """A password to judge, and words a guesser knows."""

    password: Annotated[str, Field(max_length=1024)]
    email: Annotated[str, Field(max_length=254)] = ""
    name: Annotated[str, Field(max_length=100)] = ""


class StrengthAnswer(BaseModel):
    """How hard it is to guess: 0 (at once) to 4."""

    score: int
    is_enough: bool
    warning: str
    suggestions: list[str]


class EmailOnly(BaseModel):
    """An email."""

    email: Email


class TokenOnly(BaseModel):
    """The token of a mailed link."""

    token: LinkToken


class ResetRequest(BaseModel):
    """A new password, by a mailed link."""

    token: LinkToken
    password: Password


class Accepted202(BaseModel):
    """The same answer whether or not there was anything to do."""

    status: Literal["accepted"] = "accepted"


class OfferedProvider(BaseModel):
    """Somebody else's sign-in that is taken here."""

    id: str
    name: str


class OfferedDocument(BaseModel):
    """Something to agree to."""

    kind: str
    version: str
    name: str
    url: str
    is_required: bool


class SignInOptions(BaseModel):
    """How one may sign in and register here."""

    registration: Literal["open", "invitation", "closed"]
    providers: list[OfferedProvider]
    min_age: int
    asks_birth_date: bool
    passkeys: bool
    documents: list[OfferedDocument]


class MyProfile(BaseModel):
    """The active profile."""

    id: UUID
    name: str
    avatar_url: str
    is_kids: bool
    max_age: int | None
    has_pin: bool
    language: str


class ViewedBy(BaseModel):
    """The operator who looks at the service as this account."""

    operator_id: UUID
    operator_name: str


class Me(BaseModel):
    """The account that asks."""

    id: UUID
    email: str
    is_email_verified: bool
    pending_email: str | None
    name: str
    bio: str
    location: str
    born_on: date | None
    language: str
    roles: list[str]
    permissions: list[str]
    created_at: datetime
    has_password: bool
    second_factors: list[str]
    profile: MyProfile | None
    profiles_count: int
    is_operator: bool
    viewed_by: ViewedBy | None
    erasure_due_at: datetime | None


class AccountChange(BaseModel):
    """What an account's holder may change; what is left out stays."""

    name: Name | None = None
    bio: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] | None = None
    location: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] | None = None
    born_on: date | None = None
    language: Language | None = None


class PasswordChange(BaseModel):
    """A new password; the present one is asked for unless there is none."""

    current_password: Password | None = None
    new_password: Password
    sign_out_others: bool = True


class VerifiedEmail(BaseModel):
    """The address that a link showed to be theirs."""

    email: str
