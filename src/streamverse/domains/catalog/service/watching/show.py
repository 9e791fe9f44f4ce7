"""The watch folder, as editors see it."""

import os
from datetime import UTC, datetime
from pathlib import Path

from streamverse.domains.catalog.bulk_errors import WatchedFileNotFound
from streamverse.domains.catalog.repository import watching as repository
from streamverse.domains.catalog.schemas.bulk import WatchedFileBody, WatchFolderBody
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.pages import BadCursor, decode_cursor, encode_cursor
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

SHOWN = {"dressing": "taking"}


async def read_watch_folder(
    services: Services, session: ReadSession, limit: int, cursor: str | None
) -> WatchFolderBody:
    """Return what lay in the watch folder, the newest first."""
    folder = services.get(Settings).watch_folder
    position = decode_cursor(cursor, 2)
    try:
        after = (_instant(position[0]), str(position[1])) if position else None
    except (OverflowError, TypeError, ValueError):
        raise BadCursor from None
    rows = await repository.list_files(session, after, limit)
    last = rows[limit - 1] if len(rows) > limit else None
    items = [
        WatchedFileBody.model_validate(
            {
                **{name: getattr(row, name) for name in WatchedFileBody.model_fields},
                "state": SHOWN.get(row.state, row.state),
            }
        )
        for row in rows[:limit]
    ]
    return WatchFolderBody(
        is_watched=folder is not None,
        problem="" if folder is None else folder_problem(folder),
        items=items,
        next_cursor=encode_cursor(last.seen_at.isoformat(), last.path) if last else None,
    )


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


async def try_again(session: WriteSession, path: str) -> None:
    """Let a film that failed be taken once more. Raises WatchedFileNotFound."""
    if not await repository.set_waiting(session, path):
        raise WatchedFileNotFound


def folder_problem(folder: Path) -> str:
    """Return why the folder can't be watched, nothing when it can."""
    if not folder.is_dir():
        return "There is no such folder."
    if not os.access(folder, os.R_OK | os.X_OK):
        return "The service may not read it."
    return ""
