"""The picture of a source: a decoded first frame, the index, and a look at some GOPs."""

import time
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from streamverse.domains.media.engine import rates
from streamverse.domains.media.engine.boxes import Box
from streamverse.domains.media.engine.mp4_index import VideoIndex, video_index
from streamverse.domains.media.engine.packets import GopCheck, Packets, jump, walk_packets
from streamverse.domains.media.engine.probe_streams import tagged_duration, whole_entries
from streamverse.domains.media.engine.refusals import RefusalCode, SourceRefused
from streamverse.domains.media.engine.report import VideoStream
from streamverse.domains.media.engine.settings import ProbeLimits
from streamverse.domains.media.engine.sniff import Mp4Layout

if TYPE_CHECKING:
    from av.container import InputContainer

_ATTACHED_PICTURE = 0x400
_STILL_CODECS = frozenset({"png", "bmp", "gif", "webp", "tiff"})
_SCAN_SECONDS = 0.2
_HEAD_FRAMES = 64
_SMALLEST_SIDE = 16
_PROGRESSIVE_ORDERS = (0, 1)
_HDR_TRANSFERS = {16: "smpte2084", 18: "arib-std-b67"}
_TRANSFERS = {1: "bt709", 4: "gamma22", 5: "gamma28", 6: "smpte170m", 7: "smpte240m", 8: "linear"}
_TRANSFERS.update({13: "iec61966-2-1", 14: "bt2020-10", 15: "bt2020-12", **_HDR_TRANSFERS})
_PRIMARIES = {1: "bt709", 5: "bt470bg", 6: "smpte170m", 9: "bt2020", 11: "smpte431", 12: "smpte432"}
_SPACES = {0: "gbr", 1: "bt709", 5: "bt470bg", 6: "smpte170m", 9: "bt2020nc", 10: "bt2020c"}


@dataclass(slots=True)
class _Times:
    """What is known of when frames are shown, in the stream's ticks from the first frame."""

    start: int
    head: list[int]
    keyframes: list[int] = field(default_factory=list[int])
    last: int = 0
    last_duration: int = 0
    frames: int = 0


def read_video(
    container: "InputContainer",
    path: Path,
    layout: Mp4Layout | None,
    moov: Box | None,
    limits: ProbeLimits,
) -> tuple[VideoStream | None, str]:
    """Return the picture to show, and a sentence when it is usable only in part.

    Without a usable picture: (None, why). Raises SourceRefused for sizes beyond the limits.
    """
    stream = _choose(container)
    if stream is None:
        return None, ""
    context = stream.codec_context
    _check_size(context.width, context.height, limits)
    context.thread_count = 1  # one frame is wanted; threads would only cost address space
    head = walk_packets(container, stream, frames=_HEAD_FRAMES, decodes=True)
    frame = head.first_frame
    if frame is None or not head.times:
        return None, "The picture of this file can't be decoded."
    _check_size(frame.width, frame.height, limits)
    index = None
    if moov is not None and layout is not None and not layout.is_fragmented:
        index = video_index(moov, stream.id)
    if index is not None and index.is_simple and layout is not None and layout.missing_bytes:
        index = _intact(stream, index, path.stat().st_size)
    times, gops = _times(container, stream, head, index)
    problem = ""
    if layout is not None and layout.missing_bytes:
        problem = "The end of the file is missing: what arrived of it can be watched."
    return _describe(stream, frame, times, gops), problem


def _choose(container: "InputContainer") -> Any:  # PyAV's class or None
    """Return the default picture, else the largest; never cover art."""
    moving = [
        stream
        for stream in container.streams.video
        if not int(stream.disposition) & _ATTACHED_PICTURE
        and stream.codec_context
        and stream.codec_context.name not in _STILL_CODECS
    ]
    moving.sort(
        key=lambda it: (int(it.disposition) & 1, it.codec_context.width * it.codec_context.height)
    )
    return moving[-1] if moving else None


def _check_size(width: int, height: int, limits: ProbeLimits) -> None:
    if width * height > limits.max_pixels or max(width, height) > limits.max_side:
        msg = f"The picture of {width} by {height} is larger than can be handled."
        raise SourceRefused(RefusalCode.TOO_BIG_PICTURE, msg)
    if 0 < min(width, height) < _SMALLEST_SIDE:
        msg = f"The picture of {width} by {height} is too small to be shown."
        raise SourceRefused(RefusalCode.TOO_SMALL_PICTURE, msg)


def _intact(stream: Any, index: VideoIndex, size_bytes: int) -> VideoIndex:
    """Shorten the index of a cut file to the frames that arrived whole."""
    whole = whole_entries(stream, size_bytes)
    if whole >= index.frames:
        return index
    share = Fraction(max(whole, 1), index.frames)
    step = Fraction(index.last_frame, max(1, index.frames - 1))
    last = int(step * max(0, whole - 4))
    kept = tuple(tick for tick in index.keyframes if tick <= int(index.last_frame * share))
    return replace(index, frames=max(1, whole - 3), keyframes=kept, last_frame=last)


