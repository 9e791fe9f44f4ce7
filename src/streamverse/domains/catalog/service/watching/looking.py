"""What lies in the watch folder: films, and what belongs to each. Symbolic links are left alone."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from streamverse.domains.catalog.kinds import ArtworkRole

FILMS = frozenset(
    [
        ".mp4",
        ".m4v",
        ".mkv",
        ".mov",
        ".webm",
        ".avi",
        ".ts",
        ".mts",
        ".m2ts",
        ".mpg",
        ".mpeg",
        ".flv",
        ".ogv",
        ".wmv",
        ".mxf",
    ]
)
PICTURES = (".jpg", ".jpeg", ".png", ".webp")
ROLES = {
    ArtworkRole.POSTER: ("poster", "folder", "cover"),
    ArtworkRole.BACKDROP: ("fanart", "backdrop", "landscape"),
    ArtworkRole.STILL: ("thumb",),
    ArtworkRole.LOGO: ("clearlogo", "logo"),
}
CAPTIONS = re.compile(r"(?:\.(?P<language>[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?))?\.(srt|vtt)")
MOST_FILES = 100_000
MOST_SIDECAR_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """A film in the folder, as it lies there now."""

    path: str
    file: Path
    size_bytes: int
    modified_at: datetime


def films_in(folder: Path) -> list[Found]:
    """Return the films below a folder, by their paths. Raises OSError."""
    found: list[Found] = []
    for file in _files(folder):
        if file.suffix.lower() in FILMS:
            facts = file.stat(follow_symlinks=False)
            modified = datetime.fromtimestamp(facts.st_mtime, UTC)
            path = file.relative_to(folder).as_posix()
            found.append(Found(path, file, facts.st_size, modified))
        if len(found) >= MOST_FILES:
            break
    return sorted(found, key=lambda each: each.path)


def sidecar_of(film: Path) -> Path | None:
    """Return the file that describes a film: beside it, under its name; else its folder's."""
    names = [film.with_suffix(".nfo"), film.with_suffix(".json")]
    if _is_alone(film):
        names.append(film.parent / "movie.nfo")
    return next((each for each in names if is_plain(each)), None)


def series_sidecar_of(film: Path, folder: Path) -> Path | None:
    """Return the file that describes an episode's series: in its folder or the one above."""
    for place in (film.parent, film.parent.parent):
        if place.is_relative_to(folder) and is_plain(place / "tvshow.nfo"):
            return place / "tvshow.nfo"
    return None


def pictures_of(film: Path) -> dict[ArtworkRole, Path]:
    """Return a film's pictures by their roles."""
    pictures: dict[ArtworkRole, Path] = {}
    for role, words in ROLES.items():
        stems = [f"{film.stem}-{word}" for word in words]
        stems += words if _is_alone(film) else ()
        candidates = (film.parent / f"{stem}{suffix}" for stem in stems for suffix in PICTURES)
        picture = next((each for each in candidates if is_plain(each)), None)
        if picture is not None:
            pictures[role] = picture
    return pictures


def captions_of(film: Path) -> dict[Path, str]:
    """Return the files of captions beside a film, with their languages ("und" unless named)."""
    found: dict[Path, str] = {}
    for file in sorted(film.parent.iterdir()):
        named = CAPTIONS.fullmatch(file.name.removeprefix(film.stem))
        if file.name.startswith(film.stem) and named and is_plain(file):
            found[file] = named["language"] or "und"
    return found


def is_plain(file: Path) -> bool:
    """Whether there is a file of its own here, no link to one elsewhere."""
    return file.is_file() and not file.is_symlink()


def _is_alone(film: Path) -> bool:
    """Whether a film has its folder to itself."""
    films = (each for each in film.parent.iterdir() if each.suffix.lower() in FILMS)
    return sum(1 for each in films if is_plain(each)) == 1


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            file = Path(place) / name
            if not name.startswith(".") and is_plain(file):
                yield file
