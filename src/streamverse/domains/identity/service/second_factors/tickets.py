"""Tickets: proof of a first step that was right, good for a second one within five minutes.

A ticket is a JWT under a key of its own. It is void after a change of the password or the
roles (its epoch), after five tries, and after it was used.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet, OctKey
from joserfc.jwt import JWTClaimsRegistry

from streamverse.domains.identity.factor_errors import TicketExpired, TicketInvalid
from streamverse.domains.identity.origin import DeviceHint, Origin
from streamverse.kit.clock import Clock
from streamverse.kit.ids import new_id
from streamverse.kit.keyring import PurposeKey, keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

PURPOSE = "identity.second_factor_ticket"
ISSUER = "streamverse"
ALGORITHM = "HS256"
KIND = "ticket+jwt"
LIFETIME = timedelta(minutes=5)
TRIES = 5


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a ticket says. `is_setup`: the second step makes the operator's second factor."""

    id: UUID
    account_id: UUID
    epoch: int
    factors: tuple[str, ...]
    expires_at: datetime
    is_operator: bool
    is_setup: bool
    device: DeviceHint | None


def issue(
    services: Services,
    account_id: UUID,
    epoch: int,
    origin: Origin,
    *,
    factors: tuple[str, ...] = ("pwd",),
    is_operator: bool = False,
    is_setup: bool = False,
) -> str:
    """Return a ticket for whoever showed `factors` in the first step."""
    key = keyring_of(services.get(Settings)).signing(PURPOSE)
    now = services.get(Clock).now()
    device = origin.device
    body: dict[str, Any] = {
        "iss": ISSUER,
        "sub": str(account_id),
        "jti": str(new_id()),
        "iat": int(now.timestamp()),
        "exp": int((now + LIFETIME).timestamp()),
        "epoch": epoch,
        "amr": list(factors),
        "opr": is_operator,
        "setup": is_setup,
        "device": [device.name, device.kind, device.id] if device else None,
    }
    header = {"alg": ALGORITHM, "kid": key.id, "typ": KIND}
    return jwt.encode(header, body, _key(key), algorithms=[ALGORITHM])


def opened(services: Services, ticket: str) -> Ticket:
    """Return what a ticket says. Raises TicketExpired, TicketInvalid."""
    keys = KeySet([_key(key) for key in keyring_of(services.get(Settings)).checking(PURPOSE)])
    registry = JWTClaimsRegistry(
        now=int(services.get(Clock).now().timestamp()),
        iss={"essential": True, "value": ISSUER},
        sub={"essential": True},
        exp={"essential": True},
    )
    try:
        decoded = jwt.decode(ticket, keys, algorithms=[ALGORITHM])
        registry.validate(decoded.claims)
        return _read(decoded.claims)
    except ExpiredTokenError as error:
        raise TicketExpired from error
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise TicketInvalid from error


def _read(body: dict[str, Any]) -> Ticket:
    device = body["device"]
    return Ticket(
        id=UUID(body["jti"]),
        account_id=UUID(body["sub"]),
        epoch=int(body["epoch"]),
        factors=tuple(body["amr"]),
        expires_at=datetime.fromtimestamp(int(body["exp"]), UTC),
        is_operator=body["opr"] is True,
        is_setup=body["setup"] is True,
        device=DeviceHint(*device) if device else None,
    )


def _key(key: PurposeKey) -> OctKey:
    return OctKey.import_key(key.secret, {"kid": key.id, "alg": ALGORITHM, "use": "sig"})
