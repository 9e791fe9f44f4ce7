"""The score: pads, bells, a soft piano, a pulse and air, added up from sines and noise."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from streamverse.entrypoints.demo.film import Score

Samples = NDArray[np.floating[Any]]
RATE = 48_000
BEATS_A_BAR = 4
TAU = 2 * np.pi


def compose(score: Score, seconds: float) -> Samples:
    """Play the score; stereo, dry, shape (2, samples), peak about 1."""
    count = int(seconds * RATE)
    rng = np.random.default_rng(score.seed)
    mix = np.zeros((2, count), np.float32)
    beat = 60 / score.beats_per_minute
    chord_seconds = beat * BEATS_A_BAR * score.bars
    for number in range(int(seconds / chord_seconds) + 1):
        chord = score.chords[number % len(score.chords)]
        start = number * chord_seconds
        _add(mix, _pad(rng, chord, chord_seconds + 2.5) * np.float32(0.16 * score.pad), start)
        _play_pattern(mix, rng, score, chord, start, chord_seconds)
    if score.pulse:
        _add_pulse(mix, score, beat)
    if score.air:
        mix += _air(rng, count) * np.float32(0.05 * score.air)
    return mix * _envelope(count, seconds)


def in_a_hall(dry: Samples, seed: int, wet: float = 0.45) -> tuple[Samples, Samples]:
    """Return the music with the hall mixed in, and the hall alone (for the rear speakers)."""
    rng = np.random.default_rng(seed + 7)
    length = int(2.6 * RATE)
    fall = np.exp(-np.linspace(0, 6.2, length))
    size = _fast_size(dry.shape[1] + length)
    answer = np.fft.rfft(rng.standard_normal((2, length)) * fall, size)
    pitch = np.fft.rfftfreq(size, 1 / RATE)
    answer *= 1 / (1 + (pitch / 3600) ** 2) / (1 + (120 / np.maximum(pitch, 1)) ** 2)
    hall = np.fft.irfft(np.fft.rfft(dry, size) * answer, size)[:, : dry.shape[1]]
    hall = (hall * (np.std(dry) / max(1e-9, float(np.std(hall))))).astype(np.float32)
    return dry * np.float32(1 - wet * 0.4) + hall * np.float32(wet), hall


def _play_pattern(
    mix: Samples,
    rng: np.random.Generator,
    score: Score,
    chord: tuple[int, ...],
    start: float,
    chord_seconds: float,
) -> None:
    half_beat = 30 / score.beats_per_minute
    for step in range(int(chord_seconds / half_beat)):
        place = score.pattern[step % len(score.pattern)]
        if place < 0:
            continue
        note = chord[place % len(chord)] + 12
        human = float(rng.normal(0, 0.006))
        touch = float(rng.uniform(0.6, 1.0)) * (1.1 if step % 8 == 0 else 0.85)
        at = start + step * half_beat + human
        if score.bells and (not score.piano or step % 4 == 0):
            _add(mix, _bell(note + 12, step) * np.float32(0.07 * touch * score.bells), at)
        if score.piano:
            _add(mix, _piano(note, step) * np.float32(0.15 * touch * score.piano), at)


def _pad(rng: np.random.Generator, chord: tuple[int, ...], seconds: float) -> Samples:
    """Return a chord of slow strings: a few detuned partials for each note, left and right."""
    count = int(seconds * RATE)
    time = np.arange(count, dtype=np.float32) / RATE
    sides = np.zeros((2, count), np.float32)
    for position, note in enumerate(chord):
        pitch = _frequency(note)
        shiver = 1 + 0.12 * np.sin(TAU * (0.11 + 0.05 * position) * time + position)
        for side in range(2):
            detune = 1 + float(rng.normal(0, 0.0016))
            for partial in range(1, 5):
                phase = float(rng.uniform(0, TAU))
                wave = np.sin(np.float32(TAU * pitch * detune * partial) * time + np.float32(phase))
                sides[side] += wave * shiver * np.float32(0.55 / partial**1.9)
    return sides * _swell(count, 1.8, 2.5)


def _bell(note: int, step: int) -> Samples:
    count = int(2.4 * RATE)
    time = np.arange(count, dtype=np.float32) / RATE
    pitch = _frequency(note)
    partials = ((1.0, 1.0, 1.7), (2.0, 0.35, 2.6), (2.76, 0.22, 4.2), (5.4, 0.07, 8.0))
    wave = sum(
        level * np.sin(TAU * pitch * ratio * time) * np.exp(-time * fall)
        for ratio, level, fall in partials
    )
    return _panned(wave * _swell(count, 0.004, 0.3), 0.5 + 0.32 * np.sin(step * 1.7))


def _piano(note: int, step: int) -> Samples:
    count = int(2.2 * RATE)
    time = np.arange(count, dtype=np.float32) / RATE
    pitch = _frequency(note)
    wave = sum(
        np.sin(TAU * pitch * partial * (1 + 0.0002 * partial**2) * time)
        * np.exp(-time * (1.1 + 0.9 * partial))
        / partial**1.6
        for partial in range(1, 6)
    )
    return _panned(wave * _swell(count, 0.006, 0.3), 0.5 + 0.2 * np.sin(step * 0.9 + 1))


def _add_pulse(mix: Samples, score: Score, beat: float) -> None:
    """Add a heartbeat, one a bar, after the first chord."""
    time = np.arange(int(0.5 * RATE), dtype=np.float32) / RATE
    thump = np.sin(TAU * (52 * time + 9 * (1 - np.exp(-time * 22)))) * np.exp(-time * 9)
    at = beat * BEATS_A_BAR * score.bars
    while at < mix.shape[1] / RATE:
        _add(mix, _panned(thump * np.float32(0.5 * score.pulse), 0.5), at)
        at += beat * BEATS_A_BAR


def _air(rng: np.random.Generator, count: int) -> Samples:
    """Return wind or surf: noise with a soft top that swells and falls."""
    size = _fast_size(count)
    pitch = np.fft.rfftfreq(size, 1 / RATE)
    shape = 1 / (1 + (pitch / 420) ** 1.6) / (1 + (60 / np.maximum(pitch, 1)) ** 4)
    noise = np.fft.irfft(np.fft.rfft(rng.standard_normal((2, size))) * shape, size)[:, :count]
    time = np.arange(count) / RATE
    swell = 0.55 + 0.45 * np.sin(TAU * time / 7.3) * np.sin(TAU * time / 11.1 + 1)
    return (noise / np.std(noise) * swell).astype(np.float32)


def _frequency(note: float) -> float:
    return 440.0 * 2 ** ((note - 69) / 12)


def _swell(count: int, attack: float, release: float) -> Samples:
    rise, fall = min(int(attack * RATE), count // 2), min(int(release * RATE), count // 2)
    shape = np.ones(count, np.float32)
    shape[:rise] = np.sin(np.linspace(0, np.pi / 2, rise)) ** 2
    shape[count - fall :] *= np.cos(np.linspace(0, np.pi / 2, fall)) ** 2
    return shape


def _envelope(count: int, seconds: float) -> Samples:
    return _swell(count, min(1.5, seconds / 4), min(4.0, seconds / 3))


def _panned(wave: Samples, place: float) -> Samples:
    return np.stack((wave * np.cos(place * np.pi / 2), wave * np.sin(place * np.pi / 2)))


def _add(mix: Samples, part: Samples, at: float) -> None:
    start = max(0, int(at * RATE))
    end = min(mix.shape[1], start + part.shape[1])
    if end > start:
        mix[:, start:end] += part[:, : end - start]


def _fast_size(count: int) -> int:
    """Return the next size that is quick to transform: 2, 3 and 5 only."""
    best = 1 << (count - 1).bit_length()
    for threes in (1, 3, 9, 27):
        for fives in (1, 5, 25):
            size = threes * fives
            while size < count:
                size *= 2
            best = min(best, size)
    return best
