"""How often one may try to sign in or register, with the standard headers on each answer."""

import hashlib

from fastapi import Response
from starlette.requests import HTTPConnection

from streamverse.domains.identity.errors import TooManyRegistrations, TooManySignIns
from streamverse.kit.errors import TooMany
from streamverse.kit.http.address import client_address
from streamverse.kit.http.limits import rate_headers
from streamverse.kit.http.provide import services_of
from streamverse.kit.limits import Limit, RateLimits
from streamverse.kit.settings import Settings

PER_ACCOUNT_AND_ADDRESS = Limit(5, seconds=60)
PER_ADDRESS = Limit(30, seconds=60)
REGISTRATIONS_PER_ADDRESS = Limit(20, seconds=60)


def address_of(connection: HTTPConnection) -> str:
    """Return the client's address, as far as trusted proxies tell it."""
    settings = services_of(connection).get(Settings)
    return client_address(connection.scope, settings.trusted_proxies)


async def count_sign_in(connection: HTTPConnection, response: Response, email: str) -> None:
    """Count one try. Raises TooManySignIns."""
    address = address_of(connection)
    account = hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]
    await _count(connection, response, f"sign-in:{address}", PER_ADDRESS, TooManySignIns)
    key = f"sign-in:{address}:{account}"
    await _count(connection, response, key, PER_ACCOUNT_AND_ADDRESS, TooManySignIns)


async def count_registration(connection: HTTPConnection, response: Response) -> None:
    """Count one new account. Raises TooManyRegistrations."""
    key = f"register:{address_of(connection)}"
    await _count(connection, response, key, REGISTRATIONS_PER_ADDRESS, TooManyRegistrations)


async def _count(
    connection: HTTPConnection, response: Response, key: str, limit: Limit, refusal: type[TooMany]
) -> None:
    result = await services_of(connection).get(RateLimits).hit(key, limit)
    headers = rate_headers(limit, result, key.partition(":")[0])
    if not result.is_allowed:
        raise refusal(f"Try again in {result.reset_seconds} seconds.", headers=headers)
    response.headers.update(headers)
