"""The random id that a browser or an app keeps of itself, signed, and what we keep of it.

It is ours alone: made here, sent only to us, made of nothing but chance. In the database stands
its hash together with the account's id, so that even there two accounts of one browser are not
seen to belong together.
"""

import base64
import binascii
import hashlib
import secrets
from uuid import UUID

from streamverse.kit.keyring import Keyring

PURPOSE = "identity.device"
ID_BYTES = 16


def new_installation() -> bytes:
    """Make the id of a browser or an app that has none."""
    return secrets.token_bytes(ID_BYTES)


def token_of(keyring: Keyring, installation: bytes) -> str:
    """Return what the browser or the app keeps."""
    return _text(installation + keyring.signing(PURPOSE).sign(installation))


def installation_of(keyring: Keyring, token: str | None) -> bytes | None:
    """Return the id in a token that we signed."""
    raw = _bytes(token or "")
    installation, signature = raw[:ID_BYTES], raw[ID_BYTES:]
    return installation if keyring.is_signed(PURPOSE, installation, signature) else None


def key_of(installation: bytes, account_id: UUID) -> str:
    """Return what a device's row is found by; 128 random bits, so a plain hash does."""
    return hashlib.sha256(installation + account_id.bytes).hexdigest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
