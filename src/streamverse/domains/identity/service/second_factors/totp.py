"""Codes of an authenticator app: RFC 6238 with SHA-1, six digits and steps of 30 seconds."""

import hmac
from datetime import datetime
from uuid import UUID

from pyotp import random_base32
from pyotp.totp import TOTP

from streamverse.domains.identity.sealing import Opened, seal, unseal
from streamverse.kit.keyring import Keyring

PURPOSE = "identity.totp"
ISSUER = "StreamVerse"
STEP_SECONDS = 30
DRIFT_STEPS = 1
"""How far the phone's clock may be off, either way."""


def new_secret() -> str:
    """Return a new secret of 160 bits in base32, as apps take it."""
    return random_base32()


def address_of(secret: str, email: str) -> str:
    """Return the `otpauth:` address that an app reads from the QR code."""
    return TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the step whose code this is, or None; every step is tried, so time tells nothing."""
    totp = TOTP(secret)
    given = code.encode()
    this_step = int(now.timestamp()) // STEP_SECONDS
    found = None
    for step in range(this_step - DRIFT_STEPS, this_step + DRIFT_STEPS + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), given):
            found = step
    return found


def sealed(keyring: Keyring, account_id: UUID, secret: str) -> bytes:
    """Return a secret as it is stored: for this account only."""
    return seal(keyring, PURPOSE, secret.encode(), bound_to=account_id.bytes)


def unsealed(keyring: Keyring, account_id: UUID, stored: bytes) -> Opened:
    """Return a stored secret. Raises SealBroken."""
    return unseal(keyring, PURPOSE, stored, bound_to=account_id.bytes)
