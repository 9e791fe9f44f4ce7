"""What search does by itself: forgets what is over, and begins afresh once a day."""

from streamverse.domains.search import repository
from streamverse.domains.search.service.feeding.position import KEPT, position_at
from streamverse.domains.search.service.operate import ask_for_rebuild
from streamverse.domains.search.service.trending import COUNTED
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services


async def forget_followed(services: Services) -> None:
    """Delete changes that every index has followed, and what was popular long ago."""
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        await repository.forget_changes(session, position_at(now - KEPT))
        await repository.forget_popular_before(session, now - COUNTED)


async def refresh_index(services: Services) -> None:
    """Build the index anew: what is popular moves without an event for every view."""
    async with services.get(Database).write() as session:
        ask_for_rebuild(session)
