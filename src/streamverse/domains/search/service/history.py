"""What a profile looked for lately."""

from uuid import UUID

from streamverse.domains.identity.public import Caller
from streamverse.domains.search import repository
from streamverse.domains.search.schemas import RecentBody, RecentSearch
from streamverse.kit.db import ReadSession, WriteSession

SHOWN = 12


async def recent_searches(session: ReadSession, caller: Caller) -> RecentBody:
    """Return a profile's last searches; a guest has none."""
    is_paused = caller.profile is not None and caller.profile.is_history_paused
    if caller.profile is None:
        return RecentBody(items=[], is_paused=False)
    rows = await repository.recent(session, caller.viewer_key, SHOWN)
    items = [RecentSearch(id=row.id, text=row.text, searched_at=row.searched_at) for row in rows]
    return RecentBody(items=items, is_paused=is_paused)


async def forget_search(session: WriteSession, caller: Caller, recent_id: UUID) -> None:
    """Forget one search; one that is not there is no error."""
    await repository.forget_recent(session, caller.viewer_key, recent_id)


async def forget_searches(session: WriteSession, caller: Caller) -> None:
    """Forget all of a profile's searches."""
    await repository.forget_recent(session, caller.viewer_key)
