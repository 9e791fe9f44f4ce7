"""The catalog's queries about pictures."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, select

from streamverse.domains.catalog.models import ArtworkRow, TitleRow
from streamverse.kit.db import ReadSession, WriteSession


async def artworks_of(
    session: ReadSession, subject_ids: Iterable[UUID]
) -> dict[UUID, list[ArtworkRow]]:
    """Return the artwork of titles and episodes."""
    query = select(ArtworkRow).where(ArtworkRow.subject_id.in_(set(subject_ids)))
    found: dict[UUID, list[ArtworkRow]] = defaultdict(list)
    for row in await session.scalars(query):
        found[row.subject_id].append(row)
    return found


async def artwork(session: ReadSession, subject_id: UUID, role: str) -> ArtworkRow | None:
    """Return one picture of a subject."""
    query = select(ArtworkRow).where(ArtworkRow.subject_id == subject_id, ArtworkRow.role == role)
    return await session.scalar(query)


async def forget_artwork(session: WriteSession, subject_ids: Iterable[UUID]) -> None:
    """Delete the rows of subjects' pictures."""
    query = delete(ArtworkRow).where(ArtworkRow.subject_id.in_(set(subject_ids)))
    await session.execute(query)


async def picture_keys(session: ReadSession) -> set[str]:
    """Return the keys of every picture that a title that is there, or an episode, shows."""
    deleted = select(TitleRow.id).where(TitleRow.deleted_at.is_not(None))
    query = select(ArtworkRow.images).where(ArtworkRow.subject_id.not_in(deleted))
    return {image["key"] for images in await session.scalars(query) for image in images}
