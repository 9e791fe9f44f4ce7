"""Recovery codes: ten of 50 random bits, each for one sign-in; stored is only their MAC."""

import secrets
from uuid import UUID

from streamverse.kit.keyring import Keyring, PurposeKey

PURPOSE = "identity.recovery_code"
AMOUNT = 10
GROUP = 5
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
MISREAD = str.maketrans("ilo", "110")


def new_codes() -> tuple[str, ...]:
    """Return ten new codes, as people copy them: `h3k9q-x0v7m`."""
    return tuple(f"{_group()}-{_group()}" for _ in range(AMOUNT))


def digest_of(keyring: Keyring, account_id: UUID, code: str) -> str:
    """Return what is stored of a code."""
    return _mac(keyring.signing(PURPOSE), account_id, code)


def digests_of(keyring: Keyring, account_id: UUID, code: str) -> tuple[str, ...]:
    """Return what a code may be stored as: one digest for each root that still counts."""
    return tuple(_mac(key, account_id, code) for key in keyring.checking(PURPOSE))


def _group() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(GROUP))


def _mac(key: PurposeKey, account_id: UUID, code: str) -> str:
    bare = "".join(char for char in code.lower() if char.isalnum()).translate(MISREAD)
    return key.sign(account_id.bytes + bare.encode()).hex()
