"""Whole films through the engine: every rung on one grid, every frame where it belongs."""

import io
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import av
import pytest

from streamverse.domains.media.engine import (
    EncodeFailed,
    EncodeSettings,
    plan,
    probe,
    run_audio,
    run_copy,
    run_unit,
)
from streamverse.kit.process import ChildRunner
from tests.domains.media.engine.playing import KeepingSink, Made, beeps, frames, make, sound
from tests.media_samples import H264, Samples


def assert_every_frame_is_in_place(made: Made, rendition: str, first_number: int = 0) -> None:
    """Check each decoded frame's number and time, and that each segment starts with a keyframe."""
    grid = made.plan.grid
    assert grid is not None
    shown = frames(made.sink.stream(rendition))
    assert [it.ticks for it in shown] == [n * grid.frame_ticks for n in range(grid.frame_count)]
    assert [it.number for it in shown] == [
        (first_number + n) % 512 for n in range(grid.frame_count)
    ]
    assert all(shown[frame].is_key for frame in grid.boundaries()[:-1])


def assert_on_the_grid(made: Made, rendition: str) -> None:
    """Check that the segments are exactly the planned ones."""
    assert made.plan.grid is not None
    durations = list(made.plan.grid.timeline().durations())
    starts = [0, *accumulate(durations)][:-1]
    assert made.sink.spans(rendition) == list(zip(starts, durations, strict=True))


