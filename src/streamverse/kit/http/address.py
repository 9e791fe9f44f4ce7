"""The client's address, and whose word counts for it.

A proxy that we trust writes the address it saw at the right end of X-Forwarded-For. So the
field is read from there, hop by hop, for as long as the hop before is trusted: what a client
writes into it never counts, on whatever line, in whatever form.
"""

from starlette.datastructures import Headers
from starlette.types import Scope

from streamverse.kit.addresses import parse_address, parse_networks


def client_address(scope: Scope, trusted_proxies: tuple[str, ...]) -> str:
    """Return the address of whoever asks, in its plainest form.

    Where a trusted proxy wrote something that is no address, its own stands.
    """
    client = scope.get("client")
    peer = str(client[0]) if client else ""
    address = parse_address(peer)
    if address is None:
        return peer
    networks = parse_networks(trusted_proxies)
    if networks:
        lines = Headers(scope=scope).getlist("x-forwarded-for")
        hops = [hop for line in lines for hop in line.split(",") if hop.strip()]
        while hops and any(address in network for network in networks):
            hop = parse_address(hops.pop())
            if hop is None:
                break
            address = hop
    return str(address)
