"""What a run of changes does to the index."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.public import titles_in_channels, titles_showing
from streamverse.domains.search import fields
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.lookups import OneOf
from streamverse.domains.search.models import SearchChangeRow
from streamverse.domains.search.ports import Batch, IndexNotReady, SearchIndex
from streamverse.domains.search.service.feeding.gather import (
    Gathered,
    gather_channels,
    gather_people,
    gather_titles,
)
from streamverse.kit.db import Database
from streamverse.kit.services import Services


async def batch_of(services: Services, changes: Sequence[SearchChangeRow]) -> Batch:
    """Return what to take out and what to put in, read from the other domains now."""
    title_ids = _ids(changes, "title")
    channel_ids = _ids(changes, "channel")
    async with services.get(Database).read_latest() as session:
        if assets := _ids(changes, "asset"):
            title_ids |= await titles_showing(session, assets)
        if channel_ids:
            title_ids |= await titles_in_channels(session, channel_ids)
    titles = await gather_titles(services, title_ids) if title_ids else _NOTHING
    people_ids = _ids(changes, "person")
    if title_ids:
        people_ids |= await _people_touched(services, title_ids, titles)
    people = await gather_people(services, people_ids) if people_ids else []
    channels = await gather_channels(services, channel_ids) if channel_ids else []
    return Batch(
        remove=(
            *((shelf, fields.TITLE, str(each)) for each in title_ids for shelf in Shelf),
            *((Shelf.WORKS, fields.KEY, f"person:{each}") for each in people_ids),
            *((Shelf.WORKS, fields.KEY, f"channel:{each}") for each in channel_ids),
        ),
        add=(*titles.documents, *people, *channels),
    )


_NOTHING = Gathered([], {}, frozenset())


async def _people_touched(
    services: Services, title_ids: Iterable[UUID], titles: Gathered
) -> set[UUID]:
    """Return who can be found, or not found any more, because of what these titles are now."""
    known = await _indexed(services.get(SearchIndex), title_ids)
    now = {
        str(each.fields[fields.TITLE]): each.data
        for each in titles.documents
        if each.fields[fields.TYPE] == "title"
    }
    touched: set[str] = set()
    for title_id in map(str, title_ids):
        before, after = known.get(title_id, {}), now.get(title_id, {})
        people = set(before.get("person_ids", ())), set(after.get("person_ids", ()))
        if before.get("standing") != after.get("standing"):
            touched |= people[0] | people[1]
        else:
            touched |= people[0] ^ people[1]
    return {UUID(each) for each in touched}


async def _indexed(index: SearchIndex, title_ids: Iterable[UUID]) -> dict[str, Mapping[str, Any]]:
    keys = tuple(f"title:{each}" for each in title_ids)
    try:
        found = await index.find(
            Shelf.WORKS, OneOf(fields.KEY, keys), limit=len(keys), order="newest", counts=False
        )
    except IndexNotReady:
        return {}
    return {str(hit.data["id"]): hit.data for hit in found.hits}


def _ids(changes: Iterable[SearchChangeRow], subject: str) -> set[UUID]:
    return {each.subject_id for each in changes if each.subject == subject}
