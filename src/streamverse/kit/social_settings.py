"""What an operator sets for social sign-in: the ids and secrets that each provider gave."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings

BUILT_IN = ("google", "apple", "facebook")


class OidcIssuer(BaseModel):
    """One OpenID Connect issuer of the operator's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")
    name: str = Field(min_length=1, max_length=40)
    issuer: str = Field(pattern=r"^https?://[^\s?#]+$")
    client_id: str = Field(min_length=1)
    client_secret: SecretStr = SecretStr("")
    scopes: tuple[str, ...] = ("openid", "email", "profile")


class SocialSettings(BaseSettings):
    """The part of the settings that names identity providers."""

    google_client_id: str = Field(
        default="",
        validation_alias="STREAMVERSE_GOOGLE_CLIENT_ID",
        description="sign-in with Google: the client's id; empty: not offered",
    )
    google_client_secret: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="STREAMVERSE_GOOGLE_CLIENT_SECRET",
        description="sign-in with Google: the client's secret",
    )
    facebook_client_id: str = Field(
        default="",
        validation_alias="STREAMVERSE_FACEBOOK_CLIENT_ID",
        description="sign-in with Facebook: the app's id; empty: not offered",
    )
    facebook_client_secret: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="STREAMVERSE_FACEBOOK_CLIENT_SECRET",
        description="sign-in with Facebook: the app's secret",
    )
    apple_client_id: str = Field(
        default="",
        validation_alias="STREAMVERSE_APPLE_CLIENT_ID",
        description="sign-in with Apple: the services id; empty: not offered",
    )
    apple_team_id: str = Field(
        default="",
        validation_alias="STREAMVERSE_APPLE_TEAM_ID",
        description="sign-in with Apple: the team's id",
    )
    apple_key_id: str = Field(
        default="",
        validation_alias="STREAMVERSE_APPLE_KEY_ID",
        description="sign-in with Apple: the key's id",
    )
    apple_private_key: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="STREAMVERSE_APPLE_PRIVATE_KEY",
        description="sign-in with Apple: the key itself, as PEM or as the path of its .p8 file",
    )
    oidc_issuers: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="STREAMVERSE_OIDC_ISSUERS",
        description="OpenID Connect issuers of your own, as a JSON list of {id, name, issuer, "
        "client_id, client_secret, scopes}",
    )
    social_addresses: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="STREAMVERSE_SOCIAL_ADDRESSES",
        description="other addresses of google, apple and facebook, as a JSON object: for tests",
    )

    @field_validator("oidc_issuers")
    @classmethod
    def _are_issuers(cls, value: SecretStr) -> SecretStr:
        issuers_in(value)
        return value

    @field_validator("social_addresses")
    @classmethod
    def _are_addresses(cls, value: SecretStr) -> SecretStr:
        addresses_in(value)
        return value

    @property
    def issuers(self) -> tuple[OidcIssuer, ...]:
        """The operator's own issuers."""
        return issuers_in(self.oidc_issuers)

    def social_address(self, provider_id: str, usual: str) -> str:
        """Return where a built-in provider is: its usual address, unless another is set."""
        return addresses_in(self.social_addresses).get(provider_id, usual)


def issuers_in(setting: SecretStr) -> tuple[OidcIssuer, ...]:
    """Read the JSON list. Raises ValueError, whose words tell no secret."""
    items: list[Any] = _json(setting, list) or []
    try:
        issuers = tuple(OidcIssuer.model_validate(item) for item in items)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        msg = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise ValueError(msg) from None
    ids = [issuer.id for issuer in issuers]
    if len({*ids, *BUILT_IN}) < len(ids) + len(BUILT_IN):
        msg = f"each issuer needs an id of its own, and not {', '.join(BUILT_IN)}"
        raise ValueError(msg)
    return issuers


def addresses_in(setting: SecretStr) -> dict[str, str]:
    """Read the JSON object. Raises ValueError."""
    found: dict[Any, Any] = _json(setting, dict) or {}
    return {str(key): str(value).rstrip("/") for key, value in found.items()}


def _json(setting: SecretStr, kind: type[Any]) -> Any:
    text = setting.get_secret_value().strip()
    if not text:
        return None
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, kind):
        msg = f"write a JSON {'list' if kind is list else 'object'}"
        raise ValueError(msg) from None  # noqa: TRY004 - pydantic turns ValueError into words
    return found
