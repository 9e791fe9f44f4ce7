"""Words as the index keeps them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamverse.domains.search.analysis.edits import edits_allowed, edits_between
from streamverse.domains.search.analysis.folding import fold
from streamverse.domains.search.analysis.latin import keys_of, latin_of, skeleton_of, sound_of
from streamverse.domains.search.analysis.marking import Marker, pieces_of
from streamverse.domains.search.analysis.stems import stem
from streamverse.domains.search.analysis.synonyms import Synonyms
from streamverse.domains.search.analysis.words import joined_of, plain_of, words_of


class TestFolding:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("AMÉLIE", "amelie"),
            ("\uff26\uff29\uff2c\uff2d", "film"),
            ("Straße", "strasse"),
            ("الرِّسالة", "الرساله"),
            ("أحمد", "احمد"),
            ("مـــرحبا", "مرحبا"),
            ("ёлка", "елка"),
            ("İstanbul", "istanbul"),
            ("ज़िंदगी", "जिंदगी"),
            ("sh\u200bip", "ship"),
        ],
    )
    def test_gives_one_spelling_to_what_is_written_in_several(self, one: str, other: str) -> None:
        assert fold(one) == fold(other)

    def test_keeps_letters_that_are_no_accents(self) -> None:
        assert fold("йод") != fold("иод")
        assert fold("की") != fold("का")


class TestWords:
    def test_are_those_of_any_script(self) -> None:
        assert plain_of("बाहुबली: द बिगिनिंग") == ["बाहुबली", "द", "बिगिनिंग"]
        assert plain_of("S.W.A.T. — don\u2019t!") == ["swat", "dont"]
        assert plain_of("الرسالة ١٩٧٦") == ["الرساله", "1976"]

    def test_of_scripts_without_blanks_are_pairs_of_signs(self) -> None:
        assert plain_of("千と千尋") == ["千と", "と千", "千尋"]
        assert plain_of("기생충 2") == ["기생", "생충", "2"]
        assert plain_of("龍") == ["龍"]

    def test_with_hyphens_are_one_word_too(self) -> None:
        assert plain_of("Spider-Man") == ["spider", "man"]
        assert joined_of("Spider-Man") == ["spiderman"]

    def test_stand_where_they_are_said_to_stand(self) -> None:
        text = "Das Boot — 千と千尋 बाहुबली"
        assert [fold(text[each.start : each.end]) for each in words_of(text)] == plain_of(text)

    def test_are_the_same_with_places_and_without(self) -> None:
        text = "S.W.A.T. don't stop 7.5 x"
        assert [each.text for each in words_of(text)] == plain_of(text)

    @given(st.text())
    def test_come_out_of_anything(self, text: str) -> None:
        for word in words_of(text):
            assert 0 <= word.start < word.end <= len(text)
            stem(word.text, "en")
            keys_of(word.text)


class TestSounds:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("बाहुबली", "Bahubali"),
            ("बाहुबली", "Bahubaali"),
            ("पुष्पा", "Pushpa"),
            ("शोले", "Sholay"),
            ("ज़िंदगी", "Zindagi"),
            ("दिलवाले", "Dilwale"),
            ("मुन्नाभाई", "Munnabhai"),
            ("अमिताभ", "Amitabh"),
            ("الرسالة", "Risala"),
            ("مهرجان", "Mahrajan"),
            ("Война", "Voyna"),
            ("Сталкер", "Stalker"),
        ],
    )
    def test_find_one_another_over_scripts(self, one: str, other: str) -> None:
        assert set(keys_of(fold(one))) & set(keys_of(fold(other)))

    def test_do_not_find_what_sounds_otherwise(self) -> None:
        assert not set(keys_of("matrix")) & set(keys_of("metropolis"))
        assert skeleton_of("dil") == ""
        assert sound_of("dil") == latin_of(fold("दिल"))


class TestStems:
    def test_are_of_their_language(self) -> None:
        assert stem("running", "en") == stem("runs", "en") == "run"
        assert stem("häuser", "de") == stem("häuser", "de")
        assert stem("войны", "en") == stem("война", "en"), "the script tells the language"

    def test_leave_numbers_and_unknown_languages_alone(self) -> None:
        assert stem("2001", "en") == "2001"
        assert stem("running", "xx") == "running"


class TestEdits:
    def test_are_none_in_short_words_one_from_four_two_from_eight(self) -> None:
        assert [edits_allowed(word) for word in ("abc", "abcd", "abcdefg", "abcdefgh")] == [
            0, 1, 1, 2,
        ]  # fmt: skip
        assert edits_allowed("20012001") == 0

    def test_count_a_swap_as_one(self) -> None:
        assert edits_between("stalekr", "stalker") == 1
        assert edits_between("bahubali", "bahubaly") == 1
        assert edits_between("abcd", "wxyz") > 2

    @given(st.text(max_size=12), st.text(max_size=12))
    def test_are_as_many_there_as_back(self, one: str, other: str) -> None:
        assert edits_between(one, other) == edits_between(other, one)


class TestSynonyms:
    def test_are_words_and_phrases_of_one_line(self) -> None:
        known = Synonyms(["sci-fi, science fiction  # a genre", "", "alone"])
        assert known.others(("science", "fiction")) == [("sci", "fi")]
        assert known.longest_at(("old", "science", "fiction"), 1) == 2
        assert known.others(("alone",)) == []

    def test_of_ours_can_be_read(self) -> None:
        assert Synonyms.read().others(("2",))


class TestMarking:
    def marker(self, *words: str, is_open: bool = False, is_loose: bool = False) -> Marker:
        return Marker.of(words, ("en",), is_open=is_open, is_loose=is_loose)

    def test_marks_stems_beginnings_and_other_scripts(self) -> None:
        assert pieces_of("She runs home", self.marker("running")) == [
            ("She ", False),
            ("runs", True),
            (" home", False),
        ]
        assert pieces_of("Bahubali", self.marker("bahu", is_open=True)) == [("Bahubali", True)]
        assert pieces_of("बाहुबली 2", self.marker("bahubali")) == [("बाहुबली", True), (" 2", False)]

    def test_marks_typing_errors_only_where_they_were_forgiven(self) -> None:
        assert pieces_of("The Matrix", self.marker("matirx")) is None
        assert pieces_of("The Matrix", self.marker("matirx", is_loose=True))

    def test_shows_a_long_text_around_its_first_match(self) -> None:
        pieces = pieces_of("word " * 200 + "needle " + "word " * 200, self.marker("needle"))
        assert pieces is not None
        assert pieces[0] == ("…", False)
        assert ("needle", True) in pieces
        assert sum(len(text) for text, _ in pieces) < 300

    @given(st.text(max_size=60))
    def test_loses_nothing_of_a_short_text(self, text: str) -> None:
        pieces = pieces_of(text, self.marker(*(plain_of(text)[:2] or ["x"])))
        assert pieces is None or "".join(part for part, _ in pieces) == text
