"""Queries behind an editor's lists."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from streamverse.domains.catalog.models import TitleFlagRow
from streamverse.kit.db import ReadSession


async def flagged_among(session: ReadSession, title_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Return those titles that somebody wants looked at."""
    query = select(TitleFlagRow.title_id).where(
        TitleFlagRow.title_id.in_(title_ids), TitleFlagRow.resolved_at.is_(None)
    )
    return frozenset(await session.scalars(query))
