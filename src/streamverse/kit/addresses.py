"""IP addresses and networks, read as people and proxies write them."""

import re
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

IPV6_SITE_BITS = 64
MAPPED = IPv6Network("::ffff:0:0/96")
BRACKETED = re.compile(r"\[(?P<address>[^\[\]]+)\](:\d{1,5})?")
WITH_PORT = re.compile(r"(?P<address>[\d.]+):\d{1,5}")

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def parse_address(text: str) -> Address | None:
    """Read an address, also with a port, in brackets, or IPv4 in IPv6's clothes; else None."""
    bare = text.strip()
    written = BRACKETED.fullmatch(bare) or WITH_PORT.fullmatch(bare)
    try:
        parsed = ip_address((written["address"] if written else bare).partition("%")[0])
    except ValueError:
        return None
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, IPv6Address) else parsed


def counted_address(address: str) -> str:
    """Return what an address is counted by: IPv6 by its /64, which one customer has whole."""
    parsed = parse_address(address)
    if isinstance(parsed, IPv6Address):
        return str(IPv6Network((parsed, IPV6_SITE_BITS), strict=False))
    return address


@lru_cache
def parse_networks(names: tuple[str, ...]) -> tuple[Network, ...]:
    """Read addresses and networks. Raises ValueError for what is neither."""
    return tuple(_plain(ip_network(each, strict=False)) for each in names)


def _plain(network: Network) -> Network:
    if isinstance(network, IPv6Network) and network.subnet_of(MAPPED):
        last32 = int(network.network_address) & 0xFFFF_FFFF
        return IPv4Network((last32, network.prefixlen - MAPPED.prefixlen))
    return network
