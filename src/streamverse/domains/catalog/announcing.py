"""Tell that titles changed: each by itself, or many of them in one event."""

from collections.abc import Generator
from contextlib import contextmanager
from uuid import UUID

from streamverse.domains.catalog.events import TitleChanged, TitlesChanged
from streamverse.kit import outbox
from streamverse.kit.db import WriteSession

TOGETHER = "catalog.titles_changed"


def tell_changed(session: WriteSession, title_id: UUID) -> None:
    """Tell that a title changed; where many are told together, with the others."""
    together: dict[UUID, None] | None = session.info.get(TOGETHER)
    if together is None:
        outbox.publish(session, TitleChanged(title_id))
    else:
        together[title_id] = None


@contextmanager
def told_together(session: WriteSession) -> Generator[None]:
    """Tell what changes in this block as one event, at its end."""
    together: dict[UUID, None] = {}
    session.info[TOGETHER] = together
    try:
        yield
    finally:
        del session.info[TOGETHER]
    if together:
        outbox.publish(session, TitlesChanged(tuple(together)))
