"""Which constant frame rate a source has, or is given when its rate varies."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from statistics import median

STANDARD = (
    Fraction(24000, 1001),
    Fraction(24),
    Fraction(25),
    Fraction(30000, 1001),
    Fraction(30),
    Fraction(48),
    Fraction(50),
    Fraction(60000, 1001),
    Fraction(60),
)
FASTEST = Fraction(62)
"""Nothing is encoded above this; faster sources keep every second (third, …) frame."""

_ON_GRID = 0.3
_NEAR = Fraction(1, 500)


def is_steady(times: Sequence[float], rate: Fraction) -> bool:
    """Tell whether every time, in seconds from the first frame, is that of a frame of `rate`."""
    frames = [time * float(rate) for time in times]
    near = all(abs(frame - round(frame)) <= _ON_GRID for frame in frames)
    return near and len({round(frame) for frame in frames}) == len(set(times))


def decide(
    neighbours: Sequence[float], far_times: Sequence[float], candidates: Sequence[Fraction]
) -> tuple[Fraction, bool]:
    """Return (rate, whether it varies).

    `neighbours` are times of consecutive first frames, `far_times` of frames anywhere in the
    film (keyframes, the last frame), `candidates` what the container says.
    """
    usual = usual_rate(neighbours, candidates)
    tried = [rate for rate in (*candidates, *STANDARD) if rate > 0 and abs(rate / usual - 1) < 0.02]
    tried.sort(key=lambda rate: (rate not in STANDARD, abs(rate / usual - 1)))
    for rate in tried:
        if is_steady([*neighbours, *far_times], rate):
            return rate, False
    faster = [rate for rate in STANDARD if rate >= usual * (1 - _NEAR * 10)]
    return (faster[0] if faster else STANDARD[-1]), len(neighbours) > 1


def usual_rate(neighbours: Sequence[float], candidates: Sequence[Fraction]) -> Fraction:
    """Return the rate that most neighbouring frames have, or what the container says."""
    ordered = sorted(neighbours)
    steps = [after - before for before, after in pairwise(ordered)]
    steps = [step for step in steps if step > 0]
    if len(steps) >= 8:
        # The mean of the steps near the median: millisecond clocks round single steps.
        middle = median(steps)
        usual = [step for step in steps if abs(step - middle) < 0.3 * middle] or [middle]
        return Fraction(len(usual) / sum(usual)).limit_denominator(100_000)
    said = next((rate for rate in candidates if Fraction(1, 10) <= rate <= 1000), None)
    if said is not None:
        return said
    return Fraction(1 / median(steps)).limit_denominator(1001) if steps else Fraction(25)


def encoded_rate(rate: Fraction) -> Fraction:
    """Return the rate that is encoded: the source's own, or a whole part of it if very fast."""
    divisor = 1
    while rate / divisor > FASTEST:
        divisor += 1
    return rate / divisor
