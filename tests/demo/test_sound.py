"""Sound: voices in two languages, in time with their subtitles, at a calm loudness."""

import re
from itertools import pairwise

import numpy as np
import pytest

from streamverse.entrypoints.demo.library import film_by_slug
from streamverse.entrypoints.demo.loudness import integrated
from streamverse.entrypoints.demo.narration import RATE, Narrator, Spoken, silent
from streamverse.entrypoints.demo.score import compose, in_a_hall
from streamverse.entrypoints.demo.soundtrack import (
    LOUDNESS,
    Hall,
    chapters_file,
    mix,
    subtitle_file,
)

FILM = film_by_slug("first-light")


@pytest.fixture(scope="module")
def narrator() -> Narrator:
    return Narrator()


class TestLoudness:
    def test_of_the_standards_sine_is_minus_three(self):
        time = np.arange(5 * RATE) / RATE
        sine = np.sin(2 * np.pi * 997 * time).astype(np.float32)
        silence = np.zeros_like(sine)
        assert integrated(np.stack((sine, silence)), RATE) == pytest.approx(-3.01, abs=0.05)


class TestNarration:
    @pytest.mark.parametrize("language", ["en", "hi"])
    def test_every_line_ends_before_the_next_begins(self, narrator: Narrator, language: str):
        for slug in ("first-light", "murmuration", "letters-from-orbit-the-quiet-one"):
            film = film_by_slug(slug)
            said = narrator.narrate(film.lines, language)
            for sentence, following in pairwise(said):
                assert sentence.ends < following.starts
            assert said[-1].ends < film.shot.seconds

    def test_languages_sound_different(self, narrator: Narrator):
        english, hindi = (narrator.narrate(FILM.lines[:1], each)[0] for each in ("en", "hi"))
        assert english.samples.std() > 0.02
        assert abs(len(english.samples) - len(hindi.samples)) > RATE // 10


class TestMix:
    def test_is_as_loud_as_a_calm_film(self, narrator: Narrator):
        dry = compose(FILM.score, 12)
        said = narrator.narrate(FILM.lines[:1], "en")
        mixed = mix(Hall.of(dry, 1), said, 2)
        assert integrated(mixed, RATE) == pytest.approx(LOUDNESS, abs=0.7)
        assert np.abs(mixed).max() < 1

    def test_puts_the_voice_in_the_middle_of_six_channels(self, narrator: Narrator):
        dry = compose(FILM.score, 8)
        said = narrator.narrate(FILM.lines[:1], "en")
        center = mix(Hall.of(dry, 1), said, 6)[2]
        assert np.abs(center[: 3 * RATE]).max() == 0
        assert np.abs(center[4 * RATE : 6 * RATE]).max() > 0.05

    def test_is_the_same_each_time(self):
        once, again = (in_a_hall(compose(FILM.score, 3), 1)[0] for _ in range(2))
        assert np.array_equal(once, again)


class TestSubtitles:
    def test_start_with_the_voice_and_never_overlap(self):
        text = subtitle_file(silent(FILM.lines, "hi"), 48)
        assert FILM.lines[0].hindi.split()[0] in text
        times = [
            [int(h) * 3600 + int(m) * 60 + int(s) + int(ms) / 1000 for h, m, s, ms in found]
            for found in (
                re.findall(r"(\d+):(\d+):(\d+),(\d+)", line) for line in text.splitlines()
            )
            if len(found) == 2
        ]
        assert [start for start, _ in times] == pytest.approx(
            [line.at - 0.1 for line in FILM.lines]
        )
        assert all(end <= after for (_, end), (after, _) in pairwise(times))

    def test_long_sentences_are_broken_in_two(self):
        long = Spoken("one two three four five six seven eight nine ten", 1, 3, np.zeros(0))
        body = subtitle_file((long,), 48).splitlines()[2:]
        assert len(body) == 2


class TestChapters:
    def test_end_where_the_next_begins(self):
        text = chapters_file(FILM, 48)
        assert re.findall(r"START=(\d+)\nEND=(\d+)", text) == [
            ("0", "20000"),
            ("20000", "27000"),
            ("27000", "48000"),
        ]
