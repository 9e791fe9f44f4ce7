"""The child that makes sound: music and voice of one film, its subtitles and chapters.

`python -m streamverse.entrypoints.demo.soundtrack SLUG SECONDS FOLDER`
"""

import json
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from streamverse.entrypoints.demo.film import LICENCE_TEXT, Film, Line
from streamverse.entrypoints.demo.library import film_by_slug
from streamverse.entrypoints.demo.loudness import integrated
from streamverse.entrypoints.demo.narration import RATE, Narrator, NoVoice, Spoken, silent
from streamverse.entrypoints.demo.score import compose, in_a_hall

Samples = NDArray[np.floating[Any]]

TRACKS, CHAPTERS = "tracks.json", "chapters.txt"
LOUDNESS = -18.0
LANGUAGES = {"en": ("eng", "English"), "hi": ("hin", "हिन्दी")}
NO_LANGUAGE = "zxx"
CEILING = 0.84
UNDER_VOICE = 0.5


@dataclass(frozen=True, slots=True)
class SoundTrack:
    """One sound track as raw little-endian floats, interleaved."""

    file: str
    language: str
    label: str
    channels: int


@dataclass(frozen=True, slots=True)
class Subtitles:
    """One subtitle track (SubRip)."""

    file: str
    language: str
    label: str


