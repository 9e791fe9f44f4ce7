"""The languages a browser asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from streamverse.domains.playback.languages import preferred_languages


class TestPreferredLanguages:
    @pytest.mark.parametrize(
        ("header", "languages"),
        [
            ("", []),
            ("*", []),
            ("en", ["en"]),
            ("hi-IN,hi;q=0.9,en;q=0.8,fr;q=0.7", ["hi-IN", "hi", "en"]),
            ("en;q=0.2, hi;q=0.8, de;q=0", ["hi", "en"]),
            ("en;q=2, <script>, de-" + "x" * 50, []),
        ],
    )
    def test_come_best_first(self, header: str, languages: list[str]) -> None:
        assert preferred_languages(header) == languages

    @given(header=some.text())
    def test_are_few_and_short_whatever_is_sent(self, header: str) -> None:
        found = preferred_languages(header)
        assert len(found) <= 3
        assert all(len(each) <= 20 for each in found)
