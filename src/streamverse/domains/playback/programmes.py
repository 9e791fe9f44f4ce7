"""Programmes in memory: facts read from media, and the manifests composed of them.

A growing programme is looked at again after a second, a finished one after ten, by one query of
its revision; only when that has changed are the facts read anew.
"""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from streamverse.domains.media.public import asset_revision, playable_asset
from streamverse.domains.media.timeline import Rendition
from streamverse.domains.playback.composer import Programme, ViewerPolicy, offer, revision
from streamverse.domains.playback.manifests import Manifest, compose
from streamverse.kit.db import Database

GROWING_SECONDS = 1.0
FINISHED_SECONDS = 10.0
MAX_KEPT = 512
MAX_COMPOSED = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a viewer can be offered anything, and the revision of the offer."""

    has_something: bool
    revision: str


@dataclass(slots=True)
class KnownProgramme:
    """A programme as it was at one revision, with what was composed of it since."""

    programme: Programme
    revision: int
    checked_at: float
    manifests: dict[tuple[ViewerPolicy, str], Manifest | None] = field(
        default_factory=dict[tuple[ViewerPolicy, str], "Manifest | None"]
    )
    standings: dict[ViewerPolicy, Standing] = field(default_factory=dict[ViewerPolicy, "Standing"])
    renditions: dict[tuple[UUID, str, str], Rendition] = field(
        default_factory=dict[tuple[UUID, str, str], Rendition]
    )

    @property
    def is_growing(self) -> bool:
        """Tell whether anything may still be added."""
        return not all(
            span.asset.is_sealed
            and all(each.is_complete for track in span.asset.tracks for each in track.renditions)
            for span in self.programme.spans
        )

    def standing(self, policy: ViewerPolicy) -> Standing:
        """Return what a session of this policy says about the programme."""
        if policy not in self.standings:
            _make_room(self.standings)
            self.standings[policy] = Standing(
                has_something=bool(offer(self.programme, policy).lanes),
                revision=revision(self.programme, policy),
            )
        return self.standings[policy]

    def manifest(self, policy: ViewerPolicy, name: str) -> Manifest | None:
        """Return a manifest by its file name; None when this viewer has none of that name."""
        key = (policy, name)
        if key not in self.manifests:
            _make_room(self.manifests)
            self.manifests[key] = compose(self.programme, policy, name, is_growing=self.is_growing)
        return self.manifests[key]

    def rendition(self, asset_id: UUID, recipe: str, name: str) -> Rendition | None:
        """Return a rendition by its place in an address."""
        if not self.renditions:
            self.renditions = {
                (span.asset.id, each.recipe, each.name): each
                for span in self.programme.spans
                for track in span.asset.tracks
                for each in track.renditions
            }
        return self.renditions.get((asset_id, recipe, name))


def _make_room(kept: dict[Any, Any]) -> None:
    """Drop what was composed first: policies are as many as viewers can think of."""
    if len(kept) >= MAX_COMPOSED:
        del kept[next(iter(kept))]


class Programmes:
    """The programmes this process has been asked for lately."""

    def __init__(self, database: Database) -> None:
        """Begin empty."""
        self._database = database
        self._known: dict[UUID, KnownProgramme] = {}
        self._locks: dict[UUID, asyncio.Lock] = {}

    async def get(self, programme_id: UUID) -> KnownProgramme | None:
        """Return a programme, at most a second old while it grows; None when it can't be played.

        A film's programme has its asset's id.
        """
        known = self._known.get(programme_id)
        if known is not None and self._is_fresh(known):
            return known
        lock = self._locks.setdefault(programme_id, asyncio.Lock())
        async with lock:
            known = self._known.get(programme_id)
            if known is not None and self._is_fresh(known):
                return known
            return await self._look(programme_id, known)

    def forget(self, asset_id: UUID) -> None:
        """Look again at the next request: something has changed."""
        known = self._known.get(asset_id)
        if known is not None:
            known.checked_at = float("-inf")

    async def _look(
        self, programme_id: UUID, known: KnownProgramme | None
    ) -> KnownProgramme | None:
        now = time.monotonic()
        async with self._database.read() as session:
            asset_now = await asset_revision(session, programme_id)
            if asset_now is not None and known is not None and known.revision == asset_now:
                known.checked_at = now
                return known
            asset = None if asset_now is None else await playable_asset(session, programme_id)
        if asset is None or asset_now is None:
            self._known.pop(programme_id, None)
            self._locks.pop(programme_id, None)
            return None
        known = KnownProgramme(Programme.of(asset), asset_now, now)
        self._known.pop(programme_id, None)
        self._known[programme_id] = known
        while len(self._known) > MAX_KEPT:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._locks.pop(oldest, None)
        return known

    @staticmethod
    def _is_fresh(known: KnownProgramme) -> bool:
        lifetime = GROWING_SECONDS if known.is_growing else FINISHED_SECONDS
        return time.monotonic() - known.checked_at < lifetime
