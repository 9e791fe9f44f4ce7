"""What identity tells the other domains."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from streamverse.kit.events import Event


@dataclass(frozen=True, slots=True)
class AccountRegistered(Event):
    """A new account can sign in."""

    name: ClassVar[str] = "identity.account_registered"
    account_id: UUID


@dataclass(frozen=True, slots=True)
class AccountTokensEnded(Event):
    """The account's password or roles changed: every token made before is void."""

    name: ClassVar[str] = "identity.account_tokens_ended"
    account_id: UUID


@dataclass(frozen=True, slots=True)
class SignInEnded(Event):
    """A sign-in was ended by its owner, or because a refresh token was shown twice."""

    name: ClassVar[str] = "identity.sign_in_ended"
    account_id: UUID
    family_id: UUID
    reason: str
