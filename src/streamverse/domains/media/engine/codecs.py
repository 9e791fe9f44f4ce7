"""Codec strings (RFC 6381) read from the sample entry of an init segment."""

import struct

from streamverse.domains.media.engine.boxes import BadBox, Box, walk

_VIDEO_ENTRY_BYTES = 78
_AUDIO_ENTRY_BYTES = 28
_ES_DESCRIPTOR, _DECODER_CONFIG, _DECODER_SPECIFIC = 3, 4, 5
_ESCAPED_OBJECT_TYPE = 31


def codec_string(entry: Box) -> str:
    """Return e.g. "avc1.64001f" or "mp4a.40.2". Raises BadBox for what we never make."""
    if entry.kind in (b"avc1", b"avc3"):
        avcc = _inside(entry, _VIDEO_ENTRY_BYTES, b"avcC")
        return f"{entry.kind.decode()}.{bytes(avcc[1:4]).hex()}"
    if entry.kind == b"mp4a":
        return f"mp4a.40.{_audio_object_type(_inside(entry, _AUDIO_ENTRY_BYTES, b'esds')[4:])}"
    msg = f"no codec string for {entry.kind!r}"
    raise BadBox(msg)


def picture_size(entry: Box) -> tuple[int, int]:
    """Return (width, height) of a visual sample entry."""
    width, height = struct.unpack_from(">HH", entry.body, 24)
    return width, height


def sound_shape(entry: Box) -> tuple[int, int]:
    """Return (channels, sample rate) of an audio sample entry."""
    channels = struct.unpack_from(">H", entry.body, 16)[0]
    rate = struct.unpack_from(">I", entry.body, 24)[0] >> 16
    return channels, rate


def nal_length_bytes(entry: Box) -> int:
    """Return how many bytes hold the length before each NAL unit."""
    return (_inside(entry, _VIDEO_ENTRY_BYTES, b"avcC")[4] & 3) + 1


def has_idr(sample: memoryview, length_bytes: int) -> bool:
    """Tell whether an H.264 sample holds an IDR picture: decoding can start here, cleanly."""
    position = 0
    while position + length_bytes < len(sample):
        size = int.from_bytes(sample[position : position + length_bytes])
        if sample[position + length_bytes] & 0x1F == 5:
            return True
        position += length_bytes + size
    return False


def _inside(entry: Box, fixed_bytes: int, kind: bytes) -> memoryview:
    for child in walk(entry.body[fixed_bytes:]):
        if child.kind == kind:
            return child.body
    msg = f"no {kind!r} in {entry.kind!r}"
    raise BadBox(msg)


def _audio_object_type(descriptor: memoryview) -> int:
    """Walk the descriptors of ISO/IEC 14496-1 7.2.6 down to the AudioSpecificConfig."""
    while len(descriptor) >= 2:
        tag, position, size = descriptor[0], 1, 0
        while True:
            byte = descriptor[position]
            size = size << 7 | byte & 0x7F
            position += 1
            if not byte & 0x80:
                break
        body = descriptor[position : position + size]
        if tag == _DECODER_SPECIFIC:
            kind = body[0] >> 3
            if kind == _ESCAPED_OBJECT_TYPE:
                kind = 32 + ((body[0] & 7) << 3 | body[1] >> 5)
            return kind
        skipped = {_ES_DESCRIPTOR: 3, _DECODER_CONFIG: 13}.get(tag)
        descriptor = descriptor[position + size :] if skipped is None else body[skipped:]
    msg = "no AudioSpecificConfig"
    raise BadBox(msg)
