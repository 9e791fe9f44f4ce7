"""Which collections there are for whom."""

from datetime import datetime

from streamverse.domains.catalog.audience import reaches
from streamverse.domains.catalog.collection_errors import (
    CollectionChangedMeanwhile,
    CollectionNotFound,
)
from streamverse.domains.catalog.etags import etag_of, is_named
from streamverse.domains.catalog.models import CollectionRow
from streamverse.domains.catalog.repository import collections as repository
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.identity.public import Caller
from streamverse.kit.db import ReadSession, WriteSession


def is_open(row: CollectionRow, country: str | None, at: datetime) -> bool:
    """Whether viewers in a country find a collection at an instant."""
    has_begun = row.from_at is None or row.from_at <= at
    has_ended = row.until_at is not None and row.until_at <= at
    return row.is_published and has_begun and not has_ended and reaches(row.territories, country)


async def collection_to_see(
    session: ReadSession, caller: Caller, asker: Asker, id_or_slug: str
) -> CollectionRow:
    """Return a collection that a caller may see; editors see all. Raises CollectionNotFound."""
    row = await repository.find(session, id_or_slug)
    if row is None or not (caller.is_editor or is_open(row, asker.country, asker.at)):
        raise CollectionNotFound
    return row


async def collection_to_change(
    session: WriteSession, id_or_slug: str, if_match: str | None
) -> CollectionRow:
    """Return a collection, locked. Raises CollectionNotFound, CollectionChangedMeanwhile."""
    row = await repository.lock(session, id_or_slug)
    if row is None:
        raise CollectionNotFound
    if not is_named(if_match, row.version):
        raise CollectionChangedMeanwhile(
            "Read it again, then change it.", etag=etag_of(row.version)
        )
    return row
