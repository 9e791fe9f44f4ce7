"""What search holds of people: what they looked for."""

from collections.abc import AsyncIterator
from datetime import datetime

from streamverse.domains.identity.public import taking_part
from streamverse.domains.search import repository
from streamverse.domains.search.query_log import mark_of
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.privacy import ExportPart, Person, Retention, Rows
from streamverse.kit.services import Services

PERSONAL = {
    "recent_searches": "searches.json; deleted",
    "popular_searches": "counted by a keyed hash of the account; deleted, and after a week anyway",
}
KEPT = {
    "missed_searches": "how often something was not found, by nobody in particular",
    "search_changes": "ids of what the index has to look at again; rows go after a week",
}


async def gather(services: Services, person: Person) -> AsyncIterator[ExportPart]:
    """Yield what a person's profiles looked for."""
    async with services.get(Database).read() as session:
        rows = repository.recent_of(session, person.viewer_keys)
        yield Rows("searches.json", "What you looked for lately.", rows)


async def erase(services: Services, session: WriteSession, person: Person) -> None:
    """Forget what a person looked for."""
    mark = mark_of(services, str(person.account_id))
    await repository.forget_viewers(session, person.viewer_keys, [mark])


async def forget_old(services: Services, before: datetime) -> int:
    """Delete searches from before an instant; returns how many."""
    async with services.get(Database).write() as session:
        return await repository.forget_recent_before(session, before)


PRIVACY = taking_part("search", gather, erase)
RETENTION = (Retention("searches", lambda settings: settings.searches_kept_days, forget_old),)
