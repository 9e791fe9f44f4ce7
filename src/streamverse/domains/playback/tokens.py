"""Path tokens: what lets a player fetch a programme's files, and only those.

A token stands in the path (`/media/{token}/…`), so every relative address inherits it. Layout,
in base64url without padding: key id (4 bytes), body, HMAC-SHA256 of both cut to 16 bytes
(RFC 2104, 5). The key is the keyring's for the purpose "playback.media"; the sign-in key never
leaves for edges. A token lives as long as the programme plus a pause; taking the right away
before that is the revocation list's matter.
"""

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.playback.composer import ViewerPolicy
from streamverse.domains.playback.errors import MediaTokenInvalid
from streamverse.kit.keyring import Keyring, PurposeKey

PURPOSE = "playback.media"
VERSION = 1
BODY = struct.Struct(">B16s16s8sHBIB")
KEY_ID_BYTES = 4
MAC_BYTES = 16
MAX_LENGTH = 1000
MAX_REMEMBERED = 8192
AUDIO_ONLY = 1
VIEWER_PURPOSE = b"playback viewer:"


@dataclass(frozen=True, slots=True)
class MediaClaims:
    """What a token says. `asset_ids` is what may be fetched beside the programme's manifests."""

    session_id: UUID
    programme_id: UUID
    asset_ids: tuple[UUID, ...]
    viewer: bytes
    policy: ViewerPolicy
    expires_at: int

    @property
    def is_limited(self) -> bool:
        """Tell whether some renditions are kept from the viewer."""
        return self.policy.is_limited

    def covers_asset(self, asset_id: UUID) -> bool:
        """Tell whether an asset's files are in the token's scope."""
        return asset_id in self.asset_ids


def viewer_digest(viewer_key: str) -> bytes:
    """Return eight bytes that tell viewers apart without naming them."""
    return hashlib.sha256(VIEWER_PURPOSE + viewer_key.encode()).digest()[:8]


class MediaTokens:
    """Signs and checks tokens; remembers those it has checked, for a film is 2,000 requests."""

    def __init__(self, keyring: Keyring) -> None:
        """Use the keyring's newest root to sign, all of them to check."""
        self._signing = keyring.signing(PURPOSE)
        self._checking = {_key_id(key): key for key in keyring.checking(PURPOSE)}
        self._remembered: dict[str, MediaClaims] = {}

    def sign(self, claims: MediaClaims) -> str:
        """Return the token that says `claims`."""
        policy = claims.policy
        body = BODY.pack(
            VERSION,
            claims.session_id.bytes,
            claims.programme_id.bytes,
            claims.viewer,
            policy.max_rung or 0,
            AUDIO_ONLY if policy.is_audio_only else 0,
            claims.expires_at,
            len(claims.asset_ids),
        )
        assets = b"".join(each.bytes for each in claims.asset_ids)
        languages = ",".join(policy.languages).encode()
        message = _key_id(self._signing) + body + assets + languages
        return _text(message + self._signing.sign(message)[:MAC_BYTES])

    def check(self, token: str) -> MediaClaims:
        """Return what a token says, expired or not. Raises MediaTokenInvalid."""
        claims = self._remembered.get(token)
        if claims is None:
            claims = self._verified(token)
            if len(self._remembered) >= MAX_REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            self._remembered[token] = claims
        return claims

    def _verified(self, token: str) -> MediaClaims:
        raw = _bytes(token)
        message, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
        key = self._checking.get(message[:KEY_ID_BYTES])
        if key is None or not hmac.compare_digest(key.sign(message)[:MAC_BYTES], mac):
            raise MediaTokenInvalid
        return _claims(message[KEY_ID_BYTES:])


def _claims(body: bytes) -> MediaClaims:
    try:
        version, session, programme, viewer, rung, flags, expires_at, count = BODY.unpack_from(body)
        assets = [
            body[start : start + 16] for start in range(BODY.size, BODY.size + 16 * count, 16)
        ]
        languages = body[BODY.size + 16 * count :].decode()
        asset_ids = tuple(UUID(bytes=each) for each in assets)
    except (struct.error, ValueError) as error:
        raise MediaTokenInvalid from error
    if version != VERSION:
        raise MediaTokenInvalid
    return MediaClaims(
        session_id=UUID(bytes=session),
        programme_id=UUID(bytes=programme),
        asset_ids=asset_ids,
        viewer=viewer,
        policy=ViewerPolicy(
            max_rung=rung or None,
            is_audio_only=bool(flags & AUDIO_ONLY),
            languages=tuple(filter(None, languages.split(","))),
        ),
        expires_at=expires_at,
    )


def _key_id(key: PurposeKey) -> bytes:
    return bytes.fromhex(key.id)[:KEY_ID_BYTES]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(token: str) -> bytes:
    """Decode strictly: one token has one spelling. Raises MediaTokenInvalid."""
    if len(token) > MAX_LENGTH or not token.isascii():
        raise MediaTokenInvalid
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError) as error:
        raise MediaTokenInvalid from error
    if _text(raw) != token or len(raw) < KEY_ID_BYTES + BODY.size + MAC_BYTES:
        raise MediaTokenInvalid
    return raw
