"""Count what is asked of the database."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from streamverse.kit.db import Database


@contextmanager
def counted(database: Database) -> Generator[list[str]]:
    """Gather the statements of the sessions for reading that run in this block."""
    seen: list[str] = []
    engine = database._read_engine.sync_engine  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
