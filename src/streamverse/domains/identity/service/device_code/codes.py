"""Codes: a long one that the device keeps, a short one that a person types.

Twenty letters without vowels, so that no word appears, and none that is taken for a digit
(RFC 8628, 6.1). Eight of them are 2.6e10 codes: with five wrong ones in ten minutes and ten
minutes of life, even a million accounts that guess at a thousand screens find nothing.
"""

import hashlib
import secrets
import unicodedata

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 8
DEVICE_CODE_BYTES = 32


def new_user_code() -> str:
    """Make a code for people."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def new_device_code() -> str:
    """Make a code for the device."""
    return secrets.token_urlsafe(DEVICE_CODE_BYTES)


def digest_of(device_code: str) -> str:
    """Return what we store of a device code; it has 256 random bits, so a plain hash does."""
    return hashlib.sha256(device_code.encode()).hexdigest()


def shown(user_code: str) -> str:
    """Return a user code as a screen shows it: BCDF-GHJK."""
    half = LENGTH // 2
    return f"{user_code[:half]}-{user_code[half:]}"


def typed(text: str) -> str | None:
    """Return the user code that somebody typed, however they did; None when it can't be one."""
    folded = unicodedata.normalize("NFKC", text).upper()
    letters = "".join(each for each in folded if each.isalnum())
    is_code = len(letters) == LENGTH and all(each in LETTERS for each in letters)
    return letters if is_code else None
