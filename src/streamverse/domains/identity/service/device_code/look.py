"""Find the screen that shows a code which somebody typed; guessing is counted."""

from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.identity.device_errors import (
    NoSuchUserCode,
    TooManyUserCodes,
    UserCodeAnswered,
)
from streamverse.domains.identity.models import DeviceCodeRow
from streamverse.domains.identity.repository import device_codes
from streamverse.domains.identity.service.device_code import codes
from streamverse.kit.addresses import counted_address
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.limits import Limit, RateLimits
from streamverse.kit.places import Place, Places
from streamverse.kit.services import Services

WRONG_PER_ACCOUNT = Limit(5, seconds=600)
WRONG_PER_ADDRESS = Limit(20, seconds=600)


@dataclass(frozen=True, slots=True)
class AskingDevice:
    """A device that waits, as somebody who may let it in should see it."""

    name: str
    kind: str
    place: Place
    address: str
    is_near: bool
    expires_in: int


async def asking_device(
    services: Services, account_id: UUID, user_code: str, address: str
) -> AskingDevice:
    """Return what shows a code. Raises NoSuchUserCode, UserCodeAnswered, TooManyUserCodes."""
    row = await pending(services, account_id, user_code, address)
    left = row.expires_at - services.get(Clock).now()
    return AskingDevice(
        name=row.device_name,
        kind=row.device_kind,
        place=services.get(Places).place_of(row.address),
        address=row.address,
        is_near=counted_address(row.address) == counted_address(address),
        expires_in=int(left.total_seconds()),
    )


async def pending(
    services: Services, account_id: UUID, user_code: str, address: str
) -> DeviceCodeRow:
    """Return the row of a code that waits for its answer. Raises as `asking_device`."""
    limits = services.get(RateLimits)
    counters = (
        (f"user-code:{account_id}", WRONG_PER_ACCOUNT),
        (f"user-code:{counted_address(address)}", WRONG_PER_ADDRESS),
    )
    for key, limit in counters:
        found = await limits.peek(key, limit)
        if not found.is_allowed:
            seconds = str(found.reset_seconds)
            raise TooManyUserCodes(f"Try again in {seconds} s.", headers={"retry-after": seconds})
    row = await _row(services, user_code)
    if row is None or (row.state != device_codes.PENDING and row.account_id != account_id):
        for key, limit in counters:
            await limits.hit(key, limit)
        raise NoSuchUserCode("Compare it with the screen; codes last ten minutes.")
    if row.state != device_codes.PENDING:
        raise UserCodeAnswered
    return row


async def _row(services: Services, user_code: str) -> DeviceCodeRow | None:
    code = codes.typed(user_code)
    if code is None:
        return None
    async with services.get(Database).read_latest() as session:
        return await device_codes.by_user_code(session, code, services.get(Clock).now())
