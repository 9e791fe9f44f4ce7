"""What somebody who types may mean: names that begin so, and what they looked for before."""

import time
from collections.abc import Iterator
from urllib.parse import quote

from streamverse.domains.search import fields, repository
from streamverse.domains.search.analysis.edits import edits_allowed
from streamverse.domains.search.analysis.latin import is_latin, latin_of, skeleton_of
from streamverse.domains.search.answers import Answers
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.lookups import Best, Both, Flat, Lookup, Near, OneOf, Prefix, Term
from streamverse.domains.search.names import LONGEST_EDGE
from streamverse.domains.search.planning.asked import Asked, asked_of
from streamverse.domains.search.ports import Hit
from streamverse.domains.search.schemas import FoundType, SuggestBody, Suggestion
from streamverse.domains.search.service.finding.items import seen
from streamverse.domains.search.viewing import Viewing
from streamverse.kit.db import ReadSession
from streamverse.kit.services import Services

BEGINS_SO = 20.0
MOST_RECENT = 3
TITLES_FIRST = Flat(OneOf(fields.TYPE, (FoundType.TITLE.value,)), 2.0)
SPARE = 4
"""More than asked for, in case some may not be seen any more."""


async def suggest(
    services: Services, session: ReadSession, viewing: Viewing, typed: str, limit: int
) -> SuggestBody:
    """Return suggestions. Raises QueryTooLong, SearchBeingBuilt."""
    began = time.perf_counter()
    asked = asked_of(typed)
    items: list[Suggestion] = []
    if asked.has_words:
        items += await _recent(session, viewing, asked)
        items += await _named(services.get(Answers), session, viewing, asked, limit)
    took_ms = round((time.perf_counter() - began) * 1000, 2)
    return SuggestBody(items=items[:limit], took_ms=took_ms)


async def _named(
    answers: Answers, session: ReadSession, viewing: Viewing, asked: Asked, limit: int
) -> list[Suggestion]:
    for is_loose in (False, True):
        lookup = viewing.only(_lookup(asked, is_loose=is_loose), should=(TITLES_FIRST,))
        found = await answers.find(Shelf.WORKS, lookup, limit=limit + SPARE, counts=False)
        if found.hits:
            kept = await seen(session, answers, viewing, found.hits)
            return [_suggestion(hit, viewing.language) for hit in kept]
    return []


def _lookup(asked: Asked, *, is_loose: bool) -> Lookup:
    """Return names that begin as typed, then names with words that begin so."""
    *words, last = asked.words
    whole = " ".join(asked.words)
    edges = tuple(dict.fromkeys((whole[:LONGEST_EDGE], latin_of_all(asked)[:LONGEST_EDGE])))
    must = [_said(word, is_loose=is_loose) for word in words]
    begun = Both(must=(*must, _begun(last, is_loose=is_loose)))
    return Best((Flat(OneOf(fields.EDGE, edges), BEGINS_SO), begun))


def latin_of_all(asked: Asked) -> str:
    """Return what was typed in Latin letters."""
    return " ".join(latin_of(word) for word in asked.words)


def _said(word: str, *, is_loose: bool) -> Lookup:
    parts: list[Lookup] = [Term(fields.NAME, word), Term(fields.NAME, latin_of(word))]
    if is_loose and (edits := edits_allowed(word)):
        parts.append(Near(fields.NAME, word, edits))
    return Best(tuple(parts))


def _begun(word: str, *, is_loose: bool) -> Lookup:
    def parts() -> Iterator[Lookup]:
        yield Prefix(fields.NAME, word)
        if not is_latin(word):
            yield Prefix(fields.NAME, latin_of(word))
        if bones := skeleton_of(word):
            yield Prefix(fields.SOUND, bones, 0.5)
            if not is_latin(word):
                yield Prefix(fields.LATIN_SOUND, bones, 0.5)
        if is_loose and (edits := edits_allowed(word)):
            yield Near(fields.NAME, word, edits, 0.5)

    return Best(tuple(parts()))


def _suggestion(hit: Hit, language: str) -> Suggestion:
    data = hit.data
    found = FoundType(data["type"])
    urls = {
        FoundType.TITLE: f"/title/{data.get('slug')}",
        FoundType.PERSON: f"/people/{data.get('slug')}",
        FoundType.CHANNEL: f"/c/{data.get('handle')}",
    }
    names = data.get("names", {})
    return Suggestion(
        type=found,
        text=names.get(language) or names.get(language.partition("-")[0]) or data["name"],
        url=urls[found],
        image_url=data["image"],
        dominant_color=data["color"],
        kind=data.get("kind"),
        year=data.get("year"),
        id=data["id"],
    )


async def _recent(session: ReadSession, viewing: Viewing, asked: Asked) -> list[Suggestion]:
    """Return what the profile looked for before that begins so."""
    if not viewing.is_remembered:
        return []
    rows = await repository.recent_beginning(
        session, viewing.caller.viewer_key, asked.folded, MOST_RECENT
    )
    return [
        Suggestion(type="query", text=row.text, url=f"/search?q={quote(row.text)}") for row in rows
    ]
