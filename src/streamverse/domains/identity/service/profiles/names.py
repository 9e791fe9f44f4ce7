"""Names of profiles: what counts as the same one."""

import unicodedata

LONGEST = 30


def name_key(name: str) -> str:
    """Return what two spellings of one name share: case, width and spaces make no difference."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def fitting(name: str, otherwise: str) -> str:
    """Return a longer name cut to what fits a profile; `otherwise` when nothing is left."""
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    return shown[:LONGEST].rstrip() or otherwise
