"""Identifiers: UUID version 7 (RFC 9562, 5.7), so that new rows land at the end of an index."""

import os
import threading
import time
from uuid import UUID

RANDOM_BITS = 74
STEP_BYTES = 4

_guard = threading.Lock()
_last = 0


def new_id() -> UUID:
    """Return a new UUIDv7: 48 bits of Unix milliseconds, then 74 random bits.

    Those of one process rise also within a millisecond, by random steps (RFC 9562, 6.2).
    """
    global _last  # noqa: PLW0603 - what two processes may disagree about: each has its own order
    drawn = int.from_bytes(os.urandom(10)) >> (80 - RANDOM_BITS)
    milliseconds = time.time_ns() // 1_000_000
    with _guard:
        if milliseconds > _last >> RANDOM_BITS:
            _last = milliseconds << RANDOM_BITS | drawn
        else:
            _last += 1 + int.from_bytes(os.urandom(STEP_BYTES))
        number = _last
    return _uuid(number >> RANDOM_BITS, number & (1 << RANDOM_BITS) - 1)


def _uuid(milliseconds: int, random: int) -> UUID:
    version, variant = 0x7 << 76, 0b10 << 62
    high = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    return UUID(int=high | version | (random >> 62) << 64 | variant | random & (1 << 62) - 1)
