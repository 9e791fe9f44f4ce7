"""The client's address, and whose word counts for it."""

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope


@lru_cache
def _networks(trusted: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(each, strict=False) for each in trusted)


def client_address(scope: Scope, trusted_proxies: tuple[str, ...]) -> str:
    """Return the address of whoever asks.

    X-Forwarded-For is read from its right end for as long as the hop before is trusted, so
    that what a client writes into it itself never counts.
    """
    client = scope.get("client")
    address = str(client[0]) if client else ""
    if not trusted_proxies:
        return address
    networks = _networks(trusted_proxies)
    forwarded = Headers(scope=scope).get("x-forwarded-for", "")
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    while hops and _is_trusted(address, networks):
        address = hops.pop()
    return address


def _is_trusted(address: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in networks)
