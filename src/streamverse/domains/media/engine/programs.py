"""Which ffmpeg runs, and what it is told every time."""

import hashlib
import shutil
from functools import cache
from pathlib import Path

FFMPEG = "ffmpeg"
_IDENTITY_BYTES = 256 * 1024

CONTAINERS = (
    "mov,mp4,matroska,webm,mpegts,avi,flv,asf,ogg,wav,mp3,aac,flac,ac3,eac3,mpeg,mpegvideo,"
    "h264,hevc,mxf,gxf,nut,rm,aiff,caf,dv,w64,amr,ivf,obu,wv,ape,tta,dts,mpegtsraw,m4v"
)
"""Formats ffmpeg may open: files that hold media, never lists of other files."""

QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error", "-y")
SAFE_INPUT = ("-protocol_whitelist", "file,pipe", "-format_whitelist", CONTAINERS)
BIT_EXACT = ("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact")
TO_FRAGMENTS = ("-f", "mp4", "-movflags", "+delay_moov+default_base_moof+skip_trailer")


@cache
def find_ffmpeg() -> Path:
    """Return the ffmpeg that came with our dependencies, else the system's.

    Raises FileNotFoundError with what to do.
    """
    try:
        import imageio_ffmpeg  # noqa: PLC0415  # optional: a platform may have no such wheel

        return Path(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        found = shutil.which(FFMPEG)
    if found is None:
        msg = "ffmpeg is missing: install it, or the Python package imageio-ffmpeg"
        raise FileNotFoundError(msg)
    return Path(found)


def media_programs() -> dict[str, Path]:
    """Return the programs the engine starts, for the ChildRunner."""
    return {FFMPEG: find_ffmpeg()}


@cache
def ffmpeg_identity() -> str:
    """Return a short name of exactly this ffmpeg: it decides bytes, so every recipe holds it.

    Read from the file itself (name, size, both ends), so that planning starts no child.
    """
    path = find_ffmpeg().resolve()
    size = path.stat().st_size
    with path.open("rb") as file:
        ends = file.read(_IDENTITY_BYTES)
        file.seek(max(0, size - _IDENTITY_BYTES))
        ends += file.read(_IDENTITY_BYTES)
    return f"{path.name}-{size}-{hashlib.sha256(ends).hexdigest()[:8]}"
