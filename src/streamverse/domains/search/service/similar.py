"""Titles like another: of the same people, genres and tags, and what many watch of these."""

from uuid import UUID

from streamverse.domains.catalog.public import find_title_id
from streamverse.domains.search import fields
from streamverse.domains.search.answers import Answers
from streamverse.domains.search.errors import TitleNotThere
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.lookups import Both, Flat, Lookup, OneOf
from streamverse.domains.search.ports import Hit
from streamverse.domains.search.schemas import FoundType, SimilarBody
from streamverse.domains.search.service.finding.items import cards_to_see, seen
from streamverse.domains.search.viewing import Viewing
from streamverse.kit.db import ReadSession
from streamverse.kit.services import Services

PERSON, TAG, GENRE, SAME_KIND = 3.0, 2.5, 2.0, 1.0
MOST_PEOPLE = 10
SPARE = 6


async def similar(
    services: Services, session: ReadSession, viewing: Viewing, id_or_slug: str, limit: int
) -> SimilarBody:
    """Return titles like one. Raises TitleNotThere, SearchBeingBuilt."""
    answers = services.get(Answers)
    hit = await title_hit(session, answers, viewing, id_or_slug)
    data = hit.data
    likes: list[Lookup] = [
        *(_like(fields.PERSON, each, PERSON) for each in data["person_ids"][:MOST_PEOPLE]),
        *(_like(fields.TAG, each, TAG) for each in data["tags"]),
        *(_like(fields.GENRE, each, GENRE) for each in data["genres"]),
    ]
    if not likes:
        likes.append(_like(fields.KIND, data["kind"], SAME_KIND))
    alike = Both(should=tuple(likes), never=(OneOf(fields.TITLE, (data["id"],)),))
    better = (_like(fields.KIND, data["kind"], SAME_KIND),)
    lookup = viewing.only(alike, types=(FoundType.TITLE.value,), should=better)
    found = await answers.find(Shelf.WORKS, lookup, limit=limit + SPARE, counts=False)
    kept = [UUID(each.data["id"]) for each in await seen(session, answers, viewing, found.hits)]
    cards = await cards_to_see(session, answers, viewing, kept[:limit])
    return SimilarBody(items=[cards[each] for each in kept if each in cards])


async def title_hit(
    session: ReadSession, answers: Answers, viewing: Viewing, id_or_slug: str
) -> Hit:
    """Return a title's hit. Raises TitleNotThere, also when this viewer may not see it."""
    title_id = await find_title_id(session, id_or_slug)
    if title_id is None:
        raise TitleNotThere
    key = OneOf(fields.KEY, (f"title:{title_id}",))
    found = await answers.find(Shelf.WORKS, viewing.only(key), limit=1, counts=False)
    kept = await seen(session, answers, viewing, found.hits)
    if not kept:
        raise TitleNotThere
    return kept[0]


def _like(name: str, word: str, score: float) -> Lookup:
    return Flat(OneOf(name, (word,)), score)
