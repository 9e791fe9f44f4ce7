"""Identity's JSON: devices, device codes, the security log."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from streamverse.domains.identity.schemas import DeviceInput, TransportName

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
DeviceName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class PlaceShown(BaseModel):
    """Where an address is. `country` is ISO 3166-1 alpha-2, null when nobody knows."""

    model_config = ConfigDict(from_attributes=True)

    country: str | None
    is_private: bool = Field(description="of the service's own network, so in no country")


class Device(BaseModel):
    """Something the account signed in with."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    kind: str
    platform: str
    place: PlaceShown
    address: str
    first_seen_at: datetime
    last_used_at: datetime
    is_this: bool
    is_signed_in: bool
    profile_name: str | None = Field(description="who watches on it, if it is signed in")


class Devices(BaseModel):
    """The devices of the account: this one first, then the one used last."""

    items: list[Device]


class DeviceChange(BaseModel):
    """A name somebody knows the device by."""

    name: DeviceName


class DeviceCodeRequest(BaseModel):
    """What asks for a code; also as form fields `device_name` and `device_kind`."""

    device: DeviceInput | None = None


class DeviceCodeAnswer(BaseModel):
    """RFC 8628, 3.2, and the QR code of the address as SVG."""

    device_code: str
    user_code: str = Field(examples=["BCDF-GHJK"])
    verification_uri: str
    verification_uri_complete: str
    expires_in: int
    interval: int = Field(description="seconds to wait between two questions")
    qr_svg: str


class DeviceTokenRequest(BaseModel):
    """RFC 8628, 3.4; also as a form, then with the transport `bearer`."""

    grant_type: str = Field(max_length=100, examples=[DEVICE_GRANT])
    device_code: str = Field(max_length=100)
    transport: TransportName = "bearer"
    device: DeviceInput | None = None


class AskingDevice(BaseModel):
    """What waits to be let in."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    kind: str
    place: PlaceShown
    address: str
    is_near: bool = Field(description="asks from the same address as you")


class DeviceQuestion(BaseModel):
    """A screen that shows this code."""

    device: AskingDevice
    expires_in: int


class Approval(BaseModel):
    """Which profile it begins with; without one the active profile."""

    profile_id: UUID | None = None
    pin: Annotated[str, Field(pattern=r"^\d{4}$")] | None = None


class AuditEntry(BaseModel):
    """Something that was done to the account's security."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    at: datetime
    action: str
    address: str
    place: PlaceShown
    device_name: str | None
    facts: dict[str, str]


class AdminAuditEntry(AuditEntry):
    """The same for operators: whose account, and who did it."""

    account_id: UUID | None
    account_name: str | None
    actor_id: UUID | None
    actor_name: str | None
