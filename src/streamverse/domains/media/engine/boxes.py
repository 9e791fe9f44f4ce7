"""ISO base media file format boxes (ISO/IEC 14496-12): reading, walking and writing them."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

HEADER_BYTES = 8
_LARGE_HEADER_BYTES = 16

CONTAINERS = frozenset(
    {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf", b"edts"}
)
"""Boxes that hold nothing but other boxes."""


class BadBox(ValueError):
    """The bytes are not a box, or it ends before its content does."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its four-letter type and what is inside."""

    kind: bytes
    body: memoryview

    def children(self) -> Iterator["Box"]:
        """Yield the boxes inside."""
        return walk(self.body)

    def find(self, *path: bytes) -> "Box | None":
        """Return the first box at a path of types below this one."""
        if not path:
            return self
        for child in self.children():
            if child.kind == path[0] and (found := child.find(*path[1:])) is not None:
                return found
        return None

    def need(self, *path: bytes) -> "Box":
        """Like find. Raises BadBox when nothing is there."""
        found = self.find(*path)
        if found is None:
            msg = f"no {b'/'.join(path).decode('latin-1')} in {self.kind.decode('latin-1')}"
            raise BadBox(msg)
        return found


def header(data: bytes | bytearray | memoryview) -> tuple[bytes, int, int] | None:
    """Return (type, header bytes, whole bytes; 0 = to the end of the file), None if too short."""
    if len(data) < HEADER_BYTES:
        return None
    size, kind = struct.unpack_from(">I4s", data)
    if size != 1:
        if 0 < size < HEADER_BYTES:
            msg = f"a box of {size} bytes"
            raise BadBox(msg)
        return kind, HEADER_BYTES, size
    if len(data) < _LARGE_HEADER_BYTES:
        return None
    return kind, _LARGE_HEADER_BYTES, struct.unpack_from(">Q", data, HEADER_BYTES)[0]


def walk(data: bytes | memoryview) -> Iterator[Box]:
    """Yield the boxes that lie one after another in `data`."""
    view = memoryview(data)
    while len(view) >= HEADER_BYTES:
        found = header(view)
        if found is None:
            return
        kind, head, size = found
        size = size or len(view)
        if size < head or size > len(view):
            msg = f"{kind!r} ends beyond its parent"
            raise BadBox(msg)
        yield Box(kind, view[head:size])
        view = view[size:]


def box(kind: bytes, *parts: bytes | memoryview) -> bytes:
    """Write a box around some bytes."""
    size = HEADER_BYTES + sum(len(part) for part in parts)
    return b"".join((struct.pack(">I4s", size, kind), *parts))


def full_box(kind: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    """Write a box with version and flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def without(data: memoryview, unwanted: Iterable[bytes]) -> bytes:
    """Return boxes with those of some types left out, at any depth."""
    gone = frozenset(unwanted)
    return b"".join(
        box(child.kind, without(child.body, gone) if child.kind in CONTAINERS else child.body)
        for child in walk(data)
        if child.kind not in gone
    )
