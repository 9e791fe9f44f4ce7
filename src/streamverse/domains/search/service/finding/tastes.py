"""What a viewer likes, as a little more weight for more of it."""

import time
from collections import OrderedDict

from streamverse.domains.playback.public import Taste, taste_of
from streamverse.domains.search import fields
from streamverse.domains.search.lookups import Flat, Lookup, OneOf
from streamverse.domains.search.viewing import Viewing
from streamverse.kit.db import ReadSession

KEPT_SECONDS = 60.0
KEPT = 5_000
GENRES = 4
GENRE_BOOST = 4.0
LANGUAGE_BOOST = 2.0


class Tastes:
    """One process's: remembers for a minute what viewers like."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._kept: OrderedDict[str, tuple[Taste, float]] = OrderedDict()

    async def boosts(self, session: ReadSession, viewing: Viewing) -> tuple[Lookup, ...]:
        """Return what makes a title better for this viewer; nothing of a paused history."""
        language = viewing.language.partition("-")[0].lower()
        boosts: list[Lookup] = [Flat(OneOf(fields.LANGUAGE, (language,)), LANGUAGE_BOOST)]
        if viewing.is_remembered:
            taste = await self._of(session, viewing.caller.viewer_key)
            boosts += (
                Flat(OneOf(fields.GENRE, (slug,)), round(GENRE_BOOST * share, 1))
                for slug, share in taste.genres[:GENRES]
            )
        return tuple(boosts)

    async def _of(self, session: ReadSession, viewer_key: str) -> Taste:
        now = time.monotonic()
        taste, until = self._kept.get(viewer_key, (None, 0.0))
        if taste is None or until < now:
            taste = await taste_of(session, viewer_key)
            self._kept[viewer_key] = (taste, now + KEPT_SECONDS)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return taste
