"""What of the demo library has been made: a small file, so that an interrupted run resumes."""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from uuid import UUID

FILE = "shelf.json"
VERSION = 1
"""Raise it when the library gains films: complete shelves are then looked through again."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """How far one film has come: its asset, whether it has its pictures, whether it is done."""

    asset_id: str = ""
    has_artwork: bool = False
    is_published: bool = False

    @property
    def asset(self) -> UUID | None:
        """Return the asset's id."""
        return UUID(self.asset_id) if self.asset_id else None


@dataclass(slots=True)
class Shelf:
    """The state of the library in a folder; every change is on disk before the call returns."""

    folder: Path
    complete_version: int = 0
    films: dict[str, Shelved] = field(default_factory=dict[str, Shelved])

    @classmethod
    def opened(cls, folder: Path) -> "Shelf":
        """Read the shelf, or start an empty one."""
        folder.mkdir(parents=True, exist_ok=True)
        try:
            document = json.loads((folder / FILE).read_text(encoding="utf-8"))
            films = {slug: Shelved(**entry) for slug, entry in document["films"].items()}
            return cls(folder, int(document["complete_version"]), films)
        except (OSError, ValueError, KeyError, TypeError):
            return cls(folder)

    @property
    def is_complete(self) -> bool:
        """Whether every film of this version has been published once."""
        return self.complete_version == VERSION

    def of(self, slug: str) -> Shelved:
        """Return how far a film has come."""
        return self.films.get(slug, Shelved())

    def note(self, slug: str, **changes: str | bool) -> None:
        """Write down a step of a film."""
        self.films[slug] = replace(self.of(slug), **changes)  # pyright: ignore[reportArgumentType]
        self._write()

    def forget(self, slug: str) -> None:
        """Start a film again."""
        self.films.pop(slug, None)
        self._write()

    def complete(self) -> None:
        """Write down that nothing is missing."""
        self.complete_version = VERSION
        self._write()

    def look_again(self) -> None:
        """Look through the library again, even if it was complete."""
        self.complete_version = 0
        self._write()

    def _write(self) -> None:
        films = {slug: asdict(entry) for slug, entry in self.films.items()}
        fresh = self.folder / f"{FILE}.new"
        document = {"complete_version": self.complete_version, "films": films}
        fresh.write_text(json.dumps(document, indent=1), encoding="utf-8")
        fresh.replace(self.folder / FILE)
