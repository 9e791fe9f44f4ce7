"""Without a country file: which addresses are of one's own network, and nothing else."""

from streamverse.kit.addresses import Address, parse_address, parse_networks
from streamverse.kit.places import Place

OWN = parse_networks(
    (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",  # shared by a carrier's customers (RFC 6598)
        "127.0.0.0/8",
        "169.254.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)


class PrivateOnly:
    """The `Places` port without any file."""

    def place_of(self, address: str) -> Place:
        """Tell a private address; every other place is unknown."""
        parsed = parse_address(address)
        return Place(is_private=parsed is not None and is_private(parsed))


def is_private(address: Address) -> bool:
    """Whether an address is of a network of one's own."""
    return any(address in network for network in OWN)
