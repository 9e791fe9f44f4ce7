"""Where an export's files are: parts until they are packed, then one ZIP; and room to make them."""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Generator
from pathlib import Path
from uuid import UUID

from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

ABANDONED_SECONDS = 24 * 3600


def folder_of(export_id: UUID) -> str:
    """Return the folder of all that belongs to an export."""
    return f"exports/{export_id}"


def zip_key(export_id: UUID) -> str:
    """Return where the packed export is."""
    return f"{folder_of(export_id)}/export.zip"


def part_key(export_id: UUID, domain: str, number: int) -> str:
    """Return where a domain's part is until it is packed; the same again when it tries again."""
    return f"{folder_of(export_id)}/parts/{domain}/{number}"


async def remove(services: Services, export_id: UUID, *, but: str = "") -> None:
    """Delete an export's objects, or all `but` one of them."""
    objects = services.get(Objects)
    keys = [info.key async for info in objects.list(folder_of(export_id))]
    await objects.delete(key for key in keys if key != but)


@contextlib.contextmanager
def room(services: Services) -> Generator[Path]:
    """Give a folder that is gone afterwards; what a process that was killed left is gone too."""
    root = services.get(Settings).data / "exports"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in root.iterdir():
        with contextlib.suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > ABANDONED_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=root) as folder:
        yield Path(folder)
