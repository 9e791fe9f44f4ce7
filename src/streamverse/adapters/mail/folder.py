"""Mail as files of a folder, for a service that has no mail server: the whole flow still works."""

import asyncio
import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

from streamverse.domains.notifications.ports import PreparedMail, RoadKind

OURS_ALONE = 0o600
FOLDER_MODE = 0o700


class FolderRoad:
    """Writes `<id>.eml`, which any mail program opens. Only the service's own user may read it."""

    kind: RoadKind = "folder"

    def __init__(self, folder: Path) -> None:
        """Use `folder`; it is made with the first mail."""
        self._folder = folder

    async def send(self, mail: PreparedMail) -> None:
        """Put one mail into the folder, whole or not at all."""
        await asyncio.to_thread(self._write, mail)

    async def copy_of(self, mail_id: UUID) -> bytes | None:
        """Return the file's content."""
        return await asyncio.to_thread(self._read, mail_id)

    async def forget(self, mail_id: UUID) -> None:
        """Remove the file."""
        await asyncio.to_thread(self._file(mail_id).unlink, missing_ok=True)

    async def forget_before(self, instant: datetime) -> None:
        """Remove the files written before an instant."""
        await asyncio.to_thread(self._remove_before, instant.timestamp())

    def _file(self, mail_id: UUID) -> Path:
        return self._folder / f"{mail_id}.eml"

    def _write(self, mail: PreparedMail) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        file = self._file(mail.id)
        unfinished = file.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OURS_ALONE)
        with os.fdopen(descriptor, "wb") as writing:
            writing.write(mail.content)
        unfinished.replace(file)

    def _read(self, mail_id: UUID) -> bytes | None:
        try:
            return self._file(mail_id).read_bytes()
        except FileNotFoundError:
            return None

    def _remove_before(self, second: float) -> None:
        for file in self._folder.glob("*.eml"):
            if file.stat().st_mtime < second:
                file.unlink(missing_ok=True)
