"""The settings of what guards the door: limits, proxies, places, how long traces are kept."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

from streamverse.kit.addresses import parse_networks


def _comma_separated(value: Any) -> Any:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_comma_separated)]


class DefenceSettings(BaseSettings):
    """Part of `Settings`."""

    trusted_proxies: Names = Field(
        default=(),
        validation_alias="STREAMVERSE_TRUSTED_PROXIES",
        description="addresses or networks, separated by commas, whose X-Forwarded-For counts",
    )
    rate_limit_per_minute: int = Field(
        default=100,
        gt=0,
        validation_alias="STREAMVERSE_RATE_LIMIT_PER_MINUTE",
        description="API requests a minute and client; media, uploads and health don't count",
    )
    sign_ins_per_minute: int = Field(
        default=5,
        gt=0,
        validation_alias="STREAMVERSE_SIGN_INS_PER_MINUTE",
        description="tries to sign in, a minute, per account and address together",
    )
    sign_ins_per_minute_per_address: int = Field(
        default=30,
        gt=0,
        validation_alias="STREAMVERSE_SIGN_INS_PER_MINUTE_PER_ADDRESS",
        description="tries to sign in, a minute, per address, whatever the account",
    )
    geoip_file: Path | None = Field(
        default=None,
        validation_alias="GEOIP_FILE",
        description="a country file in MaxMind's format (.mmdb); empty: places are not told",
    )
    audit_kept_days: int = Field(
        default=365,
        ge=-1,
        validation_alias="STREAMVERSE_AUDIT_KEPT_DAYS",
        description="days an entry of the audit log is kept; -1: for ever",
    )
    devices_kept_days: int = Field(
        default=180,
        gt=0,
        validation_alias="STREAMVERSE_DEVICES_KEPT_DAYS",
        description="days without use after which a device is forgotten",
    )

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        parse_networks(value)
        return value

    @field_validator("geoip_file", mode="before")
    @classmethod
    def _may_be_empty(cls, value: Any) -> Any:
        return value or None
