"""Handles: what a channel is called in addresses, and what looks the same as it.

Letters of any one script, ASCII digits, and single `_`, `-`, `.` between them; lower case, NFKC.
What can't be told apart by eye has one `look`: letters of other scripts that pass for Latin
ones, accents on Latin letters, 0 for o and 1 for l, one sign for another between words
(after Unicode TR 36 and TR 39).
"""

import re
import unicodedata

from anyascii import anyascii

from streamverse.domains.channels.errors import BadHandle, HandleReserved

SHORTEST, LONGEST = 3, 30
SIGNS = "_-."
LETTERS = frozenset({"Ll", "Lo"})
MARKS = frozenset({"Mn", "Mc"})
MARKS_ON_A_LETTER = 2
CHINESE_JAPANESE = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})
PROLONGED = "\u30fc"
"""Japanese writes long vowels with it; Unicode counts it among the modifiers."""
LOOKALIKES = str.maketrans(
    # Cyrillic, then Greek, then Armenian and digits
    dict(zip("авеԍһіјкӏмнорԛгѕтуѵхԝсԁ", "abeghijklmhopqrstyvxwcd", strict=True))
    | dict(zip("αβεγικνορτυχωη", "abeyikvoptuxwn", strict=True))
    | dict(zip("օսոցզհ", "oungqh", strict=True))  # noqa: RUF001 - that is the point
    | {"0": "o", "1": "l", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "_": "-", ".": "-"}  # noqa: RUF001
)
_WORDS = """
    about abuse account accounts activate admin administrator admins api app apps assets auth
    billing blog browse c category channel channels collection contact copyright create data
    delete demo desk developer developers docs edit editor editors embed everyone explore faq
    feed follow followers following follows genre guest handle handles health help home images
    import info invitation invitations invite is kids legal live login logout mail me media
    member members metrics mine moderator moderators movies mutes my new nobody null official
    operator operators owner people people-of-streamverse playlist playlists premium press
    privacy profile profiles public register reset root rss safety search security series
    settings shop shorts signin signup sport staff station status store stream streamverse
    studio support system team terms title titles transfer trending tv undefined unlock upload
    uploads user users verified verify video videos watch webmaster ws www you
"""
RESERVED = frozenset(_WORDS.split())


def normalised(handle: str) -> str:
    """Return a handle in the one form in which it is kept. Raises BadHandle, HandleReserved."""
    plain = _folded(handle.strip().removeprefix("@"))
    if not SHORTEST <= len(plain) <= LONGEST:
        raise BadHandle(f"Use {SHORTEST} to {LONGEST} letters and digits.")
    _require_parts(plain)
    _require_one_script(plain)
    if look_of(plain) in RESERVED_LOOKS:
        raise HandleReserved
    return plain


def look_of(handle: str) -> str:
    """Return what a handle looks like: the same for all that could be taken for it."""
    seen: list[str] = []
    for sign in unicodedata.normalize("NFD", _folded(handle)):
        if unicodedata.combining(sign) and unicodedata.name(sign, "").startswith("COMBINING"):
            continue
        seen.append(sign)
    return unicodedata.normalize("NFC", "".join(seen)).translate(LOOKALIKES)


def handle_from(name: str) -> str:
    """Return a handle made of a name in any script; "channel" when nothing of it can be had."""
    words = re.findall(r"[a-z0-9]+", anyascii(name).lower())
    plain = "-".join(words)[: LONGEST - 5].strip("-")
    has_letter = any(sign.isalpha() for sign in plain)
    if len(plain) >= SHORTEST and has_letter and look_of(plain) not in RESERVED_LOOKS:
        return plain
    return f"{plain[: LONGEST - 13]}-channel".strip("-") if plain else "my-channel"


def _folded(handle: str) -> str:
    """NFKC in lower case, twice: what lower case makes may be composed again."""
    once = unicodedata.normalize("NFKC", handle).casefold()
    return unicodedata.normalize("NFKC", once)


def _require_parts(plain: str) -> None:
    before, marks = "", 0
    for sign in plain:
        category = unicodedata.category(sign)
        is_letter = category in LETTERS or sign == PROLONGED or (sign.isascii() and sign.isdigit())
        is_mark = category in MARKS and not unicodedata.name(sign, "COMBINING").startswith(
            "COMBINING"
        )
        marks = marks + 1 if is_mark else 0
        if sign in SIGNS:
            if not before or before in SIGNS:
                raise BadHandle("Begin with a letter or a digit, and put signs only between them.")
        elif is_mark:
            if not before or before in SIGNS or before.isdigit() or marks > MARKS_ON_A_LETTER:
                raise BadHandle("Its marks don't stand on letters.")
        elif not is_letter:
            raise BadHandle("Use letters, digits, and “_”, “-” or “.” between them.")
        before = sign
    if before in SIGNS:
        raise BadHandle("End with a letter or a digit.")
    if not any(unicodedata.category(sign) in LETTERS for sign in plain):
        raise BadHandle("Use a letter at least.")


def _require_one_script(plain: str) -> None:
    names = {
        unicodedata.name(sign, "?").partition(" ")[0]
        for sign in plain
        if sign not in SIGNS and not (sign.isascii() and sign.isdigit())
    }
    if len(names) > 1 and not names <= CHINESE_JAPANESE:
        raise BadHandle("Use letters of one script.")


RESERVED_LOOKS = frozenset(look_of(word) for word in RESERVED)
