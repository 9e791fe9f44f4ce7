"""Identifiers: UUID version 7 (RFC 9562, 5.7), so that new rows land at the end of an index."""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """Return a new UUIDv7: 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    high = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    version = 0x7 << 76
    variant = 0b10 << 62
    return UUID(
        int=high | version | (random >> 68 & 0xFFF) << 64 | variant | random & (1 << 62) - 1
    )
