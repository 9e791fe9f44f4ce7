"""The settings of privacy: documents to agree to, ages, days of grace, what is kept how long."""

import json

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator
from pydantic_settings import BaseSettings

FOR_EVER = -1


class LegalDocument(BaseModel):
    """Something people agree to: the current version of it, and where it can be read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str = Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")
    version: str = Field(min_length=1, max_length=32)
    name: str = Field(min_length=1, max_length=100)
    url: str = Field(default="", pattern=r"^(https?://[^\s]+|/[^\s]*)?$")
    is_required: bool = False


USUAL_DOCUMENTS = (
    LegalDocument(kind="marketing", version="1", name="News and offers by mail"),
    LegalDocument(kind="analytics", version="1", name="Statistics about how the service is used"),
)
DOCUMENTS = TypeAdapter(tuple[LegalDocument, ...])


class PrivacySettings(BaseSettings):
    """Part of `Settings`."""

    legal_documents: str = Field(
        default="",
        validation_alias="STREAMVERSE_LEGAL_DOCUMENTS",
        description="what people agree to, as a JSON list of {kind, version, name, url, "
        "is_required}; empty: marketing and analytics, both optional",
    )
    min_age: int = Field(
        default=0,
        ge=0,
        le=21,
        validation_alias="STREAMVERSE_MIN_AGE",
        description="years under which a parent must agree, or more where the country's law says "
        "so; 0: nobody is asked for a birth date",
    )
    default_country: str = Field(
        default="",
        pattern=r"^([A-Z]{2})?$",
        validation_alias="STREAMVERSE_DEFAULT_COUNTRY",
        description="country (ISO 3166-1 alpha-2) of people whose place is not known",
    )
    erasure_grace_days: int = Field(
        default=14,
        ge=0,
        le=30,
        validation_alias="STREAMVERSE_ERASURE_GRACE_DAYS",
        description="days in which somebody who wants to be forgotten may change their mind",
    )
    parental_consent_days: int = Field(
        default=14,
        ge=1,
        le=30,
        validation_alias="STREAMVERSE_PARENTAL_CONSENT_DAYS",
        description="days a young person's account waits for a parent before it is erased",
    )
    exports_kept_days: int = Field(
        default=7,
        ge=1,
        validation_alias="STREAMVERSE_EXPORTS_KEPT_DAYS",
        description="days an export of somebody's data can be fetched",
    )
    sign_ins_kept_days: int = Field(
        default=30,
        ge=FOR_EVER,
        validation_alias="STREAMVERSE_SIGN_INS_KEPT_DAYS",
        description="days a sign-in is kept once it has ended; -1: for ever",
    )
    mails_kept_days: int = Field(
        default=90,
        ge=FOR_EVER,
        validation_alias="STREAMVERSE_MAILS_KEPT_DAYS",
        description="days a mail that was sent is kept; -1: for ever",
    )
    playback_sessions_kept_days: int = Field(
        default=365,
        ge=FOR_EVER,
        validation_alias="STREAMVERSE_PLAYBACK_SESSIONS_KEPT_DAYS",
        description="days a playback session is kept once it has ended; -1: for ever",
    )

    @field_validator("legal_documents")
    @classmethod
    def _are_documents(cls, value: str) -> str:
        documents_in(value)
        return value

    @property
    def documents(self) -> tuple[LegalDocument, ...]:
        """What people agree to, in its current versions."""
        return documents_in(self.legal_documents)


def documents_in(setting: str) -> tuple[LegalDocument, ...]:
    """Read the JSON list; the usual documents without one. Raises ValueError."""
    if not setting.strip():
        return USUAL_DOCUMENTS
    try:
        documents = DOCUMENTS.validate_python(json.loads(setting))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        msg = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise ValueError(msg) from None
    except ValueError:
        msg = "write a JSON list"
        raise ValueError(msg) from None
    if len({document.kind for document in documents}) < len(documents):
        msg = "each document needs a kind of its own"
        raise ValueError(msg)
    return documents
