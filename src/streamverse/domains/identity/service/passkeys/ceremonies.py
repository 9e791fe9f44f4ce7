"""The two ceremonies of WebAuthn: what the browser is asked, and whether its answer is true.

Whatever a stranger's bytes do to the parsers below, the answer is a refusal.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from streamverse.domains.identity.factor_errors import PasskeyNotTaken, PasskeyRefused
from streamverse.domains.identity.models import AccountRow, PasskeyRow
from streamverse.domains.identity.service.passkeys.relying_party import NAME, RelyingParty

TIMEOUT_MS = 120_000
TRANSPORTS = frozenset(each.value for each in AuthenticatorTransport)

Credential = dict[str, Any]
Options = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey that is what it says."""

    credential_id: str
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]
    is_synced: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature of a passkey that is right."""

    sign_count: int
    is_synced: bool


def adding_options(
    party: RelyingParty, account: AccountRow, known: Iterable[PasskeyRow], challenge: bytes
) -> Options:
    """Ask for a discoverable credential from an authenticator that has none of ours yet."""
    options = generate_registration_options(
        rp_id=party.id,
        rp_name=NAME,
        user_id=account.id.bytes,
        user_name=account.email,
        user_display_name=account.name,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=[_descriptor(row) for row in known],
    )
    return json.loads(options_to_json(options))


def showing_options(
    party: RelyingParty, known: Iterable[PasskeyRow], challenge: bytes, *, is_alone: bool
) -> Options:
    """Ask for a signature of a known passkey, or of any; alone it must know its person."""
    verification = UserVerificationRequirement
    options = generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        allow_credentials=[_descriptor(row) for row in known],
        user_verification=verification.REQUIRED if is_alone else verification.PREFERRED,
    )
    return json.loads(options_to_json(options))


def made(party: RelyingParty, credential: Credential, challenge: bytes) -> Made:
    """Return the passkey that an authenticator made. Raises PasskeyNotTaken."""
    try:
        verified = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.expected_origin(credential),
        )
        told = credential["response"].get("transports") or ()
        transports = tuple(each for each in told if each in TRANSPORTS)
    except Exception as error:
        raise PasskeyNotTaken("Try again, or use another device.") from error
    return Made(
        credential_id=bytes_to_base64url(verified.credential_id),
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
        transports=transports,
        is_synced=verified.credential_backed_up,
    )


def credential_id_of(credential: Credential) -> str:
    """Return which credential an authenticator says it used. Raises PasskeyRefused."""
    try:
        return bytes_to_base64url(base64url_to_bytes(credential["id"]))
    except Exception as error:
        raise PasskeyRefused from error


def user_handle_of(credential: Credential) -> bytes | None:
    """Return whose credential the authenticator says it is, if it says. Raises PasskeyRefused."""
    try:
        handle = credential["response"].get("userHandle")
        return base64url_to_bytes(handle) if handle else None
    except Exception as error:
        raise PasskeyRefused from error


def signed(
    party: RelyingParty,
    passkey: PasskeyRow,
    credential: Credential,
    challenge: bytes,
    *,
    is_alone: bool,
) -> Signed:
    """Return what a right signature says. Raises PasskeyRefused.

    The counter is compared when the use is stored, where two at once can't both pass.
    """
    try:
        verified = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.expected_origin(credential),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=is_alone,
        )
    except Exception as error:
        raise PasskeyRefused from error
    return Signed(verified.new_sign_count, verified.credential_backed_up)


def _descriptor(row: PasskeyRow) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(
        id=base64url_to_bytes(row.credential_id),
        transports=[AuthenticatorTransport(each) for each in row.transports],
    )
