"""Choosing the grid: where segments and units begin."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from streamverse.domains.media.engine.spec import Grid, UnitSpec

_SMALLEST_TIMESCALE = 10_000
LONGEST_GAP_SECONDS = 10
"""A source whose keyframes are farther apart is not kept as a rung."""

_FIRST_UNITS_SEGMENTS = (1, 1, 2, 3)


def on_rate(rate: Fraction, segments: Sequence[int]) -> Grid:
    """Return the grid of segments given in frames, with a timescale that frames divide."""
    times = -(-_SMALLEST_TIMESCALE // rate.numerator)
    runs = tuple((frames, len(list(group))) for frames, group in groupby(segments))
    return Grid(
        frame_rate=(rate.numerator, rate.denominator),
        timescale=rate.numerator * times,
        frame_ticks=rate.denominator * times,
        runs=runs,
    )


def fixed(rate: Fraction, frame_count: int, segment_seconds: float) -> Grid:
    """Return equal segments of the whole number of frames nearest to `segment_seconds`."""
    frames = max(1, round(segment_seconds * rate))
    whole, rest = divmod(frame_count, frames)
    segments = [frames] * whole
    if rest and segments and rest < frames // 4:
        segments[-1] += rest
    elif rest:
        segments.append(rest)
    return on_rate(rate, segments)


def from_keyframes(
    rate: Fraction, keyframes: Sequence[int], frame_count: int, segment_seconds: float
) -> Grid | None:
    """Group a source's keyframes (frame numbers) into segments of about `segment_seconds`.

    None when they don't begin at 0 or lie too far apart.
    """
    if not keyframes or keyframes[0] != 0:
        return None
    target, longest = segment_seconds * rate, LONGEST_GAP_SECONDS * rate
    inside = [frame for frame in keyframes if 0 < frame < frame_count]
    starts, before = [0], 0
    for frame, after in zip(inside, [*inside, frame_count][1:], strict=True):
        if frame - before > longest:
            return None
        before = frame
        lasting, next_lasting = frame - starts[-1], after - starts[-1]
        is_nearer = abs(lasting - target) <= abs(next_lasting - target)
        is_tail = frame_count - frame < target / 4
        if lasting >= target / 2 and is_nearer and not is_tail:
            starts.append(frame)
    if frame_count - before > longest:
        return None
    ends = [*starts[1:], frame_count]
    return on_rate(rate, [end - start for start, end in zip(starts, ends, strict=True)])


def units(
    grid: Grid, unit_seconds: float, sweeps: Sequence[tuple[str, ...]]
) -> tuple[UnitSpec, ...]:
    """Cut the grid into units, the first ones short, once for each sweep's rungs."""
    boundaries = grid.boundaries()
    made: list[UnitSpec] = []
    for sweep, rungs in enumerate(sweeps):
        first = 0
        number = 0
        while first < grid.segment_count:
            count = _unit_segments(grid, boundaries, first, number, unit_seconds)
            end = boundaries[first + count]
            made.append(
                UnitSpec(
                    id=f"sweep{sweep}-unit{number}",
                    sweep=sweep,
                    rungs=rungs,
                    first_segment=first,
                    segment_count=count,
                    first_frame=boundaries[first],
                    frame_count=end - boundaries[first],
                )
            )
            first, number = first + count, number + 1
    return tuple(made)


def _unit_segments(
    grid: Grid, boundaries: Sequence[int], first: int, number: int, unit_seconds: float
) -> int:
    """Return how many segments unit `number`, beginning at segment `first`, takes."""
    left = grid.segment_count - first
    if number < len(_FIRST_UNITS_SEGMENTS):
        return min(left, _FIRST_UNITS_SEGMENTS[number])
    longest = unit_seconds * grid.rate
    count = 1
    while count < left and boundaries[first + count + 1] - boundaries[first] <= longest:
        count += 1
    return count
