"""The drawn set: sixteen pictures that come with us, safe to cut round, each a small SVG."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("drawn")
PREFIX = "/images/avatars/"
NAMES = (
    "fox",
    "owl",
    "moon",
    "boat",
    "cat",
    "bear",
    "lighthouse",
    "whale",
    "balloon",
    "hare",
    "cactus",
    "rocket",
    "penguin",
    "popcorn",
    "robot",
    "ghost",
)
"""In the order people choose from."""


@dataclass(frozen=True, slots=True)
class DrawnAvatar:
    """One of the set. Its address holds a hash of its bytes, so it may be kept for ever."""

    name: str
    digest: str
    svg: bytes

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"{PREFIX}{self.digest}/{self.name}.svg"


@cache
def drawn_set() -> dict[str, DrawnAvatar]:
    """Return the set by name, in the order of choice."""
    return {name: _read(name) for name in NAMES}


def drawn_avatar(digest: str, file: str) -> bytes | None:
    """Return the picture behind `/images/avatars/{digest}/{file}`; None when there is none."""
    name, _, extension = file.partition(".")
    found = drawn_set().get(name)
    return found.svg if found and extension == "svg" and found.digest == digest else None


def drawn_for(slot: int, salt: int) -> str:
    """Return the name to begin with: the profiles of an account differ, and so do accounts."""
    return NAMES[(slot * 3 + salt) % len(NAMES)]


def _read(name: str) -> DrawnAvatar:
    svg = (FOLDER / f"{name}.svg").read_bytes()
    return DrawnAvatar(name, hashlib.sha256(svg).hexdigest()[:16], svg)
