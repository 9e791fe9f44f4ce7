"""What only those who may change a title see of it in a list."""

from collections.abc import Sequence
from uuid import UUID

from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import desk as repository
from streamverse.domains.catalog.schemas.desk import DeskBody
from streamverse.kit.db import ReadSession


async def desk_bodies(session: ReadSession, rows: Sequence[TitleRow]) -> dict[UUID, DeskBody]:
    """Return what an editor's list says of titles beside their cards, in one query for all."""
    flagged = await repository.flagged_among(session, [row.id for row in rows])
    return {
        row.id: DeskBody(
            version=row.version,
            updated_at=row.updated_at,
            publish_at=row.publish_at,
            expire_at=row.expire_at,
            deleted_at=row.deleted_at,
            is_flagged=row.id in flagged,
        )
        for row in rows
    }
