"""Manifests of a film of two hours, by the composer alone."""

import statistics
import time
from collections.abc import Callable
from itertools import pairwise
from uuid import uuid4

from bench.harness import Row
from streamverse.domains.media.timeline import (
    PlayableAsset,
    Rendition,
    Timeline,
    Track,
    TrackKind,
)
from streamverse.domains.playback.composer import (
    Programme,
    ViewerPolicy,
    media_playlist,
    mpd,
    multivariant,
)

SECONDS = 7200
SEGMENT_SECONDS = 4
SCALE = 24_000
SOUND_SCALE = 48_000
FRAME_SAMPLES = 1024
RUNGS = (1080, 720, 480, 360, 240)
TIMES = 200


def run() -> list[Row]:
    """Compose what a player asks for at its start."""
    programme, policy = Programme.of(_film()), ViewerPolicy()

    def start() -> None:
        multivariant(programme, policy)
        media_playlist(programme, policy, "1080p")

    def sound() -> None:
        media_playlist(programme, policy, "audio-1")

    def dash() -> None:
        mpd(programme, policy)

    return [
        Row("HLS multivariant + media playlist, 2 h", _milliseconds(start), "ms", at_most=2),
        Row("HLS playlist of its sound", _milliseconds(sound), "ms", at_most=2),
        Row("DASH MPD, 2 h", _milliseconds(dash), "ms", at_most=2),
    ]


def _milliseconds(work: Callable[[], None]) -> float:
    taken: list[float] = []
    for _ in range(TIMES):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def _film() -> PlayableAsset:
    count = SECONDS // SEGMENT_SECONDS
    ends = [
        round(index * SEGMENT_SECONDS * SOUND_SCALE / FRAME_SAMPLES) * FRAME_SAMPLES
        for index in range(count + 1)
    ]
    picture = Track(
        uuid4(),
        TrackKind.VIDEO,
        Timeline(SCALE, ((SEGMENT_SECONDS * SCALE, count),), is_sealed=True),
        renditions=tuple(_picture(rung, count) for rung in RUNGS),
    )
    sounds = Timeline.of(SOUND_SCALE, [b - a for a, b in pairwise(ends)], is_sealed=True)
    tracks = [
        Track(
            uuid4(),
            TrackKind.AUDIO,
            sounds,
            language,
            renditions=(
                Rendition(
                    f"audio-{number}",
                    "bench",
                    "mp4a.40.2",
                    130_000,
                    128_000,
                    count,
                    channels=2,
                    sample_rate=SOUND_SCALE,
                ),
            ),
        )
        for number, language in enumerate(("en", "hi"), 1)
    ]
    return PlayableAsset(uuid4(), float(SECONDS), is_sealed=True, tracks=(picture, *tracks))


def _picture(rung: int, count: int) -> Rendition:
    return Rendition(
        f"{rung}p",
        "bench",
        "avc1.64001f",
        rung * 4000,
        rung * 3000,
        count,
        rung=rung,
        width=rung * 16 // 9,
        height=rung,
        frame_rate=(24, 1),
    )
