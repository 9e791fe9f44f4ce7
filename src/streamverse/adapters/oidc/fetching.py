"""Fetch small JSON documents from a provider, and nothing else from anywhere else.

TLS always, but for an issuer that the operator named on this very machine. No redirects, no
compression to unfold, a limit on size and on time, and no address inside our own network
that an issuer's description could lead us to.
"""

import asyncio
import json
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx

from streamverse.domains.identity.social_errors import ProviderAnswerRefused, ProviderUnavailable
from streamverse.kit.log import logger

MAX_BYTES = 256 * 1024
MAX_ADDRESS_LENGTH = 2000
SECONDS = 10

log = logger(__name__)


def is_allowed(address: str, issuer: str) -> bool:
    """Whether what belongs to `issuer` may be at `address`."""
    if len(address) > MAX_ADDRESS_LENGTH or not address.isascii() or not address.isprintable():
        return False
    parts, home = urlsplit(address), urlsplit(issuer)
    if not parts.hostname or parts.username is not None or parts.fragment:
        return False
    if parts.scheme == "http":
        return home.scheme == "http" and _is_here(parts.hostname) and _is_here(home.hostname)
    return parts.scheme == "https" and (
        parts.hostname == home.hostname or not _is_inside(parts.hostname)
    )


async def fetch_json(
    client: httpx.AsyncClient,
    method: str,
    address: str,
    *,
    issuer: str,
    form: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Return a JSON object. Raises ProviderUnavailable, ProviderAnswerRefused (4xx)."""
    if not is_allowed(address, issuer):
        log.warning("provider_address_refused", issuer=issuer)
        raise ProviderUnavailable
    sent = {"accept": "application/json", "accept-encoding": "identity", **(headers or {})}
    try:
        async with (
            asyncio.timeout(SECONDS),
            client.stream(
                method, address, data=form, headers=sent, follow_redirects=False
            ) as answer,
        ):
            body = await _body(answer)
            return _read(answer.status_code, body)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as error:
        log.warning("provider_unavailable", issuer=issuer, problem=type(error).__name__)
        raise ProviderUnavailable from error


async def _body(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in answer.aiter_raw():
        body += chunk
        if len(body) > MAX_BYTES:
            msg = "more than a provider has to say"
            raise ValueError(msg)
    return bytes(body)


def _read(status: int, body: bytes) -> dict[str, Any]:
    if 400 <= status < 500:
        log.warning("provider_refused", status=status, answer=body[:200].decode("utf-8", "replace"))
        raise ProviderAnswerRefused
    if status != 200:
        msg = f"status {status}"
        raise ValueError(msg)
    document = json.loads(body)
    if not isinstance(document, dict):
        msg = "not a JSON object"
        raise ValueError(msg)  # noqa: TRY004 - one kind of error for whatever is no answer
    return document  # pyright: ignore[reportUnknownVariableType] - JSON keys are texts


def _is_here(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def _is_inside(host: str) -> bool:
    """Whether a host is written as an address of a private network."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False
