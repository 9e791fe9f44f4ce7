"""Privacy's JSON: consents, exports, erasure, a parent's consent."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from streamverse.domains.identity.schemas import LinkToken
from streamverse.domains.identity.service.privacy.consent import Consent
from streamverse.domains.identity.service.privacy.read_exports import Export
from streamverse.domains.identity.service.privacy.read_privacy import Privacy

Kind = Annotated[str, Field(max_length=32, pattern=r"^[a-z][a-z0-9_]*$")]


class ConsentAnswer(BaseModel):
    """What you last said to a document, and whether that was to its current version."""

    kind: str
    name: str
    url: str
    version: str
    is_required: bool
    is_given: bool
    is_current: bool
    at: datetime | None

    @classmethod
    def of(cls, consent: Consent) -> "ConsentAnswer":
        """Return it as JSON; `version` is the one to agree to."""
        document = consent.document
        return cls(
            kind=document.kind,
            name=document.name,
            url=document.url,
            version=document.version,
            is_required=document.is_required,
            is_given=consent.is_given,
            is_current=consent.is_current,
            at=consent.at,
        )


class ConsentRequest(BaseModel):
    """A yes or a no to a version of a document."""

    version: str = Field(min_length=1, max_length=32)
    is_given: bool


class ExportAnswer(BaseModel):
    """An export: `state` is gathering, packing, ready, failed or gone."""

    id: UUID
    state: str
    progress: float = Field(description="from 0 to 1")
    problem: str | None
    asked_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None
    size_bytes: int | None

    @classmethod
    def of(cls, export: Export) -> "ExportAnswer":
        """Return it as JSON."""
        return cls.model_validate(export, from_attributes=True)


class ErasureAnswer(BaseModel):
    """When the account is going to be erased."""

    due_at: datetime


class RetentionAnswer(BaseModel):
    """What is deleted by itself, and after how many days; null: never."""

    what: str
    days: int | None


class PrivacyAnswer(BaseModel):
    """What you agreed to, your last export, whether you are leaving, and what is kept how long."""

    consents: list[ConsentAnswer]
    export: ExportAnswer | None
    erasure: ErasureAnswer | None
    retention: list[RetentionAnswer]

    @classmethod
    def of(cls, privacy: Privacy) -> "PrivacyAnswer":
        """Return it as JSON."""
        return cls(
            consents=[ConsentAnswer.of(each) for each in privacy.consents],
            export=ExportAnswer.of(privacy.export) if privacy.export else None,
            erasure=ErasureAnswer(due_at=privacy.erasure_due_at)
            if privacy.erasure_due_at
            else None,
            retention=[RetentionAnswer(what=each.what, days=each.days) for each in privacy.kept],
        )


class TokenRequest(BaseModel):
    """The token of a mailed link."""

    token: LinkToken


class ParentAsked(BaseModel):
    """What a parent is asked about."""

    child_name: str
    child_email: str
    child_born_on: date | None
    expires_at: datetime


class ParentalDecision(BaseModel):
    """A parent's answer."""

    token: LinkToken
    decision: Literal["give", "refuse"]
    parent_name: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$"
        ),
    ]