def make(film: Film, seconds: int, folder: Path) -> None:
    """Write everything a film has besides its picture, and `tracks.json` that lists it."""
    lines = tuple(line for line in film.lines if line.at + 1 < seconds)
    dry = compose(film.score, seconds)
    spoken = _spoken(lines)
    sounds: list[SoundTrack] = []
    hall: Hall | None = None
    for number, (language, said) in enumerate(spoken.items()):
        code, label = LANGUAGES[language]
        has_voice = any(sentence.samples.size for sentence in said) or not lines
        music = dry if has_voice or not number else compose(_varied(film).score, seconds)
        if not has_voice:
            code, label = NO_LANGUAGE, ("Score", "Score, second version")[number]
        if hall is None or music is not dry:
            hall = Hall.of(music, film.score.seed)
        mixed = mix(hall, said, film.channels)
        mixed.T.astype("<f4").tofile(folder / f"sound-{number}.f32")
        sounds.append(SoundTrack(f"sound-{number}.f32", code, label, film.channels))
    texts = [_write_subtitles(folder, language, said, seconds) for language, said in spoken.items()]
    (folder / CHAPTERS).write_text(chapters_file(film, seconds), encoding="utf-8")
    listed = {
        "sounds": [asdict(each) for each in sounds],
        "texts": [asdict(each) for each in texts],
    }
    (folder / TRACKS).write_text(json.dumps(listed), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Hall:
    """Music in its hall: what comes from the front, at -21 LUFS, and from the rear."""

    front: Samples
    rear: Samples

    @classmethod
    def of(cls, dry: Samples, seed: int) -> "Hall":
        """Play music in the hall."""
        front, rear = in_a_hall(dry, seed)
        front = front * np.float32(10 ** ((-21 - integrated(front, RATE)) / 20))
        rear = rear * np.float32(0.4 * np.std(front) / max(1e-9, float(np.std(rear))))
        return cls(front, rear)


def mix(hall: Hall, said: tuple[Spoken, ...], channels: int) -> Samples:
    """Lay the voice over the music, at the loudness of a calm film; stereo or 5.1."""
    count = hall.front.shape[1]
    voice, quieter = np.zeros(count, np.float32), np.ones(count, np.float32)
    for sentence in said:
        start = int(sentence.starts * RATE)
        end = min(count, start + len(sentence.samples))
        voice[start:end] += sentence.samples[: max(0, end - start)]
        quieter *= _dip(count, start, end) if end > start and sentence.samples.size else 1
    front, rear = hall.front * quieter, hall.rear * quieter
    if voice.any():
        voice *= np.float32(10 ** ((-17 - (integrated(voice[None], RATE) + 3.01)) / 20))
    stereo = front + voice
    gain = np.float32(10 ** ((LOUDNESS - integrated(stereo, RATE)) / 20))
    if channels == 2:
        return _under_ceiling(stereo * gain)
    deep = _low_passed(front.mean(axis=0), 110)
    around = np.stack((*front, voice * np.float32(1.41), deep * np.float32(0.5), *rear))
    return _under_ceiling(around * gain)


def _spoken(lines: tuple[Line, ...]) -> dict[str, tuple[Spoken, ...]]:
    """Return what is said in each language; timed but silent where there is no voice."""
    try:
        narrator = Narrator()
        return {language: narrator.narrate(lines, language) for language in LANGUAGES}
    except NoVoice as reason:
        sys.stderr.write(f"no narration: {reason}\n")
        return {language: silent(lines, language) for language in LANGUAGES}


def _varied(film: Film) -> Film:
    """Return the film with a second version of its score: other hands, the pattern backwards."""
    score = replace(film.score, seed=film.score.seed + 1, pattern=film.score.pattern[::-1])
    return replace(film, score=score)


def subtitle_file(said: tuple[Spoken, ...], seconds: float) -> str:
    """Return SubRip: each sentence from just before its voice to a little after it."""
    blocks: list[str] = []
    for number, sentence in enumerate(said, 1):
        following = said[number].starts - 0.1 if number < len(said) else seconds
        ends = min(sentence.ends + 0.7, following)
        times = f"{_clock(max(0.0, sentence.starts - 0.1))} --> {_clock(ends)}"
        blocks.append(f"{number}\n{times}\n{_in_two(sentence.text)}\n")
    return "\n".join(blocks)


def chapters_file(film: Film, seconds: float) -> str:
    """Return ffmpeg's metadata file: name, licence and chapters."""
    chapters = [chapter for chapter in film.chapters if chapter.at < seconds]
    ends = [chapter.at for chapter in chapters[1:]] + [seconds]
    parts = [f";FFMETADATA1\ntitle={film.name}\ncopyright={_escaped(LICENCE_TEXT)}\n"]
    parts += [
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={int(chapter.at * 1000)}\nEND={int(end * 1000)}\n"
        f"title={_escaped(chapter.name)}\n"
        for chapter, end in zip(chapters, ends, strict=True)
    ]
    return "".join(parts)


def _write_subtitles(
    folder: Path, language: str, said: tuple[Spoken, ...], seconds: float
) -> Subtitles:
    code, label = LANGUAGES[language]
    (folder / f"{code}.srt").write_text(subtitle_file(said, seconds), encoding="utf-8")
    return Subtitles(f"{code}.srt", code, label)


def _in_two(text: str) -> str:
    """Break a long sentence near its middle."""
    if len(text) <= 42:
        return text
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    middle = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"


def _clock(seconds: float) -> str:
    millis = round(seconds * 1000)
    hours, minutes = millis // 3_600_000, millis // 60_000 % 60
    return f"{hours:02}:{minutes:02}:{millis // 1000 % 60:02},{millis % 1000:03}"


def _escaped(text: str) -> str:
    for letter in "\\=;#":
        text = text.replace(letter, f"\\{letter}")
    return text


def _dip(count: int, start: int, end: int) -> Samples:
    """Return how far the music steps back for a sentence, with slow edges."""
    edge = int(0.45 * RATE)
    places = np.array([start - edge, start, end, end + 2 * edge])
    time = np.arange(count, dtype=np.float32)
    return np.interp(time, places, [1, UNDER_VOICE, UNDER_VOICE, 1]).astype(np.float32)


def _low_passed(samples: Samples, edge: float) -> Samples:
    spectrum = np.fft.rfft(samples)
    pitch = np.fft.rfftfreq(len(samples), 1 / RATE)
    return np.fft.irfft(spectrum / (1 + (pitch / edge) ** 4), len(samples)).astype(np.float32)


def _under_ceiling(channels: Samples) -> Samples:
    """Bend the few peaks that would clip; the rest stays untouched."""
    over = np.abs(channels) > CEILING * 0.8
    bent = CEILING * np.tanh(channels[over] / CEILING)
    channels[over] = bent
    return channels


if __name__ == "__main__":
    make(film_by_slug(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
