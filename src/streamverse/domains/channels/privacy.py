"""What channels hold of people: whose they are, who belongs to them, who follows them.

A channel whose owner goes passes to the admin who joined first; without one it is deleted.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from streamverse.domains.channels.pictures.addresses import PictureRole, file_name, folder
from streamverse.domains.channels.ranks import Rank
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.repository import follows, invitations, members
from streamverse.domains.channels.service.invitations.looks import looks_of
from streamverse.domains.channels.service.leaving import leave_all
from streamverse.domains.identity.public import taking_part
from streamverse.kit.db import Base, Database, WriteSession
from streamverse.kit.privacy import ExportPart, Person, Rows, Stored, facts_of
from streamverse.kit.services import Services

PERSONAL = {
    "channels": "channels.json and pictures; passed to the oldest admin, else deleted",
    "channel_members": "memberships.json; deleted",
    "channel_mutes": "mutes.json; deleted, and who muted others is blanked",
    "channel_follows": "follows.json; deleted",
    "channel_invitations": "invitations.json; deleted, and who invited others is blanked",
}
KEPT: dict[str, str] = {}
LARGEST = {PictureRole.AVATAR: 512, PictureRole.COVER: 2120}


async def gather(services: Services, person: Person) -> AsyncIterator[ExportPart]:
    """Yield the channels that somebody owns, and what they are and follow elsewhere."""
    async with services.get(Database).read() as session:
        own = await members.rows_of(session, person.account_id)
        owned = [row.channel_id for row in own if row.rank == Rank.OWNER]
        channels = await repository.also_deleted_by_ids(session, owned)
        looks = await looks_of(session, person.account_id, also_unverified=True)
        parts: dict[str, tuple[str, Sequence[Base]]] = {
            "channels.json": ("Channels you own.", channels),
            "memberships.json": ("Channels you belong to, and as what.", own),
            "mutes.json": (
                "Where you are muted.",
                await members.mutes_of(session, person.account_id),
            ),
            "follows.json": (
                "Channels your profiles follow.",
                await follows.follows_of(session, person.viewer_keys),
            ),
            "invitations.json": (
                "Invitations to channels that you got and made.",
                await invitations.of_person(session, person.account_id, looks),
            ),
        }
    for path, (about, rows) in parts.items():
        yield Rows(path, about, _facts(rows))
    for channel in channels:
        for role in PictureRole:
            digest: str = getattr(channel, role)
            if digest:
                name = file_name(role, LARGEST[role])
                key = f"{folder(channel.id, digest)}/{name}"
                yield Stored(f"channels/{channel.id}-{role}.webp", f"The {role} of a channel.", key)


async def erase(services: Services, session: WriteSession, person: Person) -> None:
    """Let somebody leave every channel, and forget what they followed and were offered."""
    await leave_all(services, session, person)


async def _facts(rows: Sequence[Base]) -> AsyncIterator[Mapping[str, Any]]:
    for row in rows:
        yield facts_of(row, without=("look", "owner_slot", "muted_by"))


PRIVACY = taking_part("channels", gather, erase)
