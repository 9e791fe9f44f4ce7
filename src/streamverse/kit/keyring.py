"""Keys by purpose from one root: HKDF (RFC 5869), each with an id; older roots still check."""

import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from streamverse.kit.settings import Settings

KEY_BYTES = 32
SEPARATOR = ","


@dataclass(frozen=True, slots=True)
class PurposeKey:
    """One key of one purpose. `id` tells which root it came from and gives nothing away."""

    id: str
    secret: bytes

    def sign(self, message: bytes) -> bytes:
        """Return the HMAC-SHA256 of a message."""
        return hmac.digest(self.secret, message, hashlib.sha256)


class Keyring:
    """The keys of this installation; the newest root signs, all of them check."""

    def __init__(self, roots: tuple[str, ...]) -> None:
        """Hold the roots, newest first. Raises ValueError without one."""
        if not roots:
            msg = "a keyring needs a root key"
            raise ValueError(msg)
        self._roots = roots

    def signing(self, purpose: str) -> PurposeKey:
        """Return the key that signs for a purpose ("identity.access")."""
        return _derive(self._roots[0], purpose)

    def checking(self, purpose: str) -> tuple[PurposeKey, ...]:
        """Return every key whose signatures still count, newest first."""
        return tuple(_derive(root, purpose) for root in self._roots)

    def is_signed(self, purpose: str, message: bytes, signature: bytes) -> bool:
        """Whether one of our keys made the signature; takes the same time either way."""
        matches = [
            hmac.compare_digest(key.sign(message), signature) for key in self.checking(purpose)
        ]
        return any(matches)


def keyring_of(settings: Settings) -> Keyring:
    """Return the keyring of `JWT_SECRET_KEY`: one root, or several separated by commas."""
    return _keyring(settings.jwt_secret_key.get_secret_value())


@lru_cache(maxsize=8)
def _keyring(setting: str) -> Keyring:
    return Keyring(tuple(part.strip() for part in setting.split(SEPARATOR) if part.strip()))


@lru_cache(maxsize=64)
def _derive(root: str, purpose: str) -> PurposeKey:
    secret = HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(root.encode())
    key_id = hashlib.sha256(b"key id:" + secret).hexdigest()[:16]
    return PurposeKey(key_id, secret)
