"""Playing what the engine made: a sink that keeps segments, and decoders to look into them."""

import io
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from streamverse.domains.media.engine import (
    EncodePlan,
    EncodeSettings,
    RunResult,
    plan,
    probe,
    run_audio,
    run_copy,
    run_unit,
)
from streamverse.domains.media.engine.fragments import FragmentReader
from streamverse.kit.process import ChildRunner
from tests.media_samples import BITS, BOXES


@dataclass
class KeepingSink:
    """Keeps every segment, and insists that init segments never change."""

    inits: dict[str, bytes] = field(default_factory=dict[str, bytes])
    segments: dict[str, dict[int, tuple[int, bytes]]] = field(
        default_factory=dict[str, dict[int, tuple[int, bytes]]]
    )

    async def init(self, rendition: str, data: bytes) -> None:
        """Keep an init segment."""
        assert self.inits.setdefault(rendition, data) == data

    async def segment(
        self, rendition: str, start_ticks: int, duration_ticks: int, data: bytes
    ) -> None:
        """Keep a segment; the same bytes may come twice."""
        kept = self.segments.setdefault(rendition, {})
        assert kept.setdefault(start_ticks, (duration_ticks, data)) == (duration_ticks, data)

    def spans(self, rendition: str) -> list[tuple[int, int]]:
        """Return (start, duration) of each segment, in order."""
        kept = self.segments.get(rendition, {})
        return [(start, kept[start][0]) for start in sorted(kept)]

    def stream(self, rendition: str) -> bytes:
        """Return the rendition as one playable file."""
        kept = self.segments[rendition]
        return self.inits[rendition] + b"".join(kept[start][1] for start in sorted(kept))

    def alone(self, rendition: str, index: int) -> bytes:
        """Return one segment with its init segment, as a player that seeks there gets it."""
        kept = self.segments[rendition]
        return self.inits[rendition] + kept[sorted(kept)[index]][1]


@dataclass(frozen=True)
class Shown:
    """One decoded frame."""

    number: int
    ticks: int
    width: int
    height: int
    is_key: bool


def frames(data: bytes) -> list[Shown]:
    """Decode a picture and read the number on each frame.

    FFmpeg's reader adds the largest negative composition offset to all times (players in
    browsers don't), so times are read from the boxes; the distances must be the same.
    """
    times = sorted(sample.pts for sample in FragmentReader().feed(data))
    with av.open(io.BytesIO(data), "r") as container:
        decoded = list(container.decode(container.streams.video[0]))
    late = (decoded[0].pts or 0) - times[0]
    assert [frame.pts for frame in decoded] == [time + late for time in times]
    return [
        Shown(number_on(frame), time, frame.width, frame.height, frame.key_frame)
        for time, frame in zip(times, decoded, strict=True)
    ]


def number_on(frame: av.VideoFrame) -> int:
    """Read the boxes along the top (see media_samples)."""
    luma = frame.to_ndarray(format="gray")
    box = frame.width / BOXES
    return sum(
        2**bit
        for bit in range(BITS)
        if luma[int(box * 0.3) : int(box * 0.7), int((bit + 0.3) * box) : int((bit + 0.7) * box)]
        .mean()
        .item()
        > 120
    )


def sound(data: bytes) -> tuple[np.ndarray, int]:
    """Decode a sound: (samples of the first channel, where each stands; sample rate)."""
    with av.open(io.BytesIO(data), "r") as container:
        stream = container.streams.audio[0]
        rate = stream.codec_context.sample_rate
        placed = np.zeros(0, dtype=np.float32)
        for frame in container.decode(stream):
            start = round(Fraction(frame.pts or 0) * (frame.time_base or 0) * rate)
            samples = frame.to_ndarray()[0]
            if start + len(samples) > len(placed):
                placed = np.pad(placed, (0, start + len(samples) - len(placed)))
            placed[start : start + len(samples)] = samples
        return placed, rate


def beeps(samples: np.ndarray, rate: int) -> list[float]:
    """Return when beeps begin, in seconds."""
    loud = np.flatnonzero(np.abs(samples) > 0.2)
    if not len(loud):
        return []
    firsts = [loud[0], *loud[1:][np.diff(loud) > rate // 4]]
    return [float(first) / rate for first in firsts]


@dataclass
class Made:
    """A film that was put through the whole engine."""

    plan: EncodePlan
    sink: KeepingSink
    results: list[RunResult]


async def make(path: Path, runner: ChildRunner, **settings: object) -> Made:
    """Probe, plan and run every piece of a film that makes segments."""
    wanted = plan(await probe(path, runner), EncodeSettings(**settings))  # type: ignore[arg-type]
    sink, results = KeepingSink(), list[RunResult]()
    if wanted.copy is not None:
        results.append(await run_copy(wanted, path, sink, runner))
    results.extend([await run_unit(wanted, unit, path, sink, runner) for unit in wanted.units])
    results.extend([await run_audio(wanted, it, path, sink, runner) for it in wanted.audio])
    return Made(wanted, sink, results)
