"""Small odd films, rendered by ffmpeg when a test first asks for one.

Every picture carries its frame number as nine white or black boxes along the top, each a tenth
of its width, so a test can tell which frame it sees after any encode. Every sound beeps for
50 ms at each full second.
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from streamverse.domains.media.engine import find_ffmpeg

WIDTH, HEIGHT = 320, 180
BITS = 9
BOXES = 10
BEEP = "if(lt(mod(t\\,1)\\,0.05)\\,0.8*sin(2*PI*1000*t)\\,0)"
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def numbered(rate: str = "25", size: tuple[int, int] = (WIDTH, HEIGHT)) -> str:
    """Return a lavfi source whose frames show their own number in binary."""
    box = size[0] // BOXES
    boxes = ",".join(
        f"drawbox=x={bit * box}:y=0:w={box}:h={box}:t=fill:color=white"
        f":enable=gte(mod(n\\,{2 ** (bit + 1)})\\,{2**bit})"
        for bit in range(BITS)
    )
    dark = f"drawbox=x=0:y=0:w={BITS * box}:h={box}:t=fill:color=black"
    return f"testsrc2=s={size[0]}x{size[1]}:r={rate},{dark},{boxes}"


def beeping(rate: int = 48000, layout: str = "stereo") -> str:
    """Return a lavfi source that beeps at each full second in every channel."""
    channels = {"mono": 1, "stereo": 2, "5.1": 6}[layout]
    return f"aevalsrc={'|'.join([BEEP] * channels)}:s={rate}:c={layout}"


class Samples:
    """Films by name, each made once in `folder`."""

    def __init__(self, folder: Path) -> None:
        """Keep the films in `folder`, which lives as long as the tests run."""
        self._folder = folder

    def make(self, name: str, arguments: Sequence[str]) -> Path:
        """Return the film `name`, made by ffmpeg with these arguments unless it is there."""
        path = self._folder / name
        if not path.exists():
            part = path.with_name(f"part-{name}")
            command = [str(find_ffmpeg()), "-y", "-v", "error", *arguments, str(part)]
            subprocess.run(command, check=True, timeout=120)  # our own arguments
            part.rename(path)
        return path

    def film(  # each is one oddity
        self,
        name: str,
        *,
        seconds: float = 10,
        rate: str = "25",
        gop: int = 50,
        size: tuple[int, int] = (WIDTH, HEIGHT),
        picture: Sequence[str] = H264,
        sound: str | None = "stereo",
        sound_codec: Sequence[str] = ("-c:a", "aac", "-b:a", "96k"),
        more: Sequence[str] = (),
    ) -> Path:
        """Return a numbered, beeping film; `more` goes before the output."""
        inputs = ["-f", "lavfi", "-i", numbered(rate, size)]
        if sound is not None:
            inputs += ["-f", "lavfi", "-i", beeping(layout=sound)]
        keyframes = ["-g", str(gop), "-keyint_min", str(gop), "-sc_threshold", "0"]
        return self.make(
            name,
            [
                *inputs,
                *("-t", str(seconds), *picture, *keyframes, "-flags", "+cgop"),
                *(sound_codec if sound is not None else ()),
                *more,
            ],
        )

    def copied(self, name: str, source: Path, more: Sequence[str] = ()) -> Path:
        """Return `source` in another container, or changed by `more`, without encoding."""
        return self.make(name, ["-i", str(source), "-map", "0", "-c", "copy", *more])

    def bytes(self, name: str, data: bytes) -> Path:
        """Return a file of these bytes."""
        path = self._folder / name
        path.write_bytes(data)
        return path
