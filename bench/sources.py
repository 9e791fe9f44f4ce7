"""Films to measure with, made by ffmpeg."""

import subprocess
from pathlib import Path

from streamverse.domains.media.engine import find_ffmpeg

PICTURE = "testsrc2=s={size}:r=24,noise=alls=8:allf=t"
CODECS = {
    "h264": ("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "900k", "-bf", "0"),
    "hevc": ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error"),
    "vp9": ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2M"),
    "mpeg2": ("-c:v", "mpeg2video", "-q:v", "4"),
}


def film(folder: Path, codec: str, seconds: int, size: str = "1920x1080") -> Path:
    """Return a film of at least `seconds`, with sound, a keyframe every two seconds."""
    container, sound = ("webm", "libopus") if codec == "vp9" else ("mkv", "aac")
    path = folder / f"{codec}-{seconds}.{'mp4' if codec == 'h264' else container}"
    picture = ("-f", "lavfi", "-i", PICTURE.format(size=size))
    tone = ("-f", "lavfi", "-i", "sine=f=330:r=48000")
    ending = ("-t", str(seconds), "-c:a", sound, "-ac", "2")
    ffmpeg(*picture, *tone, *CODECS[codec], "-g", "48", "-pix_fmt", "yuv420p", *ending, str(path))
    return path


def repeated(film: Path, seconds: int) -> Path:
    """Return `film` over and over, for `seconds`, without encoding it again."""
    path = film.with_name(f"{film.stem}-to-{seconds}{film.suffix}")
    ffmpeg("-stream_loop", "-1", "-i", str(film), "-t", str(seconds), "-c", "copy", str(path))
    return path


def ffmpeg(*arguments: str, niceness: int = 0) -> None:
    """Run ffmpeg. Raises CalledProcessError."""
    command = [str(find_ffmpeg()), "-hide_banner", "-loglevel", "error", "-nostdin", "-y"]
    polite = ["nice", "-n", str(niceness)] if niceness else []
    subprocess.run([*polite, *command, *arguments], check=True)
