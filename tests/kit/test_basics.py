"""Ids, money, pages, settings and addresses."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamverse.kit.http.address import client_address
from streamverse.kit.ids import new_id
from streamverse.kit.money import Money
from streamverse.kit.pages import LARGEST, BadCursor, decode_cursor, encode_cursor
from streamverse.kit.settings import WrongSettings, load_settings


class TestNewId:
    """UUIDv7."""

    def test_is_version_7_of_rfc_9562(self) -> None:
        """Version and variant bits are where the RFC wants them."""
        made = new_id()
        assert made.version == 7
        assert made.variant == "specified in RFC 4122"

    def test_never_repeats_and_sorts_by_time(self) -> None:
        """The first 48 bits are the clock."""
        made = [new_id() for _ in range(2000)]
        assert len(set(made)) == 2000
        clocks = [each.int >> 80 for each in made]
        assert clocks == sorted(clocks)


class TestMoney:
    """Minor units and a currency."""

    def test_refuses_to_mix_currencies(self) -> None:
        """A dollar and a euro are not two of anything."""
        with pytest.raises(ValueError, match="EUR"):
            _ = Money(1, "USD") + Money(1, "EUR")

    def test_adds_minor_units(self) -> None:
        """$2.99 and $0.01 are $3.00."""
        assert Money(299, "USD") + Money(1, "USD") == Money(300, "USD")


class TestCursor:
    """Opaque positions in a list."""

    @pytest.mark.parametrize("cursor", ["", "x", "!!!", "bnVsbA", "WzFd", "e30"])
    def test_refuses_what_we_did_not_make(self, cursor: str) -> None:
        """Anything else is the client's mistake, said as such."""
        with pytest.raises(BadCursor):
            decode_cursor(cursor, 2)

    @pytest.mark.parametrize("value", ["a\x00b", "\ud800", LARGEST + 1, math.inf])
    def test_refuses_what_no_database_can_be_asked_for(self, value: Any) -> None:
        """It could be spelled, but no row has it."""
        with pytest.raises(BadCursor):
            decode_cursor(encode_cursor(value), 1)

    @given(
        st.text(st.characters(codec="utf-8", exclude_characters="\x00")),
        st.integers(-LARGEST, LARGEST),
    )
    def test_comes_back_as_it_went(self, name: str, number: int) -> None:
        """Whatever the sort key was."""
        assert decode_cursor(encode_cursor(name, number), 2) == [name, number]


class TestSettings:
    """Settings explain themselves when wrong."""

    def test_name_the_variable_its_value_and_what_it_takes(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """One line per wrong setting."""
        monkeypatch.setenv("PORT", "eighty")
        monkeypatch.setenv("STREAMVERSE_QUOTA_BYTES", "-5")
        with pytest.raises(WrongSettings) as refusal:
            load_settings()
        lines = str(refusal.value).splitlines()
        assert any("PORT" in line and "'eighty'" in line for line in lines)
        assert any("STREAMVERSE_QUOTA_BYTES" in line for line in lines)

    def test_never_show_a_secret(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A key is hidden in every printed form."""
        monkeypatch.setenv("JWT_SECRET_KEY", "do-not-print-me")
        assert "do-not-print-me" not in repr(load_settings())

    def test_take_both_names_of_the_port(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """PORT and SERVER_PORT."""
        monkeypatch.delenv("PORT", raising=False)
        monkeypatch.setenv("SERVER_PORT", "9999")
        assert load_settings().port == 9999

    def test_listen_only_here_while_demo_passwords_exist(self) -> None:
        """Known passwords must not be reachable from outside by accident."""
        assert load_settings(demo=True, bind="").listen_address == "127.0.0.1"


def scope(peer: str, forwarded: str = "") -> dict[str, Any]:
    """An ASGI scope of a request from `peer`."""
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    return {"type": "http", "client": (peer, 1), "headers": headers}


class TestClientAddress:
    """Whose word counts for the client's address."""

    def test_ignores_what_a_stranger_claims(self) -> None:
        """Without trusted proxies the header means nothing."""
        assert client_address(scope("9.9.9.9", "1.1.1.1"), ()) == "9.9.9.9"

    def test_ignores_what_a_client_wrote_before_the_proxy(self) -> None:
        """Only the hop that a trusted proxy saw itself counts."""
        asked = scope("10.0.0.1", "1.1.1.1, 8.8.8.8")
        assert client_address(asked, ("10.0.0.0/8",)) == "8.8.8.8"

    def test_walks_through_several_trusted_proxies(self) -> None:
        """Hop by hop from the right."""
        asked = scope("10.0.0.1", "8.8.8.8, 10.0.0.2")
        assert client_address(asked, ("10.0.0.0/8",)) == "8.8.8.8"
