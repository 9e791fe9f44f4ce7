"""What operators see of search, and do with it."""

from streamverse.domains.search import repository
from streamverse.domains.search.ports import SearchIndex
from streamverse.domains.search.schemas import IndexBody, MissedSearch
from streamverse.domains.search.service.feeding.position import position_of
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor
from streamverse.kit.services import Services


async def read_index(services: Services, session: ReadSession) -> IndexBody:
    """Return how the index of this process is."""
    state = services.get(SearchIndex).state
    waiting = await repository.count_changes(session, position_of(state.position))
    return IndexBody(
        is_ready=state.is_ready,
        is_building=state.is_building,
        progress=round(state.progress, 3),
        documents=state.documents,
        size_bytes=state.size_bytes,
        generation=state.generation,
        waiting=waiting,
        engine=state.engine,
        problem=state.problem,
    )


def ask_for_rebuild(session: WriteSession) -> None:
    """Let every process build its index anew, once this transaction has committed."""
    repository.note_changes(session, repository.REBUILD, [new_id()])


async def list_misses(session: ReadSession, limit: int, cursor: str | None) -> Page[MissedSearch]:
    """Return what was looked for and not found. Raises BadCursor."""
    place = decode_cursor(cursor, 2)
    if place is not None and not (type(place[0]) is int and isinstance(place[1], str)):
        raise BadCursor
    after = (place[0], place[1]) if place else None
    rows = await repository.misses(session, after, limit)
    items = [MissedSearch(text=row.text, times=row.times, last_at=row.last_at) for row in rows]
    last = rows[limit - 1] if len(rows) > limit else None
    next_cursor = encode_cursor(last.times, last.folded) if last else None
    return Page[MissedSearch](items=items[:limit], next_cursor=next_cursor)
