"""Identity's JSON."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Email = Annotated[str, Field(min_length=3, max_length=254, examples=["asha@example.com"])]
Password = Annotated[str, Field(min_length=1, max_length=1024)]


class RegisterRequest(BaseModel):
    """Who wants an account."""

    email: Email
    password: Password
    name: Name


class Registered(BaseModel):
    """The same answer whether or not the email was new."""

    status: Literal["accepted"] = "accepted"
    detail: str = "If the email is new, the account can sign in now."


class SignInRequest(BaseModel):
    """Who signs in, and how the tokens travel: in the body, or as cookies of the site."""

    email: Email
    password: Password
    transport: Literal["bearer", "cookie"] = "bearer"


class RefreshRequest(BaseModel):
    """A refresh token; the site leaves it out, since its cookie carries it."""

    refresh_token: str | None = Field(default=None, max_length=200)


class SignedInAnswer(BaseModel):
    """The tokens; with the transport `cookie` they are cookies and not here."""

    token_type: Literal["bearer", "cookie"]
    expires_in: int = Field(description="seconds until the access token has to be refreshed")
    access_token: str | None = None
    refresh_token: str | None = None


class Me(BaseModel):
    """The account that asks."""

    id: UUID
    email: str
    name: str
    roles: list[str]
    created_at: datetime
