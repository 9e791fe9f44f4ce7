"""Recognise what a sign-in comes from, by the id that we gave it; give it one if it has none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from streamverse.domains.identity.events import NewDeviceSignedIn
from streamverse.domains.identity.models import DeviceRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.repository import accounts, devices
from streamverse.domains.identity.service.devices import tokens
from streamverse.domains.identity.service.devices.names import shown_kind, shown_name
from streamverse.domains.identity.service.devices.user_agents import describe
from streamverse.kit import outbox
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.keyring import keyring_of
from streamverse.kit.places import Places
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

FIRST_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A device of an account. `token` is what it keeps and shows again next time."""

    device_id: UUID
    is_new: bool
    token: str
    country: str | None


async def recognise(
    services: Services, session: WriteSession, account_id: UUID, origin: Origin, now: datetime
) -> Recognised:
    """Return the device of a sign-in; one that is new to the account is told of.

    Not so the very first one: whoever has just registered knows where they sit.
    """
    keyring = keyring_of(services.get(Settings))
    installation = tokens.installation_of(keyring, origin.device_token)
    installation = installation or tokens.new_installation()
    country = services.get(Places).place_of(origin.address).country
    key = tokens.key_of(installation, account_id)
    token = tokens.token_of(keyring, installation)
    is_first = await _is_first(session, account_id, now)
    row = await devices.by_key(session, account_id, key)
    if row is None:
        row = await _added(session, _new_row(account_id, key, origin, now))
    is_new = row.first_seen_at == now or row.revoked_at is not None
    row.address = origin.address
    row.country = country
    row.last_used_at = now
    row.revoked_at = None
    if is_new and not is_first:
        outbox.publish(session, NewDeviceSignedIn(account_id, row.id))
    return Recognised(row.id, is_new, token, country)


async def _is_first(session: WriteSession, account_id: UUID, now: datetime) -> bool:
    if await devices.has_any(session, account_id):
        return False
    account = await accounts.account_by_id(session, account_id)
    return account is not None and now - account.created_at < FIRST_DAY


async def _added(session: WriteSession, row: DeviceRow) -> DeviceRow:
    """Add a device; of two first sign-ins of one browser at once the second finds the first's."""
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:
        there = await devices.by_key(session, row.account_id, row.key)
        if there is None:
            raise
        return there
    return row


def _new_row(account_id: UUID, key: str, origin: Origin, now: datetime) -> DeviceRow:
    described = describe(origin.user_agent)
    hint = origin.device
    return DeviceRow(
        id=new_id(),
        account_id=account_id,
        key=key,
        name=shown_name(hint.name if hint else None) or described.name,
        kind=shown_kind(hint.kind if hint else None) or described.kind,
        platform=described.platform,
        address=origin.address,
        first_seen_at=now,
        last_used_at=now,
    )
