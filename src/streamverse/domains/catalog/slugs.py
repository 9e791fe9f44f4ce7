"""Addresses of titles and genres: names in ASCII, lower case, with hyphens."""

import re

from anyascii import anyascii

from streamverse.kit.ids import new_id

MAX_LENGTH = 80
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NUMBERED = 1000
FEW = 20


def slug_of(name: str, fallback: str = "title") -> str:
    """Return the slug of a name in any script; `fallback` when nothing of it can be written."""
    words = re.findall(r"[a-z0-9]+", anyascii(name).lower().replace("'", ""))
    return "-".join(words)[:MAX_LENGTH].strip("-") or fallback


def folded(*texts: str) -> str:
    """Return texts as they are searched: ASCII, lower case."""
    return " ".join(anyascii(text).lower() for text in texts if text)


def numbered(wanted: str) -> list[str]:
    """Return `wanted` and what it may be called when that is taken."""
    return [wanted, *(f"{wanted}-{number}" for number in range(2, FEW))]


def free_of(wanted: str, taken: set[str]) -> str:
    """Return the first of `numbered` that is free; one that nobody has thought of, else."""
    free = (slug for slug in numbered(wanted) if slug not in taken)
    return next(free, f"{wanted[: MAX_LENGTH - 13]}-{new_id().hex[-12:]}")


def free_slug(wanted: str, taken: set[str]) -> str:
    """Return `wanted`, or with the first number that is free behind it."""
    if wanted not in taken:
        return wanted
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + NUMBERED))
    return next(slug for slug in numbered if slug not in taken)
