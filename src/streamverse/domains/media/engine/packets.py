"""Reading packets for probing: their times, and whether GOPs are closed."""

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from av.container import InputContainer

_MAX_BYTES = 48 * 1024**2
_MAX_BAD_PACKETS = 50


@dataclass(slots=True)
class Packets:
    """What a walk over some packets saw; times are presentation ticks of the stream."""

    times: list[int] = field(default_factory=list[int])
    keyframes: list[int] = field(default_factory=list[int])
    has_leading: bool = False
    has_soft_keyframes: bool = False
    last_duration: int = 0
    is_at_end: bool = False
    first_frame: Any = None

    def after(self, earlier: "Packets") -> "Packets":
        """Return this walk joined to the one it continues."""
        return Packets(
            times=[*earlier.times, *self.times],
            keyframes=[*earlier.keyframes, *self.keyframes],
            has_leading=earlier.has_leading or self.has_leading,
            has_soft_keyframes=earlier.has_soft_keyframes or self.has_soft_keyframes,
            last_duration=self.last_duration or earlier.last_duration,
            is_at_end=self.is_at_end,
            first_frame=earlier.first_frame,
        )


@dataclass(frozen=True, slots=True)
class GopCheck:
    """Whether all GOPs looked at can be decoded without the one before."""

    has_open_gops: bool = False

    def extended(self, *walks: Packets) -> "GopCheck":
        """Take more walks into account."""
        is_open = any(walk.has_leading or walk.has_soft_keyframes for walk in walks)
        return GopCheck(self.has_open_gops or is_open)


def jump(container: "InputContainer", ticks: int, stream: Any = None) -> bool:
    """Seek to the keyframe before a time; False when the container can't."""
    import av.error  # noqa: PLC0415  # loaded by then

    try:
        container.seek(ticks, stream=stream, backward=True)
    except av.error.FFmpegError:
        return False
    return True


def walk_packets(
    container: "InputContainer",
    stream: Any,  # PyAV's class
    *,
    frames: int = 0,
    deadline: float = 0.0,
    decodes: bool = False,
) -> Packets:
    """Read on from where the container stands: `frames` packets, or until the deadline.

    With `decodes`, packets are decoded until the first frame comes out.
    """
    import av.error  # noqa: PLC0415  # loaded by then

    seen, size_bytes, bad = Packets(), 0, 0
    is_h264 = stream.codec_context.name == "h264"
    packets = cast("Any", container).demux(stream)  # PyAV is typed for streams, not for `Any`
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.error.FFmpegError):
            seen.is_at_end = True
            return seen
        if packet.size:
            _note(seen, packet, is_h264=is_h264)
        if decodes and seen.first_frame is None:
            try:
                decoded = packet.decode()
                seen.first_frame = decoded[0] if decoded else None
            except av.error.FFmpegError:
                bad += 1
        size_bytes += packet.size
        is_enough = (frames and len(seen.times) >= frames) or bad > _MAX_BAD_PACKETS
        is_late = bool(deadline) and time.monotonic() > deadline
        is_heavy = not deadline and size_bytes > _MAX_BYTES
        has_frame = not decodes or seen.first_frame is not None or bad > _MAX_BAD_PACKETS
        if is_late or ((is_enough or is_heavy) and has_frame):
            return seen


def _note(seen: Packets, packet: Any, *, is_h264: bool) -> None:  # PyAV's class
    if packet.pts is None or packet.is_discard:
        return
    if seen.keyframes and packet.pts < seen.keyframes[-1]:
        seen.has_leading = True
    if packet.is_keyframe:
        seen.keyframes.append(packet.pts)
        if is_h264 and not _holds_idr(bytes(packet)):
            seen.has_soft_keyframes = True
    seen.times.append(packet.pts)
    seen.last_duration = packet.duration or seen.last_duration


def _holds_idr(data: bytes) -> bool:
    """Look for an IDR slice in an H.264 packet, length-prefixed or with start codes."""
    if data[:3] == b"\x00\x00\x01" or data[:4] == b"\x00\x00\x00\x01":
        position = data.find(b"\x00\x00\x01")
        while 0 <= position < len(data) - 3:
            if data[position + 3] & 0x1F == 5:
                return True
            position = data.find(b"\x00\x00\x01", position + 3)
        return False
    position = 0
    while position + 4 < len(data):
        if data[position + 4] & 0x1F == 5:
            return True
        position += 4 + int.from_bytes(data[position : position + 4])
    return False
