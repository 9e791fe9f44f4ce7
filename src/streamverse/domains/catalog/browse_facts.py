"""What the pages of lists, people and collections say about themselves to the world."""

import re
from typing import Any

from streamverse.domains.catalog.models import CategoryRow, GenreRow
from streamverse.domains.catalog.page_facts import DESCRIPTION_LENGTH, PageFacts, largest_jpeg
from streamverse.domains.catalog.people import person_cards
from streamverse.domains.catalog.repository import collections as collections_repository
from streamverse.domains.catalog.repository import people as people_repository
from streamverse.domains.catalog.repository.visible import is_public
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.service.collections.open import is_open
from streamverse.kit.db import ReadSession

PATH = re.compile(r"^/(genre|category|collection|people)/([^/]+)/?$")
LISTS = {
    "/movies": PageFacts("Films", "Every film that is here to watch."),
    "/series": PageFacts("Series", "Every series that is here to watch, episode by episode."),
    "/search": PageFacts(
        "Search", "Films, series, people, and the second in which a line is said."
    ),
}


async def browse_facts(session: ReadSession, path: str, asker: Asker) -> PageFacts | None:
    """Return a page's facts; None when there is no such page for whoever asks."""
    if known := LISTS.get(path.rstrip("/")):
        return known
    found = PATH.match(path)
    if found is None:
        return None
    kind, slug = found.groups()
    match kind:
        case "collection":
            return await _collection(session, slug, asker)
        case "people":
            return await _person(session, slug, asker)
        case _:
            term = await session.get(GenreRow if kind == "genre" else CategoryRow, slug)
            return term and PageFacts(term.name, f"{term.name}: films and series to watch.")


async def _collection(session: ReadSession, slug: str, asker: Asker) -> PageFacts | None:
    row = await collections_repository.find(session, slug)
    if row is None or not is_open(row, asker.country, asker.at):
        return None
    description = row.description[:DESCRIPTION_LENGTH]
    facts = {"@context": "https://schema.org", "@type": "CollectionPage", "name": row.name}
    return PageFacts(row.name, description, json_ld=_said({**facts, "description": description}))


async def _person(session: ReadSession, slug: str, asker: Asker) -> PageFacts | None:
    row = await people_repository.find_person(session, slug)
    is_shown = is_public(None, asker)
    if row is None or not await people_repository.is_person_known(session, row.id, is_shown):
        return None
    card = (await person_cards(session, {row.id: row}))[row.id]
    image = largest_jpeg(card.portrait) if card.portrait else ""
    description = row.biography[:DESCRIPTION_LENGTH]
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": row.name,
        "alternateName": row.also_known_as,
        "description": description,
        "image": image,
        "birthDate": row.born_on.isoformat() if row.born_on else "",
        "deathDate": row.died_on.isoformat() if row.died_on else "",
    }
    return PageFacts(row.name, description, image, "profile", json_ld=_said(facts))


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}
