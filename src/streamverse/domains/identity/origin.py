"""Where a sign-in comes from, and what tells a device again that we have seen."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Transport = Literal["bearer", "cookie"]


@dataclass(frozen=True, slots=True)
class DeviceHint:
    """What a client says of itself: "Living room", "tv", and the `device_id` it was given."""

    name: str | None = None
    kind: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sign-in comes from. `device_cookie` is what a browser keeps of its device.

    `device_id` is the device that whoever asks is signed in on at this moment.
    """

    address: str
    user_agent: str
    transport: Transport
    device: DeviceHint | None = None
    device_cookie: str | None = None
    device_id: UUID | None = None

    @property
    def device_token(self) -> str | None:
        """The signed id of the device: the browser's cookie, else what an app sends itself."""
        return self.device_cookie or (self.device.id if self.device else None)
