"""Recipes: short hashes of everything that decides a piece's bytes."""

import hashlib
import json

ENGINE_VERSION = 1
"""Raised whenever the same settings would make other bytes: filters, segment layout, arguments."""

_LETTERS = 12


def recipe(kind: str, ffmpeg: str, **decides: object) -> str:
    """Return the address part for a piece of `kind` made by this ffmpeg from these values."""
    facts = {"engine": ENGINE_VERSION, "kind": kind, "ffmpeg": ffmpeg, **decides}
    text = json.dumps(facts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_LETTERS]
