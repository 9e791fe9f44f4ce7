# ruff: noqa: RUF001 - letters that look like others are what is tested
"""Handles: what is taken, what is refused, what looks the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamverse.domains.channels.errors import BadHandle, HandleReserved
from streamverse.domains.channels.handles import LONGEST, handle_from, look_of, normalised


class TestABadHandle:
    @pytest.mark.parametrize(
        "handle",
        [
            "",
            "ab",
            "a" * 31,
            "two words",
            "-begins",
            "ends-",
            "two--signs",
            "a_.b",
            "1234",
            "slash/ed",
            "per%63ent",
            "que?ry",
            "<script>",
            "mail@example",
            "new\nline",
            "nul\x00byte",
            "zero\u200bwidth",
            "join\u200der",
            "soft\u00adhyphen",
            "\u202eevil",
            "le\u2066ft",
            "bom\ufeffbom",
            "emoji😀face",
            "e\u0301\u0323\u0307\u0308zalgo",
            "full\u3000width",
            "\u0301abc",
        ],
    )
    def test_is_refused(self, handle: str):
        with pytest.raises(BadHandle):
            normalised(handle)

    @pytest.mark.parametrize("handle", ["раypal", "meerа", "αsha", "lamрs", "asha-फिल्म"])
    def test_that_mixes_scripts_is_refused(self, handle: str):
        with pytest.raises(BadHandle):
            normalised(handle)

    @pytest.mark.parametrize(
        "handle",
        ["admin", "ADMIN", "Ａｄｍｉｎ", "ádmin", "@studio", "nu1l"],
    )
    def test_that_is_ours_is_reserved_however_it_is_written(self, handle: str):
        with pytest.raises(HandleReserved):
            normalised(handle)


class TestAHandle:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("Lamps", "lamps"),
            (" @Lamps ", "lamps"),
            ("ＬＡＭＰＳ", "lamps"),
            ("asha_films.2026", "asha_films.2026"),
            ("आशा-फिल्में", "आशा-फिल्में"),
            ("مصباح", "مصباح"),
            ("東京タワー", "東京タワー"),
            ("Straße", "strasse"),
            ("café", "café"),
        ],
    )
    def test_is_kept_in_one_form(self, written: str, kept: str):
        assert normalised(written) == kept

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("lamps", "LAMPS"),
            ("lamps", "1amps"),
            ("coco", "сосо"),
            ("coco", "c0c0"),
            ("cafe", "café"),
            ("asha-films", "asha_films"),
            ("asha.films", "asha-films"),
            ("hope", "һоре"),
        ],
    )
    def test_looks_like_what_could_be_taken_for_it(self, one: str, other: str):
        assert look_of(one) == look_of(other)

    def test_keeps_vowel_signs_apart(self):
        assert look_of("आशा") != look_of("आशी")

    @given(st.text(min_size=1, max_size=40))
    def test_is_stable_once_it_was_taken(self, text: str):
        try:
            kept = normalised(text)
        except (BadHandle, HandleReserved):
            return
        assert normalised(kept) == kept
        assert look_of(kept) == look_of(text.strip().removeprefix("@"))

    @given(st.text(max_size=60))
    def test_can_be_made_of_any_name(self, name: str):
        made = handle_from(name)
        assert len(made) <= LONGEST
        assert normalised(made) == made
