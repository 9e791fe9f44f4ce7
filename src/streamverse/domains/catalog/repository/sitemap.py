"""Queries about what all the world may know."""

from collections.abc import Sequence

from sqlalchemy import func, select

from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository.channels import is_open_to
from streamverse.domains.catalog.repository.rights import offered
from streamverse.domains.catalog.rights import Asker
from streamverse.kit.db import ReadSession


async def count_public(session: ReadSession, asker: Asker) -> int:
    """Return how many titles are offered to an asker and in no private channel."""
    query = select(func.count()).select_from(TitleRow).where(offered(asker), is_open_to())
    return (await session.scalars(query)).one()


async def public_slugs(
    session: ReadSession, asker: Asker, *, skip: int, limit: int
) -> Sequence[tuple[str, str]]:
    """Return a page of their slugs, the oldest first, each with the day it last changed."""
    query = (
        select(TitleRow.slug, TitleRow.updated_at)
        .where(offered(asker), is_open_to())
        .order_by(TitleRow.id)
        .offset(skip)
        .limit(limit)
    )
    rows = (await session.execute(query)).all()
    return [(slug, changed.date().isoformat()) for slug, changed in rows]
