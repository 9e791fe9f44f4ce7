"""Places: where an address is, as far as a country; for lists of devices and for rights."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Place:
    """A country as ISO 3166-1 alpha-2 ("IN"), or None when nobody knows.

    `is_private`: the address belongs to no place, it is of the service's own network.
    """

    country: str | None = None
    is_private: bool = False


class Places(Protocol):
    """Tells places by addresses, without asking anybody outside."""

    def place_of(self, address: str) -> Place:
        """Return where an address is; an unknown place for what is no address."""
        ...
