"""One byte range of a file (RFC 9110, 14)."""

import re

from streamverse.domains.playback.errors import RangeNotSatisfiable

SINGLE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})")


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """Return (start, end) of what a Range header asks for, `end` not included.

    None when the whole file is to be sent: several ranges and other units may be passed over.
    Raises RangeNotSatisfiable.
    """
    match = SINGLE.fullmatch(header.strip())
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match[1], match[2]
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= size or start >= end:
        raise RangeNotSatisfiable(headers={"content-range": f"bytes */{size}"})
    return start, end
