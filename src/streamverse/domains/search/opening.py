"""Starts what a process keeps for search, and keeps its index up to date while it runs."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from streamverse.domains.search.analysis.synonyms import Synonyms
from streamverse.domains.search.answers import Answers
from streamverse.domains.search.ports import SearchIndex
from streamverse.domains.search.query_log import QueryLog
from streamverse.domains.search.service.feeding.follow import Follower
from streamverse.domains.search.service.finding.tastes import Tastes
from streamverse.domains.search.tongues import Tongues
from streamverse.kit.log import logger
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

WRITE_SECONDS = 1.0

log = logger(__name__)


def add_search(services: Services) -> Follower:
    """Add to `services` what finding needs; returns what feeds the index."""
    settings = services.get(Settings)
    synonyms = settings.search_synonyms or settings.data / "search" / "synonyms.txt"
    answers = services.add(Answers(services.get(SearchIndex)))
    services.add(Tongues(answers, Synonyms.read(synonyms)))
    services.add(Tastes())
    services.add(QueryLog(services))
    return services.add(Follower(services))


@asynccontextmanager
async def open_searching(services: Services) -> AsyncGenerator[None]:
    """Follow the changes while the block runs."""
    follower = add_search(services)
    tasks = [asyncio.create_task(follower.run()), asyncio.create_task(_write_log(services))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _write_log(services: Services) -> None:
    queries = services.get(QueryLog)
    while True:
        await asyncio.sleep(WRITE_SECONDS)
        try:
            await queries.write()
        except Exception:
            log.exception("searches_not_written")
