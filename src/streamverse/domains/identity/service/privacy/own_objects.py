"""The objects that identity keeps of people: their avatars."""

from collections.abc import Sequence
from uuid import UUID

from streamverse.domains.identity.avatars.addresses import PREFIX
from streamverse.domains.identity.repository import privacy as repository
from streamverse.kit.db import ReadSession
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services


async def avatar_keys(services: Services, session: ReadSession, account_id: UUID) -> Sequence[str]:
    """Return the keys of every picture of an account's profiles."""
    objects = services.get(Objects)
    profile_ids = await repository.profile_ids_of(session, account_id)
    return [info.key for each in profile_ids async for info in objects.list(f"{PREFIX}{each}")]
