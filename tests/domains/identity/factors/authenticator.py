"""An authenticator in software: what a phone or a security key does, and what a bad one might."""

import hashlib
import json
import os
import struct
from dataclasses import dataclass, field, replace
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, MAY_SYNC, IS_SYNCED, HAS_KEY = 0x01, 0x04, 0x08, 0x10, 0x40

Json = dict[str, Any]


@dataclass
class Authenticator:
    """Holds one credential. `counts` says whether its counter moves."""

    origin: str = "http://localhost:8080"
    rp_id: str = "localhost"
    verifies: bool = True
    is_synced: bool = False
    counts: bool = True
    counter: int = 0
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    user_handle: bytes = b""
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def id(self) -> str:
        """The credential's id, as JSON has it."""
        return bytes_to_base64url(self.credential_id)

    def cloned(self) -> "Authenticator":
        """Return a copy that counts on by itself."""
        return replace(self)

    def create(self, options: Json) -> Json:
        """Answer `navigator.credentials.create`."""
        self.user_handle = base64url_to_bytes(options["user"]["id"])
        client_data = self._client_data("webauthn.create", options["challenge"])
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        attested = bytes(16) + struct.pack(">H", len(self.credential_id))
        data = self._data(HAS_KEY) + attested + self.credential_id + cose
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential(
            clientDataJSON=client_data, attestationObject=made, transports=["internal", "new-kind"]
        )

    def get(self, options: Json) -> Json:
        """Answer `navigator.credentials.get`."""
        client_data = self._client_data("webauthn.get", options["challenge"])
        if self.counts:
            self.counter += 1
        data = self._data()
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(SHA256()))
        return self._credential(
            clientDataJSON=client_data,
            authenticatorData=data,
            signature=signature,
            userHandle=self.user_handle,
        )

    def _client_data(self, kind: str, challenge: str) -> bytes:
        document = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(document | {"crossOrigin": False}).encode()

    def _data(self, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        flags |= MAY_SYNC | IS_SYNCED if self.is_synced else 0
        rp_hash = hashlib.sha256(self.rp_id.encode()).digest()
        return rp_hash + bytes([flags]) + struct.pack(">I", self.counter)

    def _credential(self, **response: Any) -> Json:
        encoded = {
            name: bytes_to_base64url(value) if isinstance(value, bytes) else value
            for name, value in response.items()
        }
        return {
            "id": self.id,
            "rawId": self.id,
            "type": "public-key",
            "response": encoded,
            "clientExtensionResults": {},
        }