def _times(
    container: "InputContainer",
    stream: Any,
    head: Packets,
    index: VideoIndex | None,
) -> tuple[_Times, GopCheck]:
    start = min(head.times)
    times = _Times(start, sorted(time - start for time in head.times))
    gops = GopCheck().extended(head)
    if index is not None and index.is_simple:
        base = Fraction(1, index.timescale) / stream.time_base
        times.keyframes = [int(tick * base) for tick in index.keyframes]
        times.last, times.last_duration = int(index.last_frame * base), index.last_duration
        times.frames = index.frames
        return times, gops.extended(*_samples(container, stream, times))
    deadline = time.monotonic() + _SCAN_SECONDS
    if "matroska" in container.format.name:
        _cues(container, stream, times)
        return times, gops.extended(*_samples(container, stream, times))
    everything = walk_packets(container, stream, deadline=deadline).after(head)
    if everything.is_at_end:
        times.start = start = min(everything.times)
        times.keyframes = sorted({tick - start for tick in everything.keyframes})
        _set_end(times, everything)
        return times, gops.extended(everything)
    _set_end(times, _tail(container, stream))
    return times, gops


def _cues(container: "InputContainer", stream: Any, times: _Times) -> None:
    """Read Matroska's cues (its demuxer does at the first seek) and the last frames."""
    _set_end(times, _tail(container, stream))
    entries = stream.index_entries
    ticks = (entries[position] for position in range(len(entries)))
    found = sorted({entry.timestamp - times.start for entry in ticks if entry.is_keyframe})
    if len(found) > 1 and found[0] == 0:
        times.keyframes = found


def _tail(container: "InputContainer", stream: Any) -> Packets:
    """Return the packets after the last keyframe that a seek finds."""
    duration = container.duration or 0
    if not jump(container, (container.start_time or 0) + max(0, duration - 100_000)):
        return Packets()
    return walk_packets(container, stream, deadline=time.monotonic() + _SCAN_SECONDS)


def _set_end(times: _Times, packets: Packets) -> None:
    if packets.times:
        times.last = max(*packets.times, times.start) - times.start
        times.last_duration = packets.last_duration


def _samples(container: "InputContainer", stream: Any, times: _Times) -> list[Packets]:
    """Look at the GOPs that begin at some keyframes across the film."""
    found: list[Packets] = []
    places = {len(times.keyframes) * place // 5 for place in range(1, 5)}
    for place in sorted(places - {0}):
        tick = times.keyframes[min(place, len(times.keyframes) - 1)]
        if jump(container, times.start + tick, stream):
            found.append(walk_packets(container, stream, frames=8))
    return found


def _describe(stream: Any, frame: Any, times: _Times, gops: GopCheck) -> VideoStream:
    context, base = stream.codec_context, stream.time_base
    said = [rate for rate in (stream.guessed_rate, stream.average_rate, stream.base_rate) if rate]
    head = [float(tick * base) for tick in times.head]
    far = [float(tick * base) for tick in (*times.keyframes, times.last)]
    rate, is_variable = rates.decide(head, far if times.last else [], said)
    last_seconds = max(float(times.last * base), head[-1])
    duration_seconds = last_seconds + float(1 / rate)
    if not times.last:
        duration_seconds = max(duration_seconds, tagged_duration(stream))
    width, height = frame.width, frame.height
    aspect = stream.sample_aspect_ratio or Fraction(1)
    rotation = round(-frame.rotation / 90) * 90 % 360
    shown = (even(width * aspect), height) if aspect >= 1 else (width, even(height / aspect))
    if rotation in (90, 270):
        shown = (shown[1], shown[0])
    transfer = int(context.color_trc)
    bits = frame.format.components[0].bits if frame.format.components else 8
    return VideoStream(
        index=stream.index,
        codec=context.codec.canonical_name,
        profile=stream.profile or "",
        level=context.level or 0,
        pixel_format=frame.format.name,
        bit_depth=bits,
        width=width,
        height=height,
        display_width=shown[0],
        display_height=shown[1],
        rotation=rotation,
        sample_aspect=(aspect.numerator, aspect.denominator),
        frame_rate=(rate.numerator, rate.denominator),
        is_variable_rate=is_variable,
        is_interlaced=frame.interlaced_frame or int(context.field_order) not in _PROGRESSIVE_ORDERS,
        is_hdr=transfer in _HDR_TRANSFERS,
        color_transfer=_TRANSFERS.get(transfer, ""),
        color_primaries=_PRIMARIES.get(int(context.color_primaries), ""),
        color_space=_SPACES.get(int(context.colorspace), ""),
        start_seconds=float(times.start * base),
        duration_seconds=duration_seconds,
        frame_count=max(1, round(duration_seconds * float(rate))),
        time_base=(base.numerator, base.denominator),
        keyframes=tuple(times.keyframes),
        has_open_gops=gops.has_open_gops,
        bit_rate=context.bit_rate or 0,
    )


def even(size: Fraction | float) -> int:
    """Return the nearest even whole number, at least 2."""
    return max(2, round(size / 2) * 2)
