"""Loudness by ITU-R BS.1770: K-weighting, blocks of 400 ms, an absolute and a relative gate."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK_SECONDS = 0.4
ABSOLUTE_GATE = -70.0
RELATIVE_GATE = -10.0


def integrated(channels: NDArray[np.floating[Any]], rate: int) -> float:
    """Return the loudness (LUFS) of left and right (or more) full-range channels."""
    count = channels.shape[1]
    weighted = np.fft.irfft(np.fft.rfft(channels) * _k_weighting(count, rate), count)
    block = int(rate * BLOCK_SECONDS)
    whole = weighted[:, : count // block * block].reshape(len(channels), -1, block)
    power = np.mean(whole**2, axis=2).sum(axis=0)
    levels = -0.691 + 10 * np.log10(np.maximum(power, 1e-12))
    heard = levels > ABSOLUTE_GATE
    if not heard.any():
        return ABSOLUTE_GATE
    gate = -0.691 + 10 * np.log10(power[heard].mean()) + RELATIVE_GATE
    heard &= levels > gate
    return float(-0.691 + 10 * np.log10(power[heard].mean()))


def _k_weighting(count: int, rate: int) -> NDArray[np.complexfloating[Any, Any]]:
    """Return the standard's two filters (given for 48 kHz) as one response."""
    z = np.exp((-2j * np.pi / rate * np.fft.rfftfreq(count, 1 / rate)).astype(np.complex128))
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    low_cut = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    response: NDArray[Any] = shelf * low_cut
    return response
