"""What media holds of people: what they uploaded.

A creator's uploads are deleted, files and all, as if they had done it themselves. Those of
people who edit the catalog are the service's: the oldest superuser takes them over.
"""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from streamverse.domains.identity.public import successor_of, taking_part
from streamverse.domains.media import repository
from streamverse.domains.media.service.leaving import delete, give_up_soon
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.privacy import ExportPart, Person, Rows, facts_of
from streamverse.kit.services import Services

OURS = ("source_key", "storyboard_key", "recipe", "posters", "revision", "purged_at")

PERSONAL = {
    "assets": "uploads.json; deleted with their files and blanked, or handed to a superuser",
    "uploads": "transfers.json; deleted, or handed to a superuser",
}
KEPT: dict[str, str] = {}


async def gather(services: Services, person: Person) -> AsyncIterator[ExportPart]:
    """Yield what somebody uploaded, in words; the films are too large for a ZIP."""
    async with services.get(Database).read() as session:
        yield Rows("uploads.json", "Films you uploaded.", _assets(session, person))
        yield Rows("transfers.json", "When and how they came.", _uploads(session, person))


async def erase(services: Services, session: WriteSession, person: Person) -> None:
    """Hand uploads over, or delete them and what their rows said."""
    heir = await successor_of(session, person.account_id)
    if heir is not None:
        await repository.hand_over(session, person.account_id, heir)
        return
    now = services.get(Clock).now()
    for upload in await repository.uploads_of(session, person.account_id):
        await give_up_soon(session, upload, now)
    for asset in await repository.everything_of(session, person.account_id):
        if asset.deleted_at is None:
            await delete(session, asset, now)
        asset.title = asset.filename = ""
        asset.owner_id = repository.NOBODY


async def _assets(session: ReadSession, person: Person) -> AsyncIterator[Mapping[str, Any]]:
    for row in await repository.everything_of(session, person.account_id):
        yield facts_of(row, without=OURS)


async def _uploads(session: ReadSession, person: Person) -> AsyncIterator[Mapping[str, Any]]:
    for row in await repository.uploads_of(session, person.account_id):
        yield facts_of(row)


PRIVACY = taking_part("media", gather, erase)
