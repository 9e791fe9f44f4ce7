"""The catalog's queries about the channels its titles belong to."""

from uuid import UUID

from sqlalchemy import ColumnElement, or_, update

from streamverse.domains.catalog.models import TitleRow
from streamverse.kit.db import WriteSession


def is_open_to(member_of: frozenset[UUID] = frozenset()) -> ColumnElement[bool]:
    """Tell which titles' channels are public, or among those a caller belongs to."""
    is_open = TitleRow.is_members_only.is_(False)
    return or_(is_open, TitleRow.channel_id.in_(member_of)) if member_of else is_open


async def set_members_only(
    session: WriteSession, channel_id: UUID, *, is_members_only: bool
) -> tuple[UUID, ...]:
    """Open or close a channel's titles; returns those that were not so before."""
    query = (
        update(TitleRow)
        .where(TitleRow.channel_id == channel_id, TitleRow.is_members_only.is_not(is_members_only))
        .values(is_members_only=is_members_only)
        .returning(TitleRow.id)
    )
    return tuple(await session.scalars(query))
