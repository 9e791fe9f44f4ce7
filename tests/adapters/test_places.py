"""Places: a country by a file, the own network without one."""

from pathlib import Path
from typing import Any

import pytest

from streamverse.adapters.places import open_places
from streamverse.kit.places import Place
from streamverse.kit.settings import Settings, WrongSettings, load_settings
from tests.adapters.country_files import write_country_file

OWN = ["10.1.2.3", "192.168.0.7", "172.31.0.1", "100.64.9.9", "127.0.0.1", "::1", "fd00::1"]


def with_file(path: Path) -> Settings:
    return load_settings(geoip_file=path)


class TestWithoutAFile:
    @pytest.mark.parametrize("address", OWN)
    def test_tells_what_is_of_the_own_network(self, address: str) -> None:
        with open_places(load_settings()) as places:
            assert places.place_of(address) == Place(is_private=True)

    @pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1", "", "nonsense"])
    def test_knows_no_other_place(self, address: str) -> None:
        with open_places(load_settings()) as places:
            assert places.place_of(address) == Place()


class TestWithAFile:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        records: dict[str, dict[str, Any]] = {
            "1.0.0.0/24": {"country": {"iso_code": "AU"}},
            "2.0.0.0/8": {"country_code": "fr"},
            "3.0.0.0/8": {"country": "IN", "continent": "AS"},
            "4.0.0.0/8": {"registered_country": {"iso_code": "KE"}},
            "5.0.0.0/8": {"country_code": "None"},
            "10.0.0.0/8": {"country_code": "US"},
            "2606:4700::/32": {"country": {"iso_code": "UG"}},
        }
        return write_country_file(tmp_path / "country.mmdb", records)

    @pytest.mark.parametrize(
        ("address", "country"),
        [
            ("1.0.0.9", "AU"),
            ("2.3.4.5", "FR"),
            ("3.3.3.3", "IN"),
            ("4.4.4.4", "KE"),
            ("2606:4700::1", "UG"),
            ("::ffff:1.0.0.9", "AU"),
        ],
    )
    def test_reads_what_each_maker_writes(self, path: Path, address: str, country: str) -> None:
        with open_places(with_file(path)) as places:
            assert places.place_of(address) == Place(country)

    @pytest.mark.parametrize("address", ["5.5.5.5", "9.9.9.9", "2a00::1", "", "1.0.0"])
    def test_knows_nothing_of_what_is_not_in_it(self, path: Path, address: str) -> None:
        with open_places(with_file(path)) as places:
            assert places.place_of(address) == Place()

    def test_never_takes_an_own_address_for_a_country(self, path: Path) -> None:
        with open_places(with_file(path)) as places:
            assert places.place_of("10.0.0.1") == Place(is_private=True)

    def test_of_ipv4_only_knows_nothing_of_ipv6(self, tmp_path: Path) -> None:
        records = {"1.0.0.0/24": {"country_code": "AU"}}
        path = write_country_file(tmp_path / "four.mmdb", records, version=4)
        with open_places(with_file(path)) as places:
            assert places.place_of("1.0.0.1") == Place("AU")
            assert places.place_of("2606:4700::1") == Place()

    def test_that_is_none_is_refused_in_words(self, tmp_path: Path) -> None:
        path = tmp_path / "country.mmdb"
        path.write_text("not a country file")
        with pytest.raises(WrongSettings, match="GEOIP_FILE"), open_places(with_file(path)):
            pass

    def test_that_is_not_there_is_refused_in_words(self, tmp_path: Path) -> None:
        with (
            pytest.raises(WrongSettings, match="GEOIP_FILE"),
            open_places(with_file(tmp_path / "none.mmdb")),
        ):
            pass
