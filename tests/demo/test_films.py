"""The films as data and as pictures: the words fit, the pictures are alike at any size."""

import numpy as np
import pytest

from streamverse.entrypoints.demo.artwork import POSTER_SIZE, from_light, poster, title_card
from streamverse.entrypoints.demo.film import Film, Shot
from streamverse.entrypoints.demo.library import FILMS, LETTERS_FROM_ORBIT, film_by_slug
from streamverse.entrypoints.demo.picture import raw, shot_from_words, shot_in_words

EVERYTHING = (*FILMS, *LETTERS_FROM_ORBIT.episodes)
SMALL = Shot(width=256, height=144, fps=24, seconds=2)


def named(film: Film) -> str:
    return film.slug


class TestLibrary:
    def test_has_six_films_and_a_series_of_three(self):
        assert (len(FILMS), len(LETTERS_FROM_ORBIT.episodes)) == (6, 3)

    def test_slugs_are_its_own(self):
        assert len({film.slug for film in EVERYTHING}) == len(EVERYTHING)

    @pytest.mark.parametrize("film", EVERYTHING, ids=named)
    def test_films_last_between_45_and_120_seconds(self, film: Film):
        assert 45 <= film.shot.seconds <= 120

    @pytest.mark.parametrize("film", EVERYTHING, ids=named)
    def test_hindi_lines_are_in_devanagari(self, film: Film):
        for line in film.lines:
            letters = [letter for letter in line.hindi if letter.isalpha()]
            assert letters
            assert all("\u0900" <= letter <= "\u097f" for letter in letters)

    @pytest.mark.parametrize("film", EVERYTHING, ids=named)
    def test_chapters_start_at_zero_and_lie_inside(self, film: Film):
        starts = [chapter.at for chapter in film.chapters]
        assert starts[0] == 0
        assert starts == sorted(set(starts))
        assert starts[-1] < film.shot.seconds

    def test_one_film_has_sound_all_around(self):
        assert [film.channels for film in EVERYTHING].count(6) == 1

    def test_frame_rates_and_containers_differ(self):
        assert {film.shot.fps for film in EVERYTHING} == {24, 25, 30}
        assert {film.container for film in EVERYTHING} == {"mp4", "mkv"}


class TestFrames:
    @pytest.mark.parametrize("film", EVERYTHING, ids=named)
    def test_are_of_the_announced_size_and_never_black(self, film: Film):
        width, height = SMALL.painted(film.scene.working_height)
        first = next(iter(film.scene.frames(Shot(SMALL.width, SMALL.height, 24, 2))))
        depth = 6 if film.scene.pixel_format == "gbrp16le" else 4
        assert len(raw(first)) == width * height * depth
        assert first.max() > 0

    def test_are_the_same_each_time(self):
        scene = film_by_slug("murmuration").scene
        once, again = (raw(next(iter(scene.frames(SMALL)))) for _ in range(2))
        assert once == again

    def test_light_goes_out_as_green_blue_red(self):
        red = np.zeros((3, 1, 1), np.float32)
        red[0] = 1
        assert raw(red) == b"\x00\x00\x00\x00\xff\xff"


class TestArtwork:
    def test_poster_is_upright_and_carries_the_title(self):
        film = film_by_slug("first-light")
        painted = poster(film)
        bare = from_light(film.scene.still(*POSTER_SIZE))
        assert painted.size == POSTER_SIZE
        changed = np.abs(np.asarray(painted, np.int16) - np.asarray(bare, np.int16)).sum(axis=2)
        assert (changed[: POSTER_SIZE[1] // 3] > 60).mean() > 0.02

    def test_title_card_is_transparent_round_its_words(self):
        alpha = np.asarray(title_card(film_by_slug("murmuration"), 640, 360))[..., 3]
        assert alpha.max() == 255
        assert alpha[:40].max() == 0


class TestShotInWords:
    def test_reads_what_it_wrote(self):
        shot = Shot(width=1920, height=1080, fps=25, seconds=50)
        assert shot_from_words(shot_in_words(shot)) == shot
