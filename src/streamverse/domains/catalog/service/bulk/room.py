"""Where a run's files are: its table, its result, and room to work on them."""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Generator
from pathlib import Path
from uuid import UUID

from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

PREFIX = "bulk/"
ABANDONED_SECONDS = 24 * 3600


def source_key(run_id: UUID) -> str:
    """Return where the table is that a run imports."""
    return f"{PREFIX}{run_id}/source"


def result_key(run_id: UUID, format_: str) -> str:
    """Return where the table is that a run exports."""
    return f"{PREFIX}{run_id}/titles.{format_}"


@contextlib.contextmanager
def room(services: Services) -> Generator[Path]:
    """Give a folder that is gone afterwards; what a process that was killed left is gone too."""
    root = services.get(Settings).data / "bulk"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in root.iterdir():
        with contextlib.suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > ABANDONED_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=root) as folder:
        yield Path(folder)
