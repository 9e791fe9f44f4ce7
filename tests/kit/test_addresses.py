"""Whose word counts for the client's address, and what an address is counted by."""

from typing import Any

import pytest

from streamverse.kit.addresses import counted_address
from streamverse.kit.http.address import client_address
from streamverse.kit.settings import WrongSettings, load_settings

PROXIES = ("10.0.0.0/8", "2001:db8::/32")


def asked(peer: str | None, *lines: str) -> str:
    """The address of a request from `peer` with these lines of X-Forwarded-For."""
    headers = [(b"x-forwarded-for", line.encode("latin-1")) for line in lines]
    scope: dict[str, Any] = {"type": "http", "headers": headers}
    scope["client"] = (peer, 1) if peer is not None else None
    return client_address(scope, PROXIES)


class TestASpoofedChain:
    @pytest.mark.parametrize(
        "line",
        ["1.1.1.1", "10.0.0.9", "127.0.0.1, 10.0.0.9", "::ffff:10.0.0.9", "[2001:db8::1]:443"],
    )
    def test_of_a_stranger_means_nothing(self, line: str) -> None:
        assert asked("9.9.9.9", line) == "9.9.9.9"

    def test_before_the_proxys_own_hop_means_nothing(self) -> None:
        assert asked("10.0.0.1", "1.1.1.1, 2.2.2.2, 8.8.8.8") == "8.8.8.8"

    def test_that_names_trusted_proxies_ends_at_the_first_stranger(self) -> None:
        assert asked("10.0.0.1", "1.1.1.1, 10.0.0.7, 8.8.8.8, 10.0.0.2") == "8.8.8.8"

    def test_on_a_line_of_its_own_before_the_proxys_means_nothing(self) -> None:
        assert asked("10.0.0.1", "1.1.1.1", "8.8.8.8") == "8.8.8.8"

    def test_of_a_thousand_hops_is_read_from_its_end(self) -> None:
        assert asked("10.0.0.1", ", ".join(["1.1.1.1"] * 1000 + ["8.8.8.8"])) == "8.8.8.8"


class TestAHop:
    @pytest.mark.parametrize(
        ("written", "address"),
        [
            ("8.8.8.8:51234", "8.8.8.8"),
            ("[2606:4700::1]:51234", "2606:4700::1"),
            ("[2606:4700::1]", "2606:4700::1"),
            ("2606:4700:0:0::1", "2606:4700::1"),
            ("::ffff:8.8.8.8", "8.8.8.8"),
            ("::FFFF:0808:0808", "8.8.8.8"),
            ("  8.8.8.8  ", "8.8.8.8"),
            ("fe80::1%eth0", "fe80::1"),
        ],
    )
    def test_is_read_in_its_plainest_form(self, written: str, address: str) -> None:
        assert asked("10.0.0.1", written) == address

    @pytest.mark.parametrize(
        "written",
        ["unknown", "_hidden", "8.8.8", "8.8.8.8.8", "08.8.8.8", "8.8.8.8:x", "<script>", "\xa0é"],
    )
    def test_that_is_no_address_leaves_the_proxys_own(self, written: str) -> None:
        assert asked("10.0.0.1", f"1.1.1.1, {written}") == "10.0.0.1"

    def test_that_is_empty_is_passed_over(self) -> None:
        assert asked("10.0.0.1", "8.8.8.8, , ") == "8.8.8.8"
        assert asked("10.0.0.1", "") == "10.0.0.1"


class TestThePeer:
    def test_in_ipv6_clothes_is_the_trusted_proxy_it_is(self) -> None:
        assert asked("::ffff:10.0.0.1", "8.8.8.8") == "8.8.8.8"

    def test_of_ipv6_is_trusted_by_its_network(self) -> None:
        assert asked("2001:db8::5", "8.8.8.8") == "8.8.8.8"

    def test_of_a_unix_socket_has_no_address(self) -> None:
        assert asked(None, "8.8.8.8") == ""

    def test_is_trusted_by_a_network_written_in_ipv6_clothes(self) -> None:
        headers = [(b"x-forwarded-for", b"8.8.8.8")]
        scope: dict[str, Any] = {"type": "http", "client": ("10.1.2.3", 1), "headers": headers}
        assert client_address(scope, ("::ffff:10.0.0.0/104",)) == "8.8.8.8"


class TestTheSetting:
    def test_is_refused_in_words_when_it_is_no_network(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("STREAMVERSE_TRUSTED_PROXIES", "10.0.0.0/8, proxy.example")
        with pytest.raises(WrongSettings, match=r"STREAMVERSE_TRUSTED_PROXIES.*proxy\.example"):
            load_settings()


class TestCountedAddress:
    def test_counts_a_customers_whole_ipv6_network_as_one(self) -> None:
        assert counted_address("2606:4700:1:2::1") == counted_address("2606:4700:1:2:ffff::9")
        assert counted_address("2606:4700:1:2::1") != counted_address("2606:4700:1:3::1")

    def test_counts_every_ipv4_address_alone(self) -> None:
        assert counted_address("8.8.8.8") == "8.8.8.8"

    def test_leaves_what_is_no_address(self) -> None:
        assert counted_address("") == ""
