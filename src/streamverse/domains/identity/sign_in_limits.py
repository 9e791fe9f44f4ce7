"""How often one may try to sign in or register, with the standard headers on each answer."""

import hashlib

from fastapi import Response
from starlette.requests import HTTPConnection

from streamverse.domains.identity.device_errors import TooManyDeviceCodes
from streamverse.domains.identity.emails import normalised
from streamverse.domains.identity.errors import (
    BadEmail,
    TooManyMails,
    TooManyRegistrations,
    TooManySignIns,
)
from streamverse.kit.addresses import counted_address
from streamverse.kit.errors import TooMany
from streamverse.kit.http.address import client_address
from streamverse.kit.http.limits import rate_headers
from streamverse.kit.http.provide import services_of
from streamverse.kit.limits import Limit, RateLimits
from streamverse.kit.settings import Settings

SOCIAL_PER_ADDRESS = Limit(30, seconds=60)
REGISTRATIONS_PER_ADDRESS = Limit(20, seconds=60)
DEVICE_CODES_PER_ADDRESS = Limit(30, seconds=600)
MAILS_PER_ADDRESSEE = Limit(3, seconds=600)
MAIL_WISHES_PER_ADDRESS = Limit(20, seconds=600)


def address_of(connection: HTTPConnection) -> str:
    """Return the client's address, as far as trusted proxies tell it."""
    settings = services_of(connection).get(Settings)
    return client_address(connection.scope, settings.trusted_proxies)


def counted_address_of(connection: HTTPConnection) -> str:
    """Return what a client without an account is counted by: its address, IPv6 by the /64."""
    return counted_address(address_of(connection))


async def count_sign_in(connection: HTTPConnection, response: Response, email: str) -> None:
    """Count one try. Raises TooManySignIns."""
    settings = services_of(connection).get(Settings)
    key = f"sign-in:{counted_address_of(connection)}"
    limit = Limit(settings.sign_ins_per_minute_per_address, seconds=60)
    await _count(connection, response, key, limit, TooManySignIns)
    limit = Limit(settings.sign_ins_per_minute, seconds=60)
    await _count(connection, response, f"{key}:{_digest(email)}", limit, TooManySignIns)


async def count_social(connection: HTTPConnection) -> None:
    """Count one way to a provider. Raises TooManySignIns."""
    key = f"social:{counted_address_of(connection)}"
    await _count(connection, Response(), key, SOCIAL_PER_ADDRESS, TooManySignIns)


async def count_registration(connection: HTTPConnection, response: Response) -> None:
    """Count one new account. Raises TooManyRegistrations."""
    key = f"register:{counted_address_of(connection)}"
    await _count(connection, response, key, REGISTRATIONS_PER_ADDRESS, TooManyRegistrations)


async def count_device_code(connection: HTTPConnection, response: Response) -> None:
    """Count one screen that asks for a code. Raises TooManyDeviceCodes."""
    key = f"device-code:{counted_address_of(connection)}"
    await _count(connection, response, key, DEVICE_CODES_PER_ADDRESS, TooManyDeviceCodes)


async def count_mail_wish(connection: HTTPConnection, response: Response, email: str) -> None:
    """Count one wish for a mail to somebody. Raises TooManyMails."""
    key = f"mail:{counted_address_of(connection)}"
    await _count(connection, response, key, MAIL_WISHES_PER_ADDRESS, TooManyMails)
    key = f"mail-to:{_digest(email)}"
    await _count(connection, response, key, MAILS_PER_ADDRESSEE, TooManyMails)


async def _count(
    connection: HTTPConnection, response: Response, key: str, limit: Limit, refusal: type[TooMany]
) -> None:
    result = await services_of(connection).get(RateLimits).hit(key, limit)
    headers = rate_headers(limit, result, key.partition(":")[0])
    if not result.is_allowed:
        raise refusal(f"Try again in {result.reset_seconds} seconds.", headers=headers)
    response.headers.update(headers)


def _digest(email: str) -> str:
    """Return what an email is counted by: the same for every spelling that reaches one mailbox."""
    try:
        address = normalised(email)
    except BadEmail:
        address = email.strip().lower()
    return hashlib.sha256(address.encode()).hexdigest()[:32]
