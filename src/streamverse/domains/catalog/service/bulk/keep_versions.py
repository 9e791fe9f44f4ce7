"""Keep what many titles are like after a run's step, in a handful of queries."""

from collections.abc import Sequence
from uuid import UUID

from streamverse.domains.catalog.models import TitleVersionRow
from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.repository.titles import titles_by_id
from streamverse.domains.catalog.service.documents import documents_of
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession


async def keep_versions(
    session: WriteSession,
    clock: Clock,
    title_ids: Sequence[UUID],
    by: UUID,
    run_id: UUID,
    comment: str = "",
) -> None:
    """Keep these titles' newest versions, as this run's."""
    await session.flush()
    rows = list((await titles_by_id(session, title_ids)).values())
    documents = await documents_of(session, rows)
    kept = await repository.versions_kept(session, [row.id for row in rows])
    now = clock.now()
    session.add_all(
        TitleVersionRow(
            title_id=row.id,
            number=row.version,
            document=documents[row.id].model_dump(mode="json"),
            changed_by=by,
            changed_at=now,
            comment=comment,
            run_id=run_id,
        )
        for row in rows
        if (row.id, row.version) not in kept
    )
