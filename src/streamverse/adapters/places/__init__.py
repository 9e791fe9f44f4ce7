"""Places: by a country file in MaxMind's format when `GEOIP_FILE` names one."""

from collections.abc import Generator
from contextlib import contextmanager

from streamverse.adapters.places.country_file import CountryFile, opened
from streamverse.adapters.places.private import PrivateOnly
from streamverse.kit.places import Places
from streamverse.kit.settings import Settings

__all__ = ["CountryFile", "PrivateOnly", "open_places"]


@contextmanager
def open_places(settings: Settings) -> Generator[Places]:
    """Open the file that the settings name. Raises WrongSettings when it can't be read."""
    if settings.geoip_file is None:
        yield PrivateOnly()
        return
    with opened(settings.geoip_file) as reader:
        yield CountryFile(reader)