class TestCopiedSource:
    """A source browsers can decode, kept as a rung, with the ladder on its keyframes."""

    @pytest.mark.parametrize("container", ["mp4", "mkv", "ts"])
    async def test_the_copy_and_the_ladder_agree_to_the_tick(
        self, samples: Samples, runner: ChildRunner, container: str
    ) -> None:
        film = samples.film("ntsc.mp4", rate="30000/1001", gop=45, size=(480, 270))
        path = samples.copied(f"ntsc-again.{container}", film)
        made = await make(path, runner, rungs=(240, 144))
        assert made.plan.copy is not None
        assert [rung.name for rung in made.plan.rungs] == ["144p"]
        for rendition in ("source", "144p"):
            assert_on_the_grid(made, rendition)
            assert_every_frame_is_in_place(made, rendition)
        assert all(result.is_whole for result in made.results)

    async def test_goes_on_from_a_segment_with_the_same_bytes(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        path = samples.film("ntsc.mp4", rate="30000/1001", gop=45, size=(480, 270))
        wanted = plan(await probe(path, runner))
        whole, rest = KeepingSink(), KeepingSink()
        await run_copy(wanted, path, whole, runner)
        result = await run_copy(wanted, path, rest, runner, from_segment=1)
        assert result.segments == len(whole.spans("source")) - 1
        assert rest.spans("source") == whole.spans("source")[1:]
        for start, segment in rest.segments["source"].items():
            assert segment == whole.segments["source"][start]

    async def test_keeps_a_phone_film_whose_rate_varies(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        path = samples.film(
            "phone.mp4",
            seconds=9,
            rate="30",
            gop=30,
            more=(
                "-vf",
                "settb=1/15360,setpts=PTS+random(0)*300",
                "-enc_time_base",
                "1/15360",
                "-fps_mode",
                "vfr",
            ),
        )
        made = await make(path, runner, rungs=(144,))
        assert not made.plan.source.is_steady
        assert made.plan.copy is not None
        for rendition in ("source", "144p"):
            assert_on_the_grid(made, rendition)
        numbers = [it.number for it in frames(made.sink.stream("source"))]
        assert numbers == sorted(set(numbers))
        assert len(numbers) > 250

    async def test_is_refused_for_open_gops(self, samples: Samples, runner: ChildRunner) -> None:
        path = samples.film(
            "open-gops.mp4",
            gop=30,
            picture=("-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv420p"),
            more=("-x264-params", "open-gop=1:bframes=3:keyint=30", "-flags", "-cgop"),
        )
        report = await probe(path, runner)
        assert report.video is not None
        assert report.video.has_open_gops
        assert plan(report).copy is None

    async def test_is_refused_for_keyframes_too_far_apart(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        path = samples.film("one-gop.mp4", seconds=12, gop=1000)
        assert plan(await probe(path, runner)).copy is None


class TestLadder:
    """Rungs made by units, on a fixed grid."""

    @pytest.mark.parametrize("rate", ["24000/1001", "25", "30000/1001", "50", "60"])
    async def test_is_frame_exact_over_unit_seams(
        self, samples: Samples, runner: ChildRunner, rate: str
    ) -> None:
        path = samples.film(f"rate-{rate.replace('/', '-')}.mkv", rate=rate, seconds=7, gop=1000)
        made = await make(path, runner, keeps_source=False, segment_seconds=1.0, unit_seconds=2.0)
        assert len(made.plan.units) >= 4
        assert made.plan.grid is not None
        assert made.plan.grid.frame_rate == tuple(map(int, f"{rate}/1".split("/")[:2]))
        assert_on_the_grid(made, "180p")
        assert_every_frame_is_in_place(made, "180p")

    async def test_is_the_same_by_units_and_whole(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        path = samples.film("rate-25.mkv", rate="25", seconds=7, gop=1000)
        made = await make(path, runner, keeps_source=False, segment_seconds=1.0, unit_seconds=60.0)
        assert_on_the_grid(made, "180p")
        assert_every_frame_is_in_place(made, "180p")

    async def test_two_runs_make_the_same_bytes(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        path = samples.film("busy.mp4", seconds=6, size=(640, 360), gop=1000)
        first = await make(path, runner, keeps_source=False)
        again = await make(path, runner, keeps_source=False)
        assert first.plan == again.plan
        assert set(first.sink.segments) == {"360p", "240p", "audio-1"}
        assert first.sink.inits == again.sink.inits
        assert first.sink.segments == again.sink.segments

    async def test_each_segment_decodes_alone(self, samples: Samples, runner: ChildRunner) -> None:
        path = samples.film("busy.mp4", seconds=6, size=(640, 360), gop=1000)
        made = await make(path, runner, keeps_source=False, segment_seconds=2.0)
        for index in range(3):
            shown = frames(made.sink.alone("240p", index))
            assert [it.number for it in shown] == list(range(index * 50, index * 50 + 50))

    async def test_needs_no_index_in_the_file(self, samples: Samples, runner: ChildRunner) -> None:
        film = samples.film("open-end.mp4", seconds=9, gop=60, size=(320, 180))
        path = samples.copied("no-index.ts", film)
        made = await make(path, runner, keeps_source=False, segment_seconds=2.0, unit_seconds=4.0)
        assert_every_frame_is_in_place(made, "180p")

    @pytest.mark.parametrize(
        ("size", "expected"),
        [((322, 182), (322, 182)), ((270, 480), (240, 426)), ((853, 481), (852, 480))],
    )
    async def test_keeps_shape_and_even_sizes(
        self,
        samples: Samples,
        runner: ChildRunner,
        size: tuple[int, int],
        expected: tuple[int, int],
    ) -> None:
        path = samples.film(
            f"size-{size[0]}.mkv",
            seconds=1,
            size=size,
            picture=("-c:v", "ffv1", "-pix_fmt", "yuv444p"),
        )
        made = await make(path, runner)
        shown = frames(made.sink.stream(made.plan.rungs[0].name))
        assert (shown[0].width, shown[0].height) == expected
        assert len(shown) == 25

    async def test_turns_a_rotated_phone_film(self, samples: Samples, runner: ChildRunner) -> None:
        film = samples.film("lying.mp4", seconds=2, size=(480, 270))
        path = samples.make(
            "standing.mp4", ["-display_rotation", "90", "-i", str(film), "-c", "copy"]
        )
        made = await make(path, runner)
        assert made.plan.copy is None
        shown = frames(made.sink.stream("240p"))
        assert (shown[0].width, shown[0].height) == (240, 426)

    async def test_squares_oblong_pixels(self, samples: Samples, runner: ChildRunner) -> None:
        path = samples.film(
            "anamorphic.mkv", seconds=1, size=(360, 288), more=("-vf", "setsar=64/45")
        )
        made = await make(path, runner, keeps_source=False)
        assert (made.plan.rungs[0].width, made.plan.rungs[0].height) == (426, 240)

    async def test_makes_a_varying_rate_constant(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        path = samples.film(
            "varying.mp4",
            seconds=8,
            rate="30",
            more=("-vf", "select=not(mod(n\\,7)*not(mod(n\\,5)))", "-fps_mode", "vfr"),
        )
        report = await probe(path, runner)
        made = await make(path, runner, keeps_source=False, segment_seconds=2.0, unit_seconds=2.0)
        assert made.plan.grid is not None
        assert made.plan.grid.frame_rate == (30, 1)
        shown = frames(made.sink.stream("180p"))
        assert len(shown) == made.plan.grid.frame_count == pytest.approx(240, abs=2)
        assert all(abs(it.number - place) <= 1 for place, it in enumerate(shown))
        assert report.video is not None

    async def test_takes_interlaced_film_apart(self, samples: Samples, runner: ChildRunner) -> None:
        path = samples.film(
            "interlaced.mkv",
            seconds=2,
            picture=(*H264, "-vf", "setfield=tff", "-x264-params", "tff=1"),
            more=("-flags", "+ildct+ilme"),
        )
        report = await probe(path, runner)
        assert report.video is not None
        assert report.video.is_interlaced
        made = await make(path, runner)
        assert made.plan.copy is None
        assert len(frames(made.sink.stream("180p"))) == 50

    async def test_brings_high_dynamic_range_into_the_standard_one(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        colours = "color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc"
        path = samples.film(
            "hdr.mp4",
            seconds=1,
            picture=("-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"),
            more=("-vf", f"setparams={colours}", "-x265-params", "log-level=none"),
        )
        report = await probe(path, runner)
        assert report.video is not None
        assert (report.video.is_hdr, report.video.bit_depth) == (True, 10)
        made = await make(path, runner)
        assert len(frames(made.sink.stream("180p"))) == 25
        with av.open(io.BytesIO(made.sink.stream("180p")), "r") as container:
            context = container.streams.video[0].codec_context
            assert (context.pix_fmt, int(context.color_trc)) == ("yuv420p", 1)

    async def test_makes_a_film_of_one_frame(self, samples: Samples, runner: ChildRunner) -> None:
        path = samples.film("one-frame.mp4", seconds=0.04, sound=None)
        made = await make(path, runner)
        assert made.plan.grid is not None
        assert made.plan.grid.frame_count == 1
        assert len(frames(made.sink.stream((made.plan.copy or made.plan.rungs[0]).name))) == 1

    @pytest.mark.parametrize(
        ("offset", "container"),
        [("95000", "mkv"), ("95440", "ts")],
        ids=["huge", "wrapping round"],
    )
    async def test_starts_at_zero_whatever_the_clock_says(
        self, samples: Samples, runner: ChildRunner, offset: str, container: str
    ) -> None:
        film = samples.film("clock.mp4", seconds=6, gop=50)
        more = ("-copyts", "-avoid_negative_ts", "disabled", "-muxdelay", "0")
        path = samples.make(
            f"clock{offset}.{container}",
            ["-itsoffset", offset, "-i", str(film), "-map", "0", "-c", "copy", *more],
        )
        made = await make(path, runner, rungs=(144,))
        pictures = [name for name in made.sink.segments if not name.startswith("audio")]
        assert pictures
        for rendition in pictures:
            assert_on_the_grid(made, rendition)
            assert_every_frame_is_in_place(made, rendition)
        assert len(beeps(*sound(made.sink.stream("audio-1")))) == 6

    async def test_leaves_out_what_an_edit_list_hides(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        film = samples.film("clock.mp4", seconds=6, gop=50)
        more = ("-copyts", "-avoid_negative_ts", "disabled")
        path = samples.make(
            "trimmed.mp4",
            ["-itsoffset", "-1.2", "-i", str(film), "-map", "0", "-c", "copy", *more],
        )
        made = await make(path, runner)
        assert made.plan.copy is None
        assert_every_frame_is_in_place(made, "180p", first_number=30)
        assert beeps(*sound(made.sink.stream("audio-1")))[0] == pytest.approx(0.8, abs=0.002)


class TestEnd:
    """A unit that begins where the source has nothing left."""

    async def test_is_told_not_raised(self, samples: Samples, runner: ChildRunner) -> None:
        path = samples.film("busy.mp4", seconds=6, size=(640, 360), gop=1000)
        report = await probe(path, runner)
        assert report.video is not None
        claims = replace(report.video, duration_seconds=60.0, keyframes=())
        wanted = plan(replace(report, video=claims, duration_seconds=60.0))
        results = [
            await run_unit(wanted, unit, path, KeepingSink(), runner) for unit in wanted.units[:4]
        ]
        assert [result.is_whole for result in results] == [True, False, False, False]
        assert [result.segments for result in results] == [1, 0, 0, 0]
        assert "beyond 0:04" in results[1].problem


class TestKilled:
    """An ffmpeg that dies in the middle: a reason to try again, never the end of the film."""

    @pytest.mark.parametrize("piece", ["copy", "unit", "sound"])
    async def test_is_raised(
        self, samples: Samples, runner: ChildRunner, tmp_path: Path, piece: str
    ) -> None:
        path = samples.film("ntsc.mp4", rate="30000/1001", gop=45, size=(480, 270))
        wanted = plan(await probe(path, runner), EncodeSettings(rungs=(144,)))
        dying = tmp_path / "ffmpeg"
        dying.write_text(f'#!/bin/sh\n{runner.path_of("ffmpeg")} "$@"\nkill -9 $$\n')
        dying.chmod(0o755)
        killed, sink = ChildRunner({"ffmpeg": dying}), KeepingSink()
        if piece == "copy":
            running = run_copy(wanted, path, sink, killed)
        elif piece == "unit":
            running = run_unit(wanted, wanted.units[0], path, sink, killed)
        else:
            running = run_audio(wanted, wanted.audio[0], path, sink, killed)
        with pytest.raises(EncodeFailed, match="stopped") as caught:
            await running
        assert not caught.value.is_final
        assert sink.inits


class TestProgress:
    """What is told while a unit is made."""

    async def test_rises_to_one(self, samples: Samples, runner: ChildRunner) -> None:
        path = samples.film("busy.mp4", seconds=6, size=(640, 360), gop=1000)
        wanted = plan(await probe(path, runner))
        told: list[float] = []
        await run_unit(
            wanted, wanted.units[0], path, KeepingSink(), runner, on_progress=told.append
        )
        assert told == sorted(told)
        assert told[-1] == 1.0


class TestLength:
    """The promise that a long film starts as fast as a short one."""

    async def test_the_first_segment_does_not_wait_for_the_rest(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        short = samples.film("short.mp4", seconds=8, gop=50, sound=None)
        long = samples.make(
            "long.mp4", ["-stream_loop", "224", "-i", str(short), "-c", "copy", "-t", "1800"]
        )
        wanted = plan(await probe(long, runner))
        assert wanted.copy is not None
        sink = StoppingSink()
        with pytest.raises(Enough):
            await run_copy(wanted, long, sink, runner)
        assert sink.spans("source") == [(0, 4 * wanted.grid.timescale)] if wanted.grid else False


class Enough(Exception):  # not an error
    """The sink has what it wants."""


class StoppingSink(KeepingSink):
    """Stops the run after one segment."""

    async def segment(
        self, rendition: str, start_ticks: int, duration_ticks: int, data: bytes
    ) -> None:
        """Keep it and stop."""
        await super().segment(rendition, start_ticks, duration_ticks, data)
        raise Enough
