"""Note that a device is in use: rarely enough to cost nothing, often enough to be of use."""

from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.identity.repository import devices
from streamverse.kit.db import WriteSession
from streamverse.kit.places import Places
from streamverse.kit.services import Services

WRITTEN_EVERY = timedelta(minutes=5)


async def note_use(
    services: Services, session: WriteSession, device_id: UUID, address: str, now: datetime
) -> None:
    """Write down when and from where a device was last used, unless that was done lately."""
    country = services.get(Places).place_of(address).country
    await devices.note_use(
        session, device_id, address, country, now, unless_since=now - WRITTEN_EVERY
    )
