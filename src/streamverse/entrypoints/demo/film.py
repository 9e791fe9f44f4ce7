"""What a demo film is: plain data, and a scene that knows how to paint itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Light = NDArray[np.floating[Any]]
"""A picture as light: three planes (red, green, blue) of height x width, 0 to 1, display values."""

Pixels = NDArray[np.uint8]
"""A picture as bytes: height x width x 4 (red, green, blue, unused)."""

Picture = Light | Pixels

PixelFormat = Literal["gbrp16le", "rgb0"]

LICENCE_TEXT = (
    "The maker of this film has waived all rights to it worldwide under CC0 1.0: copy, change, "
    "distribute and perform it, even for money, without asking. "
    "https://creativecommons.org/publicdomain/zero/1.0/"
)


@dataclass(frozen=True, slots=True)
class Shot:
    """How a film is painted: the size it is shown in, frames a second, and its length."""

    width: int
    height: int
    fps: int
    seconds: int

    @property
    def frame_count(self) -> int:
        """Return the number of frames of the whole film."""
        return self.fps * self.seconds

    def painted(self, working_height: int) -> tuple[int, int]:
        """Return the width and height that a scene paints in."""
        height = working_height or self.height
        return height * self.width // self.height, height


class Scene(Protocol):
    """Paints a film frame by frame, and a single still of any shape for its artwork."""

    working_height: int
    """Rows of the pictures that `frames` yields; they are scaled up. 0: as high as the shot."""
    pixel_format: PixelFormat
    """gbrp16le for Light, rgb0 for Pixels."""

    def frames(self, shot: Shot) -> Iterator[Picture]:
        """Yield `shot.frame_count` pictures, all of one size; smaller ones are scaled up."""
        ...

    def still(self, width: int, height: int) -> Light:
        """Paint the picture that stands for the film."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """One spoken sentence: when it starts (s), in English and in Hindi."""

    at: float
    english: str
    hindi: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: when it starts (s), and its name."""

    at: float
    name: str


@dataclass(frozen=True, slots=True)
class Score:
    """The music: chords of MIDI notes, each held for `bars`; levels from 0 to 1."""

    seed: int
    beats_per_minute: float
    chords: tuple[tuple[int, ...], ...]
    bars: int = 2
    pad: float = 0.8
    bells: float = 0.5
    piano: float = 0.0
    pulse: float = 0.0
    air: float = 0.2
    pattern: tuple[int, ...] = (0, 2, 1, 3)
    """The order in which the notes of a chord are played, one every half beat; -1 rests."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """How the title stands on the artwork: colours as (r, g, b), places as fractions."""

    ink: tuple[int, int, int] = (246, 240, 228)
    accent: tuple[int, int, int] = (232, 178, 96)
    weight: str = "Light"
    italic: bool = False
    poster_top: float = 0.08
    """Where the block of words begins on the poster, as a fraction of its height."""
    card: tuple[float, float] = (0.5, 0.46)
    """Where the middle of the title stands in the film, as fractions of width and height."""
    shade: float = 0.35
    """How much the picture is darkened behind the words, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Told:
    """A film's words in another language."""

    name: str
    tagline: str
    synopsis: str


@dataclass(frozen=True, slots=True)
class Film:
    """A demo film, whole: its words, its music, its picture."""

    slug: str
    name: str
    lines_on_card: tuple[str, ...]
    """The name as it is broken into lines on the poster."""
    tagline: str
    synopsis: str
    year: int
    genres: tuple[str, ...]
    rating: str
    scene: Scene
    score: Score
    lines: tuple[Line, ...]
    chapters: tuple[Chapter, ...]
    shot: Shot
    lettering: Lettering = Lettering()
    container: str = "mp4"
    channels: int = 2
    """2 for stereo, 6 for 5.1."""
    paints_every: int = 1
    """Every how manieth frame is painted; ffmpeg blends those between. Divides the frame rate."""
    preset: str = "veryfast"
    quality: int = 22
    """x264's constant rate factor."""
    languages: tuple[str, ...] = ("en", "hi")
    hindi: Told | None = None
    tags: tuple[str, ...] = ()
    credits: tuple[tuple[str, str], ...] = (
        ("director", "Seeded Noise"),
        ("composer", "Added Sines"),
        ("voice", "eSpeak NG"),
    )
    """The roles of the catalog, and who had them."""
