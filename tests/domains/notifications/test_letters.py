"""What our letters say, in every language, and that nobody else's words get in."""

import re
import string
from datetime import UTC, datetime
from typing import Any

import pytest

from streamverse.domains.identity.public import LinkPurpose
from streamverse.domains.notifications.languages import LANGUAGES, Sentences, catalogue
from streamverse.domains.notifications.letters import LETTERS, SAMPLE_FACTS
from streamverse.domains.notifications.rendering import Button, Rendered, render

LINK = "https://watch.example/verify?token=" + "Ab_9-" * 20
UNTIL = datetime(2026, 3, 14, 18, 35, tzinfo=UTC)
LARGEST_BYTES = 40_000


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def holes(sentences: Sentences) -> list[set[str]]:
    parts = (sentences.subject, sentences.heading, " ".join(sentences.body), sentences.button)
    return [placeholders(part) for part in (*parts, " ".join(sentences.closing))]


def written(letter: str, language: str = "en", **facts: Any) -> Rendered:
    button = Button(LINK, UNTIL if LETTERS[letter].carries_link else None)
    return render(letter, language, {**SAMPLE_FACTS, "email": "asha@example.com", **facts}, button)


class TestCatalogues:
    """Each language has every sentence."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_say_everything_with_the_same_room_for_values(self, language: str) -> None:
        ours, english = catalogue(language), catalogue("en")
        assert ours.language == language
        for part in ("words", "changes"):
            said, meant = getattr(ours, part), getattr(english, part)
            assert said.keys() == meant.keys()
            for key, sentence in meant.items():
                assert placeholders(said[key]) == placeholders(sentence), key
        assert ours.letters.keys() == english.letters.keys() == LETTERS.keys()
        for name, letter in english.letters.items():
            assert holes(ours.letters[name]) == holes(letter), name
            assert bool(ours.letters[name].button) == bool(letter.button)
        assert len(ours.months) == len(set(ours.months)) == 12
        assert placeholders(ours.date_pattern) == {"day", "month", "year", "time"}
        assert ours.countries.keys() == english.countries.keys()

    @pytest.mark.parametrize("language", LANGUAGES[1:])
    def test_leave_nothing_in_english(self, language: str) -> None:
        ours, english = catalogue(language), catalogue("en")
        same = [
            name
            for name, letter in english.letters.items()
            if letter.subject == ours.letters[name].subject
        ]
        assert same == []

    def test_fall_back_to_english_and_to_the_language_of_a_region(self) -> None:
        assert catalogue("de").language == "en"
        assert catalogue("").language == "en"
        assert catalogue("../../etc/passwd").language == "en"
        assert catalogue("fr-CA").language == "fr"

    def test_have_a_letter_for_every_link(self) -> None:
        assert {purpose.value for purpose in LinkPurpose} == {
            name for name, letter in LETTERS.items() if letter.carries_link
        }


class TestLetters:
    """Each letter, in each language."""

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("letter", LETTERS)
    def test_are_whole_and_light_and_fetch_nothing(self, letter: str, language: str) -> None:
        made = written(letter, language)
        assert len(made.html.encode()) < LARGEST_BYTES
        assert not re.search(r"<(img|link|script|iframe)\b|url\(|@import|\bsrc=", made.html)
        assert not re.search(r"\{\w+\}", made.subject + made.html.partition("</style>")[2])
        assert "{" not in made.text
        assert f'lang="{language}"' in made.html
        assert made.html.count(f'dir="{made.direction}"') >= 3
        if catalogue(language).letters[letter].button:
            assert made.html.count(f'href="{LINK}"') == 2
            assert LINK in made.text.splitlines()

    def test_run_right_to_left_in_arabic(self) -> None:
        made = written("new_device", "ar")
        assert made.direction == "rtl"
        assert '<html lang="ar" dir="rtl">' in made.html
        assert 'align="right"' in made.html
        assert 'align="left"' not in made.html
        assert "\u2068Firefox on Linux\u2069" in made.text

    def test_say_when_from_where_and_until_when(self) -> None:
        device = written("new_device", "fr")
        assert "Quand\u202f: 14 mars 2026 à 18:05 UTC" in device.text
        assert "Lieu\u202f: Inde" in device.text
        assert "Appareil\u202f: Firefox on Linux" in device.text
        assert "until 14 March 2026, 18:35 UTC" in written("reset_password").text
        assert "once" not in written("export").text

    def test_show_only_what_is_known(self) -> None:
        made = written("new_device", device="", country="", address="")
        assert "Device" not in made.text
        assert "When" in made.text

    def test_name_a_change_that_nobody_foresaw(self) -> None:
        assert "was changed" in written("second_factor_changed", change="moon_phase").text


class TestStrangersWords:
    """Names and devices are what strangers typed."""

    def test_are_escaped(self) -> None:
        evil = '<script>alert(1)</script><a href="//evil">'
        made = written("new_device", device=evil, name=evil)
        assert "<script" not in made.html
        assert "&lt;script&gt;" in made.html

    def test_are_no_templates(self) -> None:
        made = written("new_device", device="{email.__class__} {{ 7*7 }} {0}")
        assert "{email.__class__} {{ 7*7 }} {0}" in made.text

    def test_break_no_line_and_turn_nothing_round(self) -> None:
        made = written("parental_consent", child="Nia\r\nBcc: eve@evil.example\u202e\u2028x")
        assert "Nia Bcc eve evil example x" in " ".join(made.text.split())
        assert "\u202e" not in made.html

    @pytest.mark.parametrize(
        "name", ["Win at http://evil.example", "www.evil.example", "pay at evil.example/now", "a@b"]
    )
    def test_lure_no_parent_by_a_childs_name(self, name: str) -> None:
        made = written("parental_consent", child=name)
        for part in (made.subject, made.html, made.text):
            assert name not in part
            assert "evil.example" not in part

    @pytest.mark.parametrize(
        "name", ["Win at http://evil.example", "www.evil.example", "pay at evil.example/now", "a@b"]
    )
    def test_lure_nobody_from_the_greeting(self, name: str) -> None:
        made = written("verify_email", name=name)
        assert made.text.splitlines()[2] == "Hello,"
        assert name not in made.html

    def test_are_cut_when_they_go_on(self) -> None:
        assert len(written("new_device", device="x" * 5000).html.encode()) < LARGEST_BYTES
