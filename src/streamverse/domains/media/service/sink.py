"""Where segments go: into the objects, once, and from there onto a timeline."""

import time
from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from streamverse.domains.media.engine.boxes import walk
from streamverse.domains.media.engine.codecs import codec_string
from streamverse.domains.media.engine.fragments import parse_init
from streamverse.domains.media.service.grown import Segment
from streamverse.kit.objects import Objects

GROWTH_SECONDS = 0.4
"""How often a growing timeline is written down."""


def object_key(asset_id: UUID, recipe: str, name: str, file: str) -> str:
    """Return where a piece of an asset is kept."""
    return f"media/{asset_id}/{recipe}/{name}/{file}"


def codecs_of(init: bytes) -> str:
    """Return the RFC 6381 string of the one track in an init segment."""
    moov = next(box for box in walk(init) if box.kind == b"moov")
    return codec_string(parse_init(bytes(moov.body)).sample_entry)


class StoringSink:
    """Stores what an engine run brings and remembers it until the unit counts."""

    def __init__(self, objects: Objects, asset_id: UUID, recipes: Mapping[str, str]) -> None:
        """`recipes` gives each rendition's path component."""
        self._objects = objects
        self._asset_id = asset_id
        self._recipes = recipes
        self.codecs: dict[str, str] = {}
        self.made: dict[str, list[Segment]] = {name: [] for name in recipes}

    async def init(self, rendition: str, data: bytes) -> None:
        """Store an init segment; the one that is there stays."""
        self.codecs[rendition] = codecs_of(data)
        await self._put(rendition, "init.mp4", data)

    async def segment(
        self, rendition: str, start_ticks: int, duration_ticks: int, data: bytes
    ) -> None:
        """Store a segment; the one that is there stays."""
        await self._put(rendition, f"{start_ticks}.m4s", data)
        self.made[rendition].append(Segment(start_ticks, duration_ticks, len(data)))

    async def _put(self, rendition: str, file: str, data: bytes) -> None:
        key = object_key(self._asset_id, self._recipes[rendition], rendition, file)
        await self._objects.put(key, data, if_absent=True)


Grow = Callable[[str, str, list[Segment]], Awaitable[None]]
"""Writes down (rendition, codecs, new segments)."""


class GrowingSink(StoringSink):
    """Lets the timeline grow while the run goes on: the first segment at once, then in steps."""

    def __init__(
        self, objects: Objects, asset_id: UUID, recipes: Mapping[str, str], grow: Grow
    ) -> None:
        """`grow` is called with what is stored but not yet on the timeline."""
        super().__init__(objects, asset_id, recipes)
        self._grow = grow
        self._due_at = 0.0

    async def segment(
        self, rendition: str, start_ticks: int, duration_ticks: int, data: bytes
    ) -> None:
        """Store a segment and let the timeline grow when it is time."""
        await super().segment(rendition, start_ticks, duration_ticks, data)
        if time.monotonic() >= self._due_at:
            await self.flush()

    async def flush(self) -> None:
        """Put everything stored so far on the timeline."""
        for rendition, segments in self.made.items():
            if segments:
                self.made[rendition] = []
                await self._grow(rendition, self.codecs[rendition], segments)
        self._due_at = time.monotonic() + GROWTH_SECONDS
