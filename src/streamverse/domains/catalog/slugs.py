"""Addresses of titles and genres: names in ASCII, lower case, with hyphens."""

import re

from anyascii import anyascii

MAX_LENGTH = 80
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NUMBERED = 1000


def slug_of(name: str, fallback: str = "title") -> str:
    """Return the slug of a name in any script; `fallback` when nothing of it can be written."""
    words = re.findall(r"[a-z0-9]+", anyascii(name).lower().replace("'", ""))
    return "-".join(words)[:MAX_LENGTH].strip("-") or fallback


def folded(*texts: str) -> str:
    """Return texts as they are searched: ASCII, lower case."""
    return " ".join(anyascii(text).lower() for text in texts if text)


def free_slug(wanted: str, taken: set[str]) -> str:
    """Return `wanted`, or with the first number that is free behind it."""
    if wanted not in taken:
        return wanted
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + NUMBERED))
    return next(slug for slug in numbered if slug not in taken)
