"""The catalog's queries about pictures."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from streamverse.domains.catalog.models import ArtworkRow, TitleRow
from streamverse.kit.db import ReadSession, WriteSession


async def artworks_of(
    session: ReadSession, subject_ids: Iterable[UUID]
) -> dict[UUID, list[ArtworkRow]]:
    """Return the artwork of titles and episodes."""
    wanted = set(subject_ids)
    found: dict[UUID, list[ArtworkRow]] = defaultdict(list)
    if not wanted:
        return found
    query = select(ArtworkRow).where(ArtworkRow.subject_id.in_(wanted))
    for row in await session.scalars(query):
        found[row.subject_id].append(row)
    return found


async def artwork(session: ReadSession, subject_id: UUID, role: str) -> ArtworkRow | None:
    """Return one picture of a subject."""
    query = select(ArtworkRow).where(ArtworkRow.subject_id == subject_id, ArtworkRow.role == role)
    return await session.scalar(query)


async def give_artwork(session: WriteSession, from_id: UUID, to_id: UUID) -> None:
    """Let one subject's pictures be another's, who has none."""
    query = update(ArtworkRow).where(ArtworkRow.subject_id == from_id).values(subject_id=to_id)
    await session.execute(query)


async def forget_artwork(session: WriteSession, subject_ids: Iterable[UUID]) -> None:
    """Delete the rows of subjects' pictures."""
    query = delete(ArtworkRow).where(ArtworkRow.subject_id.in_(set(subject_ids)))
    await session.execute(query)


async def picture_keys(session: ReadSession, deleted_before: datetime) -> set[str]:
    """Return the keys of every picture that something shows, or a title that may come back."""
    deleted = select(TitleRow.id).where(TitleRow.deleted_at < deleted_before)
    query = select(ArtworkRow.images, ArtworkRow.original_key)
    query = query.where(ArtworkRow.subject_id.not_in(deleted))
    keys: set[str] = set()
    for images, original_key in await session.execute(query):
        keys.update(image["key"] for image in images)
        keys.add(original_key)
    return keys
