"""Secrets that we must read again, sealed: AES-256-GCM under a purpose key of the keyring.

Sealed is: 8 bytes that name the key, 12 of nonce, the ciphertext with its tag. What it is
bound to (whose secret it is) must be given again to open it, so rows can't be swapped.
"""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from streamverse.kit.keyring import Keyring

KEY_ID_BYTES = 8
NONCE_BYTES = 12


class SealBroken(Exception):
    """No key of ours opens it for this owner: tampered with, or its root is gone."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What was sealed. One that is not current was sealed under an older root: seal it anew."""

    secret: bytes
    is_current: bool


def seal(keyring: Keyring, purpose: str, secret: bytes, *, bound_to: bytes) -> bytes:
    """Return a secret sealed under the newest root."""
    key = keyring.signing(purpose)
    nonce = os.urandom(NONCE_BYTES)
    return bytes.fromhex(key.id) + nonce + AESGCM(key.secret).encrypt(nonce, secret, bound_to)


def unseal(keyring: Keyring, purpose: str, sealed: bytes, *, bound_to: bytes) -> Opened:
    """Return what was sealed under any of our roots. Raises SealBroken."""
    key_id, rest = sealed[:KEY_ID_BYTES].hex(), sealed[KEY_ID_BYTES:]
    keys = {key.id: key for key in keyring.checking(purpose)}
    if key_id not in keys:
        raise SealBroken
    try:
        opened = AESGCM(keys[key_id].secret).decrypt(
            rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound_to
        )
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error
    return Opened(opened, is_current=key_id == keyring.signing(purpose).id)
