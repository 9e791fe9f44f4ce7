"""Tell that titles changed: each by itself, or many of them in one event."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID

from streamverse.domains.catalog.events import TitleChanged, TitlesChanged
from streamverse.kit import outbox
from streamverse.kit.db import Database, WriteSession

TOGETHER = "catalog.titles_changed"


def tell_changed(session: WriteSession, title_id: UUID) -> None:
    """Tell that a title changed; where many are told together, with the others."""
    together: dict[UUID, None] | None = session.info.get(TOGETHER)
    if together is None:
        outbox.publish(session, TitleChanged(title_id))
    else:
        together[title_id] = None


@asynccontextmanager
async def told_together(database: Database) -> AsyncGenerator[WriteSession]:
    """Open a write transaction whose changes of titles are told as one event, at its end."""
    async with database.write() as session:
        together: dict[UUID, None] = {}
        session.info[TOGETHER] = together
        yield session
        del session.info[TOGETHER]
        if together:
            outbox.publish(session, TitlesChanged(tuple(together)))
