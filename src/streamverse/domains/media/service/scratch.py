"""Room for what is being made: a folder per process, swept when its process is gone."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

LOCK = ".lock"


class Scratch:
    """The process's own folder. A lock that dies with the process tells the others it is in use."""

    def __init__(self, root: Path) -> None:
        """Make the folder below `root`, after sweeping those of dead processes."""
        root.mkdir(parents=True, exist_ok=True)
        sweep(root)
        self.folder = Path(tempfile.mkdtemp(prefix="process-", dir=root))
        self._lock = os.open(self.folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def close(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)

    @contextlib.contextmanager
    def room(self) -> Generator[Path]:
        """Give a folder that is gone afterwards, with all that is in it."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            yield Path(folder)

    @property
    def sources(self) -> Path:
        """Where sources are kept that come from a store on another machine."""
        folder = self.folder / "sources"
        folder.mkdir(exist_ok=True)
        return folder


def scratch_of(services: Services) -> Scratch:
    """Return the process's scratch folder, made at the first call."""
    try:
        return services.get(Scratch)
    except LookupError:
        return services.add(Scratch(services.get(Settings).data / "scratch"))


def sweep(root: Path) -> None:
    """Remove the folders that no living process holds."""
    for folder in root.iterdir():
        lock = folder / LOCK
        if not folder.is_dir() or not lock.exists():
            continue
        descriptor = os.open(lock, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(descriptor)
