"""Names in addresses."""

import re
import unicodedata

LENGTH = 80


def slug_of(name: str) -> str:
    """Return a lower-case ASCII slug of a name; "title" when nothing of it is Latin."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LENGTH].rstrip("-") or "title"


def first_free(slug: str, taken: set[str]) -> str:
    """Return the slug, or the slug with the first free number behind it."""
    if slug not in taken:
        return slug
    return next(each for number in range(2, len(taken) + 3) if (each := f"{slug}-{number}") not in taken)
