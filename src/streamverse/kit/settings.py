"""Everything an operator can set, from the environment; `docs/run/settings.md` lists it."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import (
    AliasChoices,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic.fields import FieldInfo
from pydantic_settings import SettingsConfigDict

from streamverse.kit.bulk_settings import BulkSettings
from streamverse.kit.channel_settings import ChannelSettings
from streamverse.kit.defence_settings import DefenceSettings
from streamverse.kit.editorial_settings import EditorialSettings
from streamverse.kit.mail_settings import MailSettings
from streamverse.kit.privacy_settings import PrivacySettings
from streamverse.kit.search_settings import SearchSettings
from streamverse.kit.social_settings import SocialSettings

GIB = 1024**3
CORES_PER_ENCODE = 4


class TlsMode(StrEnum):
    """How the service speaks TLS when it is not given files."""

    OFF = "off"
    SELF = "self"


class Registration(StrEnum):
    """Who may make an account."""

    OPEN = "open"
    INVITATION = "invitation"
    CLOSED = "closed"


class Settings(
    BulkSettings,
    ChannelSettings,
    DefenceSettings,
    EditorialSettings,
    MailSettings,
    PrivacySettings,
    SearchSettings,
    SocialSettings,
):
    """One process's settings. A wrong one is named in words at start (`explain`)."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, populate_by_name=True)

    port: int = Field(
        default=8080,
        ge=0,
        le=65535,
        validation_alias=AliasChoices("PORT", "SERVER_PORT"),
        description="port of the web site and the API; 0 takes a free one",
    )
    bind: str = Field(
        default="",
        validation_alias="STREAMVERSE_BIND",
        description="address to listen on; empty: 127.0.0.1 with demo accounts, else 0.0.0.0",
    )
    data: Path = Field(
        default=Path("data"),
        validation_alias="STREAMVERSE_DATA",
        description="the data folder: database, objects, keys, scratch",
    )
    public_url: str = Field(
        default="",
        validation_alias="STREAMVERSE_PUBLIC_URL",
        description="address people use, e.g. https://watch.example; empty: http://localhost:PORT",
    )
    database_url: str = Field(
        default="",
        validation_alias=AliasChoices("DATABASE_URL", "DATABASE_URI"),
        description="postgresql://… or sqlite:///…; empty: SQLite in the data folder",
    )
    database_read_url: str = Field(
        default="",
        validation_alias="DATABASE_READ_URL",
        description="a read replica of DATABASE_URL; empty: reads go to DATABASE_URL",
    )
    redis_url: str = Field(
        default="",
        validation_alias="REDIS_URL",
        description="redis://… (Redis or Valkey) for cache, limits, fan-out; empty: in the process",
    )
    object_store_url: str = Field(
        default="",
        validation_alias="OBJECT_STORE_URL",
        description="file:///… or s3://bucket/prefix?endpoint=…; empty: in STREAMVERSE_DATA",
    )
    jwt_secret_key: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="JWT_SECRET_KEY",
        description="root of all keys, 32 characters or more; several, newest first, separated by "
        "commas; made and kept in the data folder in embedded mode",
    )
    log_level: str = Field(
        default="info",
        validation_alias="LOG_LEVEL",
        description="debug, info, warning or error",
    )
    log_format: str = Field(
        default="auto",
        validation_alias="STREAMVERSE_LOG_FORMAT",
        description="json, text, or auto: text on a terminal, else json",
    )
    demo: bool = Field(
        default=False,
        validation_alias="STREAMVERSE_DEMO",
        description="1 makes demo accounts and the demo library at the first start",
    )
    admin_email: str = Field(
        default="",
        validation_alias="STREAMVERSE_ADMIN_EMAIL",
        description="email of the first superuser; empty: admin@localhost",
    )
    admin_password: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="STREAMVERSE_ADMIN_PASSWORD",
        description="password of the first superuser; empty: one is made and printed once",
    )
    registration: Registration = Field(
        default=Registration.OPEN,
        validation_alias="STREAMVERSE_REGISTRATION",
        description="who may make an account: open, invitation (only whom an operator invites) or "
        "closed",
    )
    email_checks_dns: bool = Field(
        default=False,
        validation_alias="STREAMVERSE_EMAIL_CHECKS_DNS",
        description="1 asks the domain name system whether a new account's address takes mail",
    )
    tls: str = Field(
        default=TlsMode.OFF,
        validation_alias="STREAMVERSE_TLS",
        description="off, self (a certificate made at start), or CERTIFICATE:KEY as file paths; "
        "brings HTTP/2",
    )
    encode_slots: int = Field(
        default=0,
        ge=0,
        le=256,
        validation_alias="STREAMVERSE_ENCODE_SLOTS",
        description="encodes that run at once; 0: as the number of cores suggests",
    )
    max_upload_bytes: int = Field(
        default=500 * GIB,
        gt=0,
        validation_alias="STREAMVERSE_MAX_UPLOAD_BYTES",
        description="largest file taken",
    )
    max_duration_seconds: int = Field(
        default=24 * 3600,
        gt=0,
        validation_alias="STREAMVERSE_MAX_DURATION_SECONDS",
        description="longest film taken",
    )
    quota_bytes: int = Field(
        default=0,
        ge=0,
        validation_alias="STREAMVERSE_QUOTA_BYTES",
        description="bytes of sources one account may keep; 0: no limit",
    )
    min_free_bytes: int = Field(
        default=GIB,
        ge=0,
        validation_alias="STREAMVERSE_MIN_FREE_BYTES",
        description="disk space that uploads and encodes leave free",
    )
    source_retention_days: int = Field(
        default=-1,
        ge=-1,
        validation_alias="STREAMVERSE_SOURCE_RETENTION_DAYS",
        description="days a source is kept once its asset is ready; -1: for ever",
    )
    upload_expiry_hours: int = Field(
        default=7 * 24,
        gt=0,
        validation_alias="STREAMVERSE_UPLOAD_EXPIRY_HOURS",
        description="hours after which an upload that nobody goes on with is given up",
    )
    web_dist: Path = Field(
        default=Path(__file__).parents[3] / "clients" / "web" / "dist",
        validation_alias="STREAMVERSE_WEB_DIST",
        description="the built web site",
    )

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.lower() not in {"debug", "info", "warning", "error"}:
            msg = "choose debug, info, warning or error"
            raise ValueError(msg)
        return value.lower()

    @property
    def encodes_at_once(self) -> int:
        """How many encodes run at once here; each takes several cores by itself."""
        return self.encode_slots or max(1, (os.cpu_count() or 1) // CORES_PER_ENCODE)

    @property
    def is_embedded(self) -> bool:
        """Whether one process owns the data folder: no shared engine is a server."""
        return not self.database_url or self.database_url.startswith("sqlite")

    @property
    def database(self) -> str:
        """The address of the database, with the embedded default filled in."""
        return self.database_url or f"sqlite:///{self.data.absolute() / 'streamverse.db'}"

    @property
    def listen_address(self) -> str:
        """Where to listen: only this machine while demo passwords exist."""
        return self.bind or ("127.0.0.1" if self.demo else "0.0.0.0")  # noqa: S104 - a server's default

    @property
    def site_url(self) -> str:
        """The address people use, without a slash at its end."""
        scheme = "http" if self.tls == TlsMode.OFF else "https"
        return (self.public_url or f"{scheme}://localhost:{self.port}").rstrip("/")


class WrongSettings(Exception):
    """Some settings can't be used; the message says which, why and what is taken."""


def load_settings(**overrides: Any) -> Settings:
    """Read the environment. Raises WrongSettings with one line per wrong setting."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise WrongSettings(explain(error)) from error


def _names(field: FieldInfo) -> list[str]:
    alias = field.validation_alias
    return (
        [str(name) for name in alias.choices] if isinstance(alias, AliasChoices) else [str(alias)]
    )


def explain(error: ValidationError) -> str:
    """Turn a validation error into lines a person can act on."""
    fields = {name: field for field in Settings.model_fields.values() for name in _names(field)}
    lines = ["These settings can't be used:"]
    for problem in error.errors():
        name = str(problem["loc"][0]) if problem["loc"] else "?"
        field = fields.get(name)
        shown = (
            "" if field is None or field.annotation is SecretStr else f" is {problem['input']!r}"
        )
        about = f" It is the {field.description}." if field and field.description else ""
        lines.append(f"  {name}{shown}: {problem['msg'].removeprefix('Value error, ')}.{about}")
    return "\n".join(lines)
