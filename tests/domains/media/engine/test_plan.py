"""The plan: a pure function, so many films in little time."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamverse.domains.media.engine import (
    AudioStream,
    EncodePlan,
    EncodeSettings,
    MachineSpeed,
    ProbeReport,
    VideoStream,
    from_json,
    plan,
    to_json,
)
from streamverse.domains.media.engine.grid import from_keyframes, on_rate

VIDEO = VideoStream(
    index=0,
    codec="hevc",
    profile="Main",
    level=120,
    pixel_format="yuv420p",
    bit_depth=8,
    width=1920,
    height=1080,
    display_width=1920,
    display_height=1080,
    rotation=0,
    sample_aspect=(1, 1),
    frame_rate=(24, 1),
    is_variable_rate=False,
    is_interlaced=False,
    is_hdr=False,
    color_transfer="bt709",
    color_primaries="bt709",
    color_space="bt709",
    start_seconds=0.0,
    duration_seconds=600.0,
    frame_count=14400,
    time_base=(1, 24000),
    keyframes=tuple(range(0, 14_400_000, 48_000)),
    has_open_gops=False,
)
AUDIO = AudioStream(
    index=1,
    codec="ac3",
    profile="",
    channels=6,
    layout="5.1",
    sample_rate=48000,
    bit_rate=448000,
    start_seconds=0.0,
    duration_seconds=600.0,
    language="en",
    title="",
    is_default=True,
    is_commentary=False,
    is_for_visually_impaired=False,
)
REPORT = ProbeReport("mov", 500_000_000, 0.0, 600.0, *(True, VIDEO), (AUDIO,), (), ())
SLOW, FAST = MachineSpeed(1e6, 2), MachineSpeed(1e10, 64)
FFMPEG = "9.0"


def planned(speed: MachineSpeed = FAST, **video: object) -> EncodePlan:
    """Plan the film above with some facts changed."""
    changed = replace(VIDEO, **video)  # type: ignore[arg-type]
    report = replace(REPORT, video=changed, duration_seconds=changed.duration_seconds)
    return plan(report, speed=speed, ffmpeg=FFMPEG)


class TestLadder:
    """Which rungs."""

    @pytest.mark.parametrize(
        ("size", "rungs"),
        [
            ((1920, 1080), [1080, 720, 480, 360, 240]),
            ((3840, 2160), [1080, 720, 480, 360, 240]),
            ((1080, 1920), [1080, 720, 480, 360, 240]),
            ((1280, 720), [720, 480, 360, 240]),
            ((640, 360), [360, 240]),
            ((320, 180), [180]),
            ((1916, 1076), [1080, 720, 480, 360, 240]),
        ],
    )
    def test_is_never_above_the_source(self, size: tuple[int, int], rungs: list[int]) -> None:
        made = planned(display_width=size[0], display_height=size[1])
        assert [rung.rung for rung in made.rungs] == rungs
        assert all(rung.width <= size[0] and rung.height <= size[1] for rung in made.rungs)

    @given(st.integers(16, 4096), st.integers(16, 4096))
    def test_has_even_sizes_of_the_sources_shape(self, width: int, height: int) -> None:
        made = planned(display_width=width, display_height=height)
        for rung in made.rungs:
            assert rung.width % 2 == rung.height % 2 == 0
            assert rung.width >= 2
            assert rung.height >= 2
            assert min(rung.width, rung.height) <= rung.rung or rung.rung < 16
        top = made.rungs[0]
        assert (top.width >= top.height) == (width >= height) or abs(width - height) <= 2

    def test_gives_smaller_rungs_less_to_spend(self) -> None:
        ceilings = [rung.max_kbps for rung in planned().rungs]
        assert ceilings == sorted(ceilings, reverse=True)
        assert ceilings[0] == 5000


class TestSweeps:
    """One pass over the film, or two."""

    def test_a_fast_machine_makes_all_rungs_at_once(self) -> None:
        made = planned(FAST)
        assert made.sweeps == 1
        assert {unit.rungs for unit in made.units} == {("1080p", "720p", "480p", "360p", "240p")}

    def test_a_slow_machine_makes_the_cheapest_rung_of_the_whole_film_first(self) -> None:
        made = planned(SLOW)
        assert made.sweeps == 2
        order = [unit.rungs for unit in made.units]
        half = len(order) // 2
        assert set(order[:half]) == {("240p",)}
        assert set(order[half:]) == {("1080p", "720p", "480p", "360p")}

    def test_a_kept_source_needs_no_first_sweep(self) -> None:
        assert planned(SLOW, codec="h264", profile="High", level=40).sweeps == 1


class TestUnits:
    """How the film is cut into jobs."""

    def test_first_ones_are_short_and_the_rest_ten_to_thirty_seconds(self) -> None:
        units = planned().units
        seconds = [unit.frame_count / 24 for unit in units]
        assert seconds[:4] == [4, 4, 8, 12]
        assert all(10 <= lasting <= 30 for lasting in seconds[4:-1])

    @given(
        st.sampled_from(
            [(24000, 1001), (24, 1), (25, 1), (30000, 1001), (50, 1), (60, 1), (15, 2)]
        ),
        st.floats(0.02, 8000),
    )
    def test_cover_every_frame_once(self, rate: tuple[int, int], seconds: float) -> None:
        made = planned(frame_rate=rate, duration_seconds=seconds)
        assert made.grid is not None
        frame = segment = 0
        for unit in made.units:
            assert (unit.first_frame, unit.first_segment) == (frame, segment)
            frame += unit.frame_count
            segment += unit.segment_count
        assert frame == made.grid.frame_count == max(1, round(seconds * Fraction(*rate)))
        assert segment == made.grid.segment_count
        assert made.grid.frame_ticks * Fraction(*rate) == made.grid.timescale


class TestGrid:
    """Where segments begin."""

    def test_is_four_seconds_without_a_kept_source(self) -> None:
        made = planned(frame_rate=(24000, 1001))
        assert made.grid is not None
        assert made.grid.runs[0][0] == 96

    def test_is_the_sources_keyframes_when_it_is_kept(self) -> None:
        made = planned(codec="h264", profile="High", level=40)
        assert made.copy is not None
        assert made.grid is not None
        assert made.grid.runs == ((96, 150),)
        assert [rung.rung for rung in made.rungs] == [720, 480, 360, 240]

    def test_a_very_rich_source_is_encoded_at_its_own_size_too(self) -> None:
        made = planned(codec="h264", profile="High", level=40, bit_rate=40_000_000)
        assert made.copy is not None
        assert made.rungs[0].name == "1080p"

    @given(st.lists(st.integers(1, 240), min_size=1, max_size=200))
    def test_from_keyframes_begins_every_segment_with_one(self, gaps: list[int]) -> None:
        keyframes = [0]
        for gap in gaps:
            keyframes.append(keyframes[-1] + gap)
        end = keyframes.pop()
        made = from_keyframes(Fraction(24), keyframes, end, 4.0)
        assert made is not None
        assert made.frame_count == end
        assert set(made.boundaries()[:-1]) <= set(keyframes)
        assert max(made.segment_frames()) <= 240 + 96

    def test_is_none_when_keyframes_lie_too_far_apart(self) -> None:
        assert from_keyframes(Fraction(24), [0, 48, 300], 400, 4.0) is None
        assert from_keyframes(Fraction(24), [24, 48], 400, 4.0) is None

    def test_timeline_is_exact(self) -> None:
        grid = on_rate(Fraction(30000, 1001), [120, 120, 7])
        assert grid.timescale == 30000
        assert list(grid.timeline().durations()) == [120120, 120120, 7007]
        assert grid.timeline().is_sealed


class TestCopy:
    """Which sources are kept as a rung."""

    @pytest.mark.parametrize(
        "change",
        [
            {"pixel_format": "yuv420p10le"},
            {"profile": "High 4:2:2"},
            {"has_open_gops": True},
            {"rotation": 90},
            {"is_interlaced": True},
            {"is_hdr": True},
            {"keyframes": ()},
            {"codec": "vp9"},
        ],
    )
    def test_refuses_what_browsers_would_not_show_right(self, change: dict[str, object]) -> None:
        h264 = {"codec": "h264", "profile": "High", "level": 40}
        assert planned(**h264).copy is not None  # type: ignore[arg-type]
        assert planned(**{**h264, **change}).copy is None  # type: ignore[arg-type]


class TestRecipe:
    """Addresses change with what decides the bytes, and with nothing else."""

    def test_is_the_same_for_the_same_film(self) -> None:
        assert planned() == planned()

    def test_changes_with_the_encoder_and_the_settings(self) -> None:
        other_ffmpeg = plan(REPORT, ffmpeg="9.1")
        other_preset = plan(REPORT, EncodeSettings(preset="fast"), ffmpeg=FFMPEG)
        recipes = [made.rung("720p").recipe for made in (planned(), other_ffmpeg, other_preset)]
        assert len(set(recipes)) == 3

    def test_does_not_depend_on_the_machines_speed_within_one_number_of_sweeps(self) -> None:
        faster = MachineSpeed(FAST.pixels_per_second * 2, 2)
        assert planned(FAST) == planned(faster)


class TestJson:
    """Reports and plans wait in the database as JSON."""

    def test_round_trip(self) -> None:
        made = planned(SLOW, codec="h264", profile="High", level=40)
        assert from_json(EncodePlan, to_json(made)) == made
        assert from_json(ProbeReport, to_json(REPORT)) == REPORT

    def test_forgets_what_it_does_not_know(self) -> None:
        text = to_json(FAST).replace("{", '{"from_the_future":1,', 1)
        assert from_json(MachineSpeed, text) == FAST
