"""Playable assets of any shape, made up for tests of the composer."""

from collections.abc import Sequence
from itertools import pairwise
from uuid import UUID, uuid4

from streamverse.domains.media.timeline import (
    PlayableAsset,
    Rendition,
    Timeline,
    Track,
    TrackKind,
)

SCALE = 24_000
SEGMENT = 4 * SCALE
SOUND_SCALE = 48_000
FRAME_SAMPLES = 1024


def picture(
    rungs: Sequence[int] = (1080, 720, 480),
    *,
    segments: int = 5,
    covered: dict[int, int] | None = None,
    is_sealed: bool = True,
    recipe: str = "r1",
) -> Track:
    """A video track of 4 s segments; `covered` says how far a rung has come, if not all."""
    return Track(
        uuid4(),
        TrackKind.VIDEO,
        Timeline.of(SCALE, [SEGMENT] * segments, is_sealed=is_sealed),
        is_default=True,
        renditions=tuple(
            Rendition(
                name=f"{rung}p",
                recipe=recipe,
                codecs="avc1.64001f",
                bandwidth_bps=rung * 4000,
                average_bandwidth_bps=rung * 3000,
                covered_segments=(covered or {}).get(rung, segments),
                rung=rung,
                width=rung * 16 // 9,
                height=rung,
                frame_rate=(24_000, 1001),
            )
            for rung in rungs
        ),
    )


def sound(
    number: int = 1,
    language: str = "en",
    *,
    segments: int = 5,
    role: str = "main",
    label: str = "",
    is_sealed: bool = True,
    is_default: bool = False,
) -> Track:
    """An audio track whose segments end near the picture's."""
    ends = [
        round(index * 4 * SOUND_SCALE / FRAME_SAMPLES) * FRAME_SAMPLES
        for index in range(segments + 1)
    ]
    durations = [end - start for start, end in pairwise(ends)]
    rendition = Rendition(
        name=f"audio-{number}",
        recipe="r1",
        codecs="mp4a.40.2",
        bandwidth_bps=130_000,
        average_bandwidth_bps=128_000,
        covered_segments=segments,
        channels=2,
        sample_rate=SOUND_SCALE,
    )
    return Track(
        uuid4(),
        TrackKind.AUDIO,
        Timeline.of(SOUND_SCALE, durations, is_sealed=is_sealed),
        language,
        role,
        label,
        is_default,
        (rendition,),
    )


def text(asset_id: UUID, language: str, *, role: str = "subtitles", label: str = "") -> Track:
    """A text track."""
    key = f"{asset_id}/t1/text-{language}.vtt"
    return Track(
        uuid4(), TrackKind.TEXT, Timeline(1), language, role, label or language, text_key=key
    )


def film(
    *tracks: Track,
    seconds: float = 20.0,
    is_sealed: bool = True,
    asset_id: UUID | None = None,
    texts: Sequence[str] = (),
) -> PlayableAsset:
    """An asset of these tracks, or of a picture and English sound."""
    asset_id = asset_id or uuid4()
    chosen = tracks or (
        picture(segments=int(seconds // 4), is_sealed=is_sealed),
        sound(segments=int(seconds // 4), is_default=True, is_sealed=is_sealed),
    )
    return PlayableAsset(
        asset_id,
        seconds,
        is_sealed,
        (*chosen, *(text(asset_id, language) for language in texts)),
        longest_segment_seconds=4.02,
    )
