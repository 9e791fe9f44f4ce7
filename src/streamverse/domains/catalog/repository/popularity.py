"""The queries about how popular titles are."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import bindparam, select, update

from streamverse.domains.catalog.models import TitleRow
from streamverse.kit.db import ReadSession, WriteSession


async def scores(session: ReadSession) -> dict[UUID, float]:
    """Return the scores of the titles that have one."""
    query = select(TitleRow.id, TitleRow.popularity).where(TitleRow.popularity > 0)
    return dict((await session.execute(query)).all())


async def scores_of(session: ReadSession, title_ids: Iterable[UUID]) -> dict[UUID, float]:
    """Return the scores of these titles; those that are gone are left out."""
    query = select(TitleRow.id, TitleRow.popularity).where(
        TitleRow.id.in_(set(title_ids)), TitleRow.deleted_at.is_(None)
    )
    return dict((await session.execute(query)).all())


async def set_scores(session: WriteSession, wanted: Mapping[UUID, float]) -> None:
    """Write scores, and nothing else of the titles."""
    if not wanted:
        return
    statement = (
        update(TitleRow.__table__)  # pyright: ignore[reportArgumentType] - it is a Table
        .where(TitleRow.__table__.c.id == bindparam("title_id"))
        .values(popularity=bindparam("score"))
    )
    connection = await session.connection()
    await connection.execute(
        statement, [{"title_id": each, "score": score} for each, score in wanted.items()]
    )
