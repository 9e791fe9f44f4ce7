"""Find people, and look at one."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.errors import NoSuchAccount
from streamverse.domains.identity.models import AccountRow
from streamverse.domains.identity.people_schemas import Person, PersonDetail
from streamverse.domains.identity.repository import accounts, devices, people, profiles, proofs
from streamverse.domains.identity.repository import privacy as privacy_queries
from streamverse.domains.identity.repository import social as social_queries
from streamverse.domains.identity.repository.standing import facts_of
from streamverse.domains.identity.roles import permissions_of
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor


async def find(
    session: ReadSession,
    *,
    text: str | None,
    role: str | None,
    state: str | None,
    cursor: str | None,
    limit: int,
) -> Page[Person]:
    """Return a page of accounts, the newest first. Raises BadCursor."""
    rows = await people.found(
        session, text=text, role=role, state=state, before=_place(cursor), limit=limit + 1
    )
    shown, has_more = rows[:limit], len(rows) > limit
    last = shown[-1] if has_more else None
    return Page(
        items=await _persons(session, shown),
        next_cursor=encode_cursor(last.created_at.isoformat(), str(last.id)) if last else None,
    )


async def look_at(session: ReadSession, account_id: UUID) -> PersonDetail:
    """Return an account as operators see it. Raises NoSuchAccount."""
    row = await accounts.account_by_id(session, account_id)
    facts = await facts_of(session, account_id)
    if row is None or facts is None:
        raise NoSuchAccount
    [person] = await _persons(session, [row])
    ways = await proofs.ways_to_prove(session, account_id)
    erasure = await privacy_queries.erasure_under_way(session, account_id)
    return PersonDetail(
        **person.model_dump(),
        state_reason=row.state_reason,
        language=row.language,
        location=row.location,
        permissions=sorted(permissions_of(facts.roles, facts.custom_roles)),
        has_password="password" in ways,
        second_factors=[way for way in ways if way in {"totp", "passkey"}],
        providers=[each.provider for each in await social_queries.of_account(session, account_id)],
        devices_count=len(await devices.of_account(session, account_id)),
        profiles=[each.name for each in await profiles.of_account(session, account_id)],
        erasure_due_at=erasure.due_at if erasure else None,
    )


async def _persons(session: ReadSession, rows: Sequence[AccountRow]) -> list[Person]:
    roles = await people.roles_by_account(session, [row.id for row in rows])
    return [
        Person.model_validate(
            {
                "id": row.id,
                "email": row.email,
                "name": row.name,
                "state": row.state,
                "roles": roles.get(row.id, []),
                "is_email_verified": row.email_verified_at is not None,
                "created_at": row.created_at,
            }
        )
        for row in rows
    ]


def _place(cursor: str | None) -> tuple[datetime, UUID] | None:
    position = decode_cursor(cursor, 2)
    if position is None:
        return None
    try:
        return datetime.fromisoformat(position[0]), UUID(position[1])
    except (AttributeError, TypeError, ValueError) as error:
        raise BadCursor from error
