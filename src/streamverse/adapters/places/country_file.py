"""Places by a country file in MaxMind's format, whoever made it."""

# pyright: reportUnknownMemberType=false
# The reader is typed in part only.

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import maxminddb

from streamverse.adapters.places.private import is_private
from streamverse.kit.addresses import parse_address
from streamverse.kit.places import Place
from streamverse.kit.settings import WrongSettings

PROBE = "9.9.9.9"


@contextmanager
def opened(path: Path) -> Generator[maxminddb.Reader]:
    """Open a country file. Raises WrongSettings when it is none."""
    try:
        reader = maxminddb.open_database(path, maxminddb.MODE_AUTO)
        reader.get(PROBE)
    except (OSError, ValueError, maxminddb.InvalidDatabaseError) as error:
        raise WrongSettings(f"GEOIP_FILE can't be read as a country file: {error}") from error
    with reader:
        yield reader


class CountryFile:
    """The `Places` port on a file; a look takes microseconds."""

    def __init__(self, reader: maxminddb.Reader) -> None:
        """Look into an open file."""
        self._reader = reader

    def place_of(self, address: str) -> Place:
        """Return the country of an address; none for private ones and those not in the file."""
        parsed = parse_address(address)
        if parsed is None:
            return Place()
        if is_private(parsed):
            return Place(is_private=True)
        try:
            return Place(_country(self._reader.get(parsed)))
        except ValueError:  # an IPv6 address, and a file of IPv4 only
            return Place()


def _country(record: Any) -> str | None:
    """Read a record: MaxMind nests `country.iso_code`, other makers write one plain field."""
    if not isinstance(record, dict):
        return None
    fields = cast("dict[str, Any]", record)
    country: Any = fields.get("country") or fields.get("registered_country")
    if isinstance(country, dict):
        country = cast("dict[str, Any]", country).get("iso_code")
    code: Any = fields.get("country_code") or country
    is_code = isinstance(code, str) and len(code) == 2 and code.isascii() and code.isalpha()
    return code.upper() if is_code else None
