"""Challenges: random bytes an authenticator signs, each for one purpose and counted once."""

import json
import secrets
from dataclasses import dataclass
from enum import StrEnum

from webauthn.helpers import generate_challenge

from streamverse.domains.identity.factor_errors import ChallengeUnknown
from streamverse.kit.cache import Cache
from streamverse.kit.clock import Clock
from streamverse.kit.services import Services

LIFETIME_SECONDS = 300
ID_BYTES = 16


class Purpose(StrEnum):
    """What a challenge is signed for."""

    ADD = "add"
    SIGN_IN = "sign_in"
    SECOND_FACTOR = "second_factor"
    STEP_UP = "step_up"


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge, and the name it is given back by."""

    id: str
    value: bytes


async def issue(services: Services, purpose: Purpose, subject: str = "") -> Challenge:
    """Make a challenge for a purpose and a subject: the account, ticket or sign-in it is for."""
    challenge = Challenge(secrets.token_urlsafe(ID_BYTES), generate_challenge())
    until = services.get(Clock).now().timestamp() + LIFETIME_SECONDS
    document = json.dumps([purpose, subject, until, challenge.value.hex()]).encode()
    await services.get(Cache).set(_key(challenge.id), document, LIFETIME_SECONDS)
    return challenge


async def take(services: Services, challenge_id: str, purpose: Purpose, subject: str = "") -> bytes:
    """Use a challenge up and return it; of two racing calls one wins. Raises ChallengeUnknown."""
    cache = services.get(Cache)
    document = await cache.get(_key(challenge_id))
    if document is None:
        raise ChallengeUnknown
    is_first = await cache.set(_used(challenge_id), b"1", LIFETIME_SECONDS, if_absent=True)
    await cache.delete(_key(challenge_id))
    made_for, made_of, until, value = json.loads(document)
    is_ours = made_for == purpose and made_of == subject
    if not is_first or not is_ours or until <= services.get(Clock).now().timestamp():
        raise ChallengeUnknown
    return bytes.fromhex(value)


def _key(challenge_id: str) -> str:
    return f"identity:challenge:{challenge_id}"


def _used(challenge_id: str) -> str:
    return f"identity:challenge-used:{challenge_id}"
