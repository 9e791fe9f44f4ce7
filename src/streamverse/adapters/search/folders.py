"""The folders of an index: a slot per process, a generation per rebuild.

    search/slot-1/current            which generation answers
    search/slot-1/gen-000007/…       that generation: a shelf a folder, and its state
    search/slot-1/gen-000008/…       one that is being built, or that a dead process left behind

`current` and a generation's state are replaced whole: whoever is killed leaves the one before.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from streamverse.domains.search.public import fields

CURRENT = "current"
STATE = "state.json"
PREFIX = "gen-"
SLOTS = 64
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class GenerationState:
    """What is known of a generation beside its documents."""

    version: int
    position: str
    built_from: str = ""


class NoSlot(Exception):
    """Too many processes share one data folder."""


@contextmanager
def claimed_slot(folder: Path) -> Generator[Path]:
    """Give a folder that no other process writes to; the same one again after a restart."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, SLOTS + 1):
        slot = folder / f"slot-{number}"
        slot.mkdir(exist_ok=True)
        with (slot / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield slot
            return
    raise NoSlot(f"{SLOTS} processes keep an index in {folder}")


def current_generation(slot: Path) -> Path | None:
    """Return the generation that answers; None when there is none."""
    try:
        name = (slot / CURRENT).read_text().strip()
    except OSError:
        return None
    generation = slot / name
    return generation if name.startswith(PREFIX) and generation.is_dir() else None


def number_of(generation: Path) -> int:
    """Return a generation's number."""
    digits = generation.name.removeprefix(PREFIX)
    return int(digits) if digits.isdigit() else 0


def new_generation(slot: Path) -> Path:
    """Make the folder of the next generation."""
    numbers = [number_of(each) for each in slot.glob(f"{PREFIX}*")]
    generation = slot / f"{PREFIX}{max(numbers, default=0) + 1:06}"
    generation.mkdir()
    return generation


def make_current(slot: Path, generation: Path) -> None:
    """Let a generation answer, now and after a restart."""
    _replace(slot / CURRENT, generation.name)


def sweep(slot: Path, keep: Path | None) -> None:
    """Remove every generation but one."""
    for each in slot.glob(f"{PREFIX}*"):
        if each != keep:
            shutil.rmtree(each, ignore_errors=True)


def read_state(generation: Path) -> GenerationState | None:
    """Return what is known of a generation; None when it can't be read."""
    try:
        known = json.loads((generation / STATE).read_text())
        return GenerationState(
            int(known["version"]), str(known["position"]), str(known["built_from"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_state(generation: Path, state: GenerationState) -> None:
    """Keep what is known of a generation."""
    _replace(generation / STATE, json.dumps(asdict(state)))


def size_of(generation: Path) -> int:
    """Return how many bytes a generation takes."""
    return sum(each.stat().st_size for each in generation.rglob("*") if each.is_file())


@dataclass(frozen=True, slots=True)
class KnownIndex:
    """An index on this disk, in words; `is_current`: this release can read it."""

    what: str
    is_current: bool


def index_in_words(folder: Path) -> KnownIndex | None:
    """Return what lies in a search folder; None when there is none yet."""
    slots = sorted(folder.glob("slot-*"))
    current = [each for slot in slots if (each := current_generation(slot)) is not None]
    if not current:
        return None
    states = [read_state(each) for each in current]
    is_current = all(state is not None and state.version == fields.VERSION for state in states)
    size = sum(size_of(each) for each in current) / MB
    copies = "" if len(current) == 1 else f"{len(current)} copies, "
    what = f"{copies}{size:.0f} MB in {folder}"
    return KnownIndex(what if is_current else f"of another release, {what}", is_current)


def _replace(path: Path, text: str) -> None:
    partial = path.with_suffix(".new")
    with partial.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
