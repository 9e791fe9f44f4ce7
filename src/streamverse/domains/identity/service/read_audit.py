"""Read the audit log: one's own, or as an operator everybody's."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.models import AuditRow
from streamverse.domains.identity.repository import accounts, audit
from streamverse.domains.identity.repository.audit import Wanted
from streamverse.domains.identity.service.devices.show import shown_place
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import BadCursor, decode_cursor, encode_cursor
from streamverse.kit.places import Place, Places
from streamverse.kit.services import Services


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry with the names of what it is about."""

    id: UUID
    at: datetime
    action: str
    address: str
    place: Place
    device_name: str | None
    facts: dict[str, str]
    account_id: UUID | None
    account_name: str | None
    actor_id: UUID | None
    actor_name: str | None


async def audit_page(
    services: Services,
    session: ReadSession,
    wanted: Wanted,
    cursor: str | None,
    limit: int,
    *,
    is_own: bool = False,
) -> tuple[list[ShownEntry], str | None]:
    """Return a page of entries, the newest first, and the next page's cursor. Raises BadCursor.

    One's own log (`is_own`) doesn't say where operators sat when they did something.
    """
    found = await audit.entries(session, wanted, _position(cursor), limit)
    rows = found[:limit]
    ids = {each for row, _ in rows for each in (row.account_id, row.actor_id) if each}
    names = await accounts.names_of(session, ids)
    places = services.get(Places)
    items = [_shown(row, device_name, places, names) for row, device_name in rows]
    if is_own:
        items = [each if each.actor_id == each.account_id else _nowhere(each) for each in items]
    last = items[-1] if len(found) > limit else None
    return items, encode_cursor(last.at.isoformat(), last.id) if last else None


def _shown(
    row: AuditRow, device_name: str | None, places: Places, names: dict[UUID, str]
) -> ShownEntry:
    return ShownEntry(
        id=row.id,
        at=row.at,
        action=row.action,
        address=row.address,
        place=shown_place(places, row.address, row.country),
        device_name=device_name,
        facts=row.facts,
        account_id=row.account_id,
        account_name=names.get(row.account_id) if row.account_id else None,
        actor_id=row.actor_id,
        actor_name=names.get(row.actor_id) if row.actor_id else None,
    )


def _nowhere(entry: ShownEntry) -> ShownEntry:
    return replace(entry, address="", place=Place(), device_name=None)


def _position(cursor: str | None) -> tuple[datetime, UUID] | None:
    position = decode_cursor(cursor, 2)
    if position is None:
        return None
    try:
        return datetime.fromisoformat(str(position[0])), UUID(str(position[1]))
    except ValueError as error:
        raise BadCursor from error
