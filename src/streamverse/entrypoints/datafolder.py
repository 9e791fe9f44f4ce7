"""The data folder of an embedded service: its lock, its key, its door for the command line."""

import fcntl
import json
import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from streamverse.kit.settings import Settings

KEY_FILE = "secret.key"
DOOR_FILE = "service.json"


class DataFolderInUse(Exception):
    """Another StreamVerse process owns the data folder."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the running service answers, and a token of its superuser."""

    url: str
    token: str
    pid: int


@contextmanager
def locked(data: Path) -> Generator[None]:
    """Own the data folder for as long as the process lives. Raises DataFolderInUse."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / ".lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            msg = (
                f"Another StreamVerse runs on {data.absolute()}. Stop it, or set STREAMVERSE_DATA."
            )
            raise DataFolderInUse(msg) from error
        yield


def with_secret(settings: Settings) -> Settings:
    """Return settings that have a root key: the given one, or the folder's own (made once)."""
    if settings.jwt_secret_key.get_secret_value():
        return settings
    path = settings.data / KEY_FILE
    if not path.exists():
        settings.data.mkdir(parents=True, exist_ok=True)
        _write_private(path, secrets.token_urlsafe(48))
    return settings.model_copy(update={"jwt_secret_key": SecretStr(path.read_text().strip())})


def open_door(data: Path, door: Door) -> None:
    """Write where this service answers, readable by its owner only."""
    document = {"url": door.url, "token": door.token, "pid": door.pid}
    _write_private(data / DOOR_FILE, json.dumps(document))


def close_door(data: Path) -> None:
    """Forget where the service answered."""
    (data / DOOR_FILE).unlink(missing_ok=True)


def find_door(data: Path) -> Door | None:
    """Return the running service's door, or None when none runs on this folder."""
    try:
        document = json.loads((data / DOOR_FILE).read_text())
        door = Door(document["url"], document["token"], document["pid"])
        os.kill(door.pid, 0)
    except (OSError, ValueError, KeyError):
        return None
    return door


def _write_private(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(text)
    fresh.replace(path)
