"""What many look for: only what several people asked, and what this viewer would find."""

from datetime import timedelta

from streamverse.domains.search import repository
from streamverse.domains.search.answers import Answers
from streamverse.domains.search.planning.asked import asked_of
from streamverse.domains.search.planning.words import Reading
from streamverse.domains.search.schemas import TrendingBody, TrendingQuery
from streamverse.domains.search.service.finding.items import seen
from streamverse.domains.search.service.finding.look import Look, look
from streamverse.domains.search.service.finding.wanted import Wanted
from streamverse.domains.search.tongues import Tongues
from streamverse.domains.search.viewing import Viewing
from streamverse.kit.db import ReadSession
from streamverse.kit.services import Services

COUNTED = timedelta(days=7)
LEAST_ASKERS = 3
TRIED = 30


async def trending(
    services: Services, session: ReadSession, viewing: Viewing, limit: int
) -> TrendingBody:
    """Return queries, the most asked first. Raises SearchBeingBuilt."""
    since = viewing.asker.at - COUNTED
    items: list[TrendingQuery] = []
    for text, _ in await repository.popular(session, since, LEAST_ASKERS, TRIED):
        if await _finds_anything(services, session, viewing, text):
            items.append(TrendingQuery(text=text))
        if len(items) == limit:
            break
    return TrendingBody(items=items)


async def _finds_anything(
    services: Services, session: ReadSession, viewing: Viewing, text: str
) -> bool:
    answers, tongues = services.get(Answers), services.get(Tongues)
    asked = asked_of(text)
    languages = await tongues.of(asked.words, viewing.language)
    asks = Look(Wanted(text), asked, Reading(languages, tongues.synonyms), viewing)
    found = await look(answers, asks, 0, 3)
    return bool(await seen(session, answers, viewing, found.hits))
