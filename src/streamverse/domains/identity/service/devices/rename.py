"""Call a device something else."""

from uuid import UUID

from streamverse.domains.identity.device_errors import NoSuchDevice
from streamverse.domains.identity.repository import devices
from streamverse.domains.identity.service.devices.names import shown_name
from streamverse.kit.db import WriteSession


async def rename_device(
    session: WriteSession, account_id: UUID, device_id: UUID, name: str
) -> None:
    """Give a device a name; one of blanks leaves it as it is. Raises NoSuchDevice."""
    row = await devices.one_of(session, account_id, device_id)
    if row is None:
        raise NoSuchDevice
    row.name = shown_name(name) or row.name
