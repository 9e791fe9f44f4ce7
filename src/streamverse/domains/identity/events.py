"""What identity tells the other domains."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from streamverse.kit.events import Event


@dataclass(frozen=True, slots=True)
class AccountRegistered(Event):
    """A new account can sign in."""

    name: ClassVar[str] = "identity.account_registered"
    account_id: UUID


@dataclass(frozen=True, slots=True)
class RegistrationRepeated(Event):
    """Somebody registered with an email that has an account: its owner should know."""

    name: ClassVar[str] = "identity.registration_repeated"
    account_id: UUID


@dataclass(frozen=True, slots=True)
class LinkRequested(Event):
    """A link should be mailed; `identity.public.mailed_link` gives its address."""

    name: ClassVar[str] = "identity.link_requested"
    link_id: UUID
    purpose: str
    account_id: UUID | None


@dataclass(frozen=True, slots=True)
class EmailChanged(Event):
    """The account has a new address; the link `undo_link_id` goes to the one before."""

    name: ClassVar[str] = "identity.email_changed"
    account_id: UUID
    undo_link_id: UUID | None


@dataclass(frozen=True, slots=True)
class PasswordChanged(Event):
    """The account has a new password."""

    name: ClassVar[str] = "identity.password_changed"
    account_id: UUID


@dataclass(frozen=True, slots=True)
class SecondFactorChanged(Event):
    """A second factor is new or gone: `change` is totp_on, totp_off, passkey_added and so on."""

    name: ClassVar[str] = "identity.second_factor_changed"
    account_id: UUID
    change: str


@dataclass(frozen=True, slots=True)
class SocialIdentityChanged(Event):
    """A provider was linked or unlinked (`change`)."""

    name: ClassVar[str] = "identity.social_identity_changed"
    account_id: UUID
    provider: str
    change: str


@dataclass(frozen=True, slots=True)
class NewDeviceSignedIn(Event):
    """An account was signed in to on something it never used before."""

    name: ClassVar[str] = "identity.new_device_signed_in"
    account_id: UUID
    device_id: UUID


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


@dataclass(frozen=True, slots=True)
class StandingChanged(Event):
    """What an account or its profiles may do has changed: remembered answers are stale."""

    name: ClassVar[str] = "identity.standing_changed"
    account_id: UUID


@dataclass(frozen=True, slots=True)
class ProfileRemoved(Event):
    """A profile is gone, and with it what it watched and kept."""

    name: ClassVar[str] = "identity.profile_removed"
    account_id: UUID
    profile_id: UUID


@dataclass(frozen=True, slots=True)
class OperatorViewedAs(Event):
    """An operator looked at the service as this account."""

    name: ClassVar[str] = "identity.operator_viewed_as"
    account_id: UUID
    operator_id: UUID


@dataclass(frozen=True, slots=True)
class PersonalDataWanted(Event):
    """An export gathers everything about a person: each domain answers with its part."""

    name: ClassVar[str] = "identity.personal_data_wanted"
    export_id: UUID
    account_id: UUID
    profile_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ErasureAsked(Event):
    """Somebody wants to be forgotten, and may change their mind until then."""

    name: ClassVar[str] = "identity.erasure_asked"
    account_id: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True)
class ErasureCancelled(Event):
    """Somebody changed their mind in time: the account stays."""

    name: ClassVar[str] = "identity.erasure_cancelled"
    account_id: UUID


@dataclass(frozen=True, slots=True)
class ErasureDue(Event):
    """The time to change one's mind is over: each domain erases its part and answers."""

    name: ClassVar[str] = "identity.erasure_due"
    erasure_id: UUID
    account_id: UUID
    profile_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class AccountErased(Event):
    """Nothing of the person is left but what the law makes us keep."""

    name: ClassVar[str] = "identity.account_erased"
    account_id: UUID


@dataclass(frozen=True, slots=True)
class ApiTokenMade(Event):
    """A long-lived token was made for a program."""

    name: ClassVar[str] = "identity.api_token_made"
    account_id: UUID
    token_name: str
