"""A page of answers to a query."""

import asyncio
import time

from streamverse.domains.catalog.public import label_names
from streamverse.domains.search.analysis.marking import Marker
from streamverse.domains.search.answers import Answers
from streamverse.domains.search.cursors import Place, cursor_after, place_of
from streamverse.domains.search.planning.asked import asked_of
from streamverse.domains.search.planning.words import Reading
from streamverse.domains.search.ports import Found
from streamverse.domains.search.query_log import QueryLog
from streamverse.domains.search.schemas import SearchBody
from streamverse.domains.search.service.finding.facets import count_facets
from streamverse.domains.search.service.finding.items import items_of
from streamverse.domains.search.service.finding.look import FEW, Look, look
from streamverse.domains.search.service.finding.spelling import mended
from streamverse.domains.search.service.finding.tastes import Tastes
from streamverse.domains.search.service.finding.wanted import Wanted
from streamverse.domains.search.tongues import Tongues
from streamverse.domains.search.viewing import Viewing
from streamverse.kit.db import ReadSession
from streamverse.kit.services import Services


async def find(
    services: Services,
    session: ReadSession,
    viewing: Viewing,
    wanted: Wanted,
    *,
    limit: int,
    cursor: str | None,
    has_facets: bool,
    is_remembered: bool,
) -> SearchBody:
    """Return a page. Raises QueryTooLong, BadCursor, TooDeep, SearchBeingBuilt."""
    began = time.perf_counter()
    answers = services.get(Answers)
    asked = asked_of(wanted.typed)
    place = place_of(cursor, wanted)
    languages = await services.get(Tongues).of(asked.words, viewing.language)
    asks = Look(
        wanted=wanted,
        asked=asked,
        reading=Reading(languages, services.get(Tongues).synonyms, is_loose=bool(place.is_loose)),
        viewing=viewing,
        boosts=await services.get(Tastes).boosts(session, viewing),
    )
    found, asks, spelling = await _looked(answers, asks, place, limit)
    marker = None
    if asked.has_words:
        is_loose = asks.reading.is_loose
        marker = Marker.of(asked.words, languages, is_open=asked.is_open, is_loose=is_loose)
    items = await items_of(session, answers, viewing, found.hits, marker)
    facets = None
    if has_facets:
        names = await label_names(session, viewing.language)
        facets = await count_facets(answers, asks, names)
    is_first = place.offset == 0
    if is_first and is_remembered and wanted.filters.is_empty:
        services.get(QueryLog).note(viewing, asked, found.total)
    end = place.offset + len(found.hits)
    has_more = end < found.total and len(found.hits) == limit
    is_corrected = spelling is not None and asks.reading.is_loose
    return SearchBody(
        items=items,
        total=max(found.total - (len(found.hits) - len(items) if is_first else 0), 0),
        facets=facets,
        did_you_mean=None if is_corrected else spelling,
        corrected=spelling if is_corrected else None,
        next_cursor=cursor_after(end, wanted, is_loose=asks.reading.is_loose) if has_more else None,
        took_ms=round((time.perf_counter() - began) * 1000, 2),
    )


async def _looked(
    answers: Answers, asks: Look, place: Place, limit: int
) -> tuple[Found, Look, str | None]:
    """Look for what was typed; where there is next to nothing, for what may have been meant."""
    found = await look(answers, asks, place.offset, limit)
    if place.is_loose is not None or not asks.asked.has_words or found.total >= FEW:
        return found, asks, None
    loosely = Look(
        wanted=asks.wanted,
        asked=asks.asked,
        reading=Reading(asks.reading.languages, asks.reading.synonyms, is_loose=True),
        viewing=asks.viewing,
        boosts=asks.boosts,
    )
    more, spelling = await asyncio.gather(
        look(answers, loosely, place.offset, limit), mended(answers, asks)
    )
    if more.total <= found.total:
        return found, asks, spelling
    return more, loosely, spelling
