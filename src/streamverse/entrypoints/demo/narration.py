"""Narration: eSpeak NG, loaded as a library; it comes with its voices as a Python package."""

import ctypes
from dataclasses import dataclass
from typing import Any

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from streamverse.entrypoints.demo.film import Line

Samples = NDArray[np.floating[Any]]

RATE = 48_000
_RETRIEVE, _RATE_OF_SPEECH, _PITCH, _RANGE, _UTF8 = 1, 1, 3, 4, 1
_VOICE_ON_SAMPLES = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class NoVoice(Exception):
    """This machine can't load the speech library."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks a language: eSpeak's voice, words a minute, pitch and its range (0 to 99)."""

    name: str
    words_a_minute: int
    pitch: int
    liveliness: int


VOICES = {
    "en": Voice("en-gb-x-rp+f2", 128, 36, 42),
    "hi": Voice("hi+f2", 128, 38, 45),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence that has been said: text, start and end (s), samples at 48 kHz."""

    text: str
    starts: float
    ends: float
    samples: Samples


class Narrator:
    """Says sentences. The library keeps its state in globals, so make one and keep it."""

    def __init__(self) -> None:
        """Load the library. Raises NoVoice."""
        self._said: list[bytes] = []
        try:
            self._speech = ctypes.CDLL(espeakng_loader.get_library_path())
        except OSError as error:
            raise NoVoice(str(error)) from error
        data = espeakng_loader.get_data_path().encode()
        self._rate = int(self._speech.espeak_Initialize(_RETRIEVE, 0, data, 0))
        if self._rate <= 0:
            msg = "eSpeak NG doesn't find its data"
            raise NoVoice(msg)
        self._callback = _VOICE_ON_SAMPLES(self._on_samples)
        self._speech.espeak_SetSynthCallback(self._callback)

    def narrate(self, lines: tuple[Line, ...], language: str) -> tuple[Spoken, ...]:
        """Say all lines of a film in one language. Raises NoVoice."""
        voice = VOICES[language]
        if self._speech.espeak_SetVoiceByName(voice.name.encode()) != 0:
            msg = f"eSpeak NG has no voice {voice.name}"
            raise NoVoice(msg)
        self._speech.espeak_SetParameter(_RATE_OF_SPEECH, voice.words_a_minute, 0)
        self._speech.espeak_SetParameter(_PITCH, voice.pitch, 0)
        self._speech.espeak_SetParameter(_RANGE, voice.liveliness, 0)
        return tuple(self._say(line.at, words_of(line, language)) for line in lines)

    def _say(self, at: float, text: str) -> Spoken:
        self._said.clear()
        words = text.encode() + b"\0"
        self._speech.espeak_Synth(words, len(words), 0, 1, 0, _UTF8, None, None)
        self._speech.espeak_Synchronize()
        raw = np.frombuffer(b"".join(self._said), np.int16).astype(np.float32) / 32768
        samples = _soften(_resample(_without_silence(raw), self._rate, RATE))
        return Spoken(text, at, at + len(samples) / RATE, samples)

    def _on_samples(self, wave: Any, count: int, _: object) -> int:
        if wave and count > 0:
            self._said.append(ctypes.string_at(wave, count * 2))
        return 0


def words_of(line: Line, language: str) -> str:
    """Return the words of a line in a language."""
    return line.english if language == "en" else line.hindi


def silent(lines: tuple[Line, ...], language: str) -> tuple[Spoken, ...]:
    """Time the lines as if they were read, where there is no voice: 14 letters a second."""
    nothing = np.zeros(0, np.float32)
    texts = [words_of(line, language) for line in lines]
    return tuple(
        Spoken(text, line.at, line.at + max(2.0, len(text) / 14), nothing)
        for text, line in zip(texts, lines, strict=True)
    )


def _without_silence(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples) > 0.004)
    return samples[loud[0] : loud[-1] + 1] if loud.size else samples


def _resample(samples: Samples, from_rate: int, to_rate: int) -> Samples:
    """Change the rate by way of the spectrum; exact for a whole sentence."""
    count = len(samples) * to_rate // from_rate
    spectrum = np.fft.rfft(samples)
    wide = np.zeros(count // 2 + 1, complex)
    wide[: min(len(spectrum), len(wide))] = spectrum[: len(wide)]
    return (np.fft.irfft(wide, count) * (to_rate / from_rate)).astype(np.float32)


def _soften(samples: Samples) -> Samples:
    """Take the rasp off: warm below 250 Hz, quiet above 5 kHz, no clicks at the ends."""
    spectrum = np.fft.rfft(samples)
    pitch = np.fft.rfftfreq(len(samples), 1 / RATE)
    tilt = 1 / np.sqrt(1 + (pitch / 5200) ** 4) * (1 + 0.5 * np.exp(-(((pitch - 190) / 120) ** 2)))
    tilt *= 1 / (1 + (70 / np.maximum(pitch, 1)) ** 4)
    soft = np.fft.irfft(spectrum * tilt, len(samples)).astype(np.float32)
    ramp = np.linspace(0, 1, min(480, len(soft) // 2), dtype=np.float32)
    soft[: len(ramp)] *= ramp
    soft[len(soft) - len(ramp) :] *= ramp[::-1]
    return soft / max(1e-6, float(np.sqrt(np.mean(soft**2))) * 8)
