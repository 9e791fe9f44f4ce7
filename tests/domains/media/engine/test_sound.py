"""Sound: in step with the picture to the sample, whatever the source has."""

from itertools import pairwise

import numpy as np
import pytest

from streamverse.domains.media.engine import plan, probe
from streamverse.kit.process import ChildRunner
from tests.domains.media.engine.playing import beeps, frames, make, sound
from tests.media_samples import Samples

PCM = ("-c:a", "pcm_s16le")


class TestEncodedSound:
    """Sound that browsers can't play as it is."""

    async def test_beeps_where_the_picture_says(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        path = samples.film("pcm.mkv", seconds=6, sound_codec=PCM)
        made = await make(path, runner)
        # The first packet fades in, for want of the one before it: look from second 1 on.
        found = beeps(*sound(made.sink.stream("audio-1")))[1:]
        assert found == pytest.approx(range(1, 6), abs=0.001)

    async def test_has_no_clicks_or_gaps_at_seams(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        tone = "sine=f=441:r=48000:d=14"
        path = samples.make("tone.mkv", ["-f", "lavfi", "-i", tone, "-c:a", "pcm_s16le"])
        made = await make(path, runner)
        samples_made, rate = sound(made.sink.stream("audio-1"))
        spans = made.sink.spans("audio-1")
        assert len(spans) > 2
        assert all(start + duration == after for (start, duration), (after, _) in pairwise(spans))
        middle = samples_made[rate // 2 : 13 * rate]
        steps = np.abs(np.diff(middle))
        assert steps.max() < 2 * np.percentile(steps, 99)

    async def test_makes_six_channels_two(self, samples: Samples, runner: ChildRunner) -> None:
        path = samples.film("surround.mkv", seconds=4, sound="5.1", sound_codec=("-c:a", "ac3"))
        made = await make(path, runner)
        assert made.plan.audio[0].channels == 2
        result = next(it for it in made.results if it.renditions[0].name == "audio-1")
        assert result.renditions[0].channels == 2
        assert result.renditions[0].codecs == "mp4a.40.2"
        found = beeps(*sound(made.sink.stream("audio-1")))[1:]
        assert found == pytest.approx([1, 2, 3], abs=0.0025)

    async def test_begins_with_silence_when_the_sound_begins_late(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        film = samples.film("pcm.mkv", seconds=6, sound_codec=PCM)
        path = samples.make(
            "late-sound.mkv",
            [
                *("-i", str(film), "-itsoffset", "0.7", "-i", str(film)),
                *("-map", "0:v", "-map", "1:a", "-c", "copy"),
            ],
        )
        made = await make(path, runner)
        found = beeps(*sound(made.sink.stream("audio-1")))
        assert found[:3] == pytest.approx([0.7, 1.7, 2.7], abs=0.002)

    async def test_drops_what_sounds_before_the_first_picture(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        film = samples.film("pcm.mkv", seconds=6, sound_codec=PCM)
        path = samples.make(
            "early-sound.mkv",
            [
                *("-itsoffset", "0.7", "-i", str(film), "-i", str(film)),
                *("-map", "0:v", "-map", "1:a", "-c", "copy"),
            ],
        )
        made = await make(path, runner)
        assert frames(made.sink.stream("source"))[0].number == 0
        found = beeps(*sound(made.sink.stream("audio-1")))
        assert found[:3] == pytest.approx([0.3, 1.3, 2.3], abs=0.002)


class TestCopiedSound:
    """AAC that browsers play as it is."""

    @pytest.mark.parametrize("container", ["mp4", "mkv", "ts"])
    async def test_stays_in_step(
        self, samples: Samples, runner: ChildRunner, container: str
    ) -> None:
        film = samples.film("aac.mp4", seconds=6)
        made = await make(samples.copied(f"aac-again.{container}", film), runner)
        assert made.plan.audio[0].is_copy
        found = beeps(*sound(made.sink.stream("audio-1")))
        # In step with its own container, whose times may be rounded to milliseconds.
        assert found == pytest.approx(range(len(found)), abs=0.03)
        assert len(found) >= 5

    async def test_ends_segments_near_the_pictures(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        path = samples.film("aac-long.mp4", seconds=14, gop=25)
        made = await make(path, runner, rungs=(144,))
        assert made.plan.grid is not None
        pictures = [start / made.plan.grid.timescale for start, _ in made.sink.spans("source")]
        sounds = [start / 48000 for start, _ in made.sink.spans("audio-1")]
        assert sounds == pytest.approx(pictures, abs=1024 / 48000)


class TestTracks:
    """Which sound tracks there are."""

    async def test_each_language_is_one(self, samples: Samples, runner: ChildRunner) -> None:
        film = samples.film("aac.mp4", seconds=6)
        path = samples.make(
            "languages.mkv",
            [
                *("-i", str(film), "-map", "0:v", "-map", "0:a", "-map", "0:a", "-c", "copy"),
                *("-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=hin"),
                *("-metadata:s:a:1", "title=Hindi", "-disposition:a:1", "default"),
                *("-disposition:a:0", "0"),
            ],
        )
        wanted = plan(await probe(path, runner))
        assert [(it.language, it.label, it.is_default) for it in wanted.audio] == [
            ("en", "", False),
            ("hi", "Hindi", True),
        ]
        assert len({it.recipe for it in wanted.audio}) == 2

    async def test_a_film_may_have_none(self, samples: Samples, runner: ChildRunner) -> None:
        made = await make(samples.film("silent.mp4", seconds=2, sound=None), runner)
        assert made.plan.audio == ()
        assert all(result.is_whole for result in made.results)

    async def test_cover_art_is_no_picture(self, samples: Samples, runner: ChildRunner) -> None:
        cover = samples.make(
            "cover.png", ["-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1"]
        )
        path = samples.make(
            "covered.mp3",
            [
                *("-f", "lavfi", "-i", "sine=f=300:d=3", "-i", str(cover)),
                *("-map", "0", "-map", "1", "-c:a", "libmp3lame", "-c:v", "copy"),
            ],
        )
        report = await probe(path, runner)
        assert report.video is None
        assert len(report.audio) == 1

    async def test_sound_alone_is_a_film_too(self, samples: Samples, runner: ChildRunner) -> None:
        path = samples.make(
            "song.mp3", ["-f", "lavfi", "-i", "sine=f=300:d=9", "-c:a", "libmp3lame"]
        )
        made = await make(path, runner)
        assert made.plan.grid is None
        assert made.plan.storyboard is None
        assert len(made.sink.spans("audio-1")) in (2, 3)
        samples_made, rate = sound(made.sink.stream("audio-1"))
        assert len(samples_made) / rate == pytest.approx(9, abs=0.1)
