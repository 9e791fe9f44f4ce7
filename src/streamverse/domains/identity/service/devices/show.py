"""Show the devices of an account, in words their owner knows them by."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.models import DeviceRow
from streamverse.domains.identity.repository import devices
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession
from streamverse.kit.places import Place, Places
from streamverse.kit.services import Services


@dataclass(frozen=True, slots=True)
class ShownDevice:
    """A device as its owner sees it."""

    id: UUID
    name: str
    kind: str
    platform: str
    place: Place
    address: str
    first_seen_at: datetime
    last_used_at: datetime
    is_this: bool
    is_signed_in: bool
    profile_name: str | None


async def devices_of(
    services: Services, session: ReadSession, account_id: UUID, family_id: UUID | None
) -> list[ShownDevice]:
    """Return an account's devices: the one that asks first, then the one used last."""
    this = await devices.device_of_family(session, family_id) if family_id else None
    profiles = await devices.living_profiles(session, account_id, services.get(Clock).now())
    places = services.get(Places)
    shown = [
        _shown(row, places, this, profiles) for row in await devices.of_account(session, account_id)
    ]
    return sorted(shown, key=lambda device: not device.is_this)


def shown_place(places: Places, address: str, country: str | None) -> Place:
    """Return where something happened: as it was written down then, else as it is known now."""
    place = places.place_of(address)
    return place if country is None else Place(country)


def _shown(
    row: DeviceRow, places: Places, this: UUID | None, profiles: dict[UUID, str | None]
) -> ShownDevice:
    return ShownDevice(
        id=row.id,
        name=row.name,
        kind=row.kind,
        platform=row.platform,
        place=shown_place(places, row.address, row.country),
        address=row.address,
        first_seen_at=row.first_seen_at,
        last_used_at=row.last_used_at,
        is_this=row.id == this,
        is_signed_in=row.id in profiles,
        profile_name=profiles.get(row.id),
    )
