"""Pause or go on with the active profile's watch history."""

from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.profile_errors import NoActiveProfile
from streamverse.domains.identity.service.profiles.show import profile_to_change
from streamverse.domains.identity.service.profiles.tell import tell_profiles_changed
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.db import Database
from streamverse.kit.services import Services


async def set_history_paused(services: Services, account: Account, is_paused: bool) -> None:  # noqa: FBT001 - what it sets
    """Say whether the active profile's watching is remembered.

    Call it outside any transaction. Raises NoActiveProfile, NoSuchProfile.
    """
    if account.profile_id is None:
        raise NoActiveProfile
    async with services.get(Database).write() as session:
        row = await profile_to_change(session, account.id, account.profile_id)
        if row.is_history_paused != is_paused:
            row.is_history_paused = is_paused
            row.version += 1
            tell_profiles_changed(session, account.id)
    await tell_changed(services, account.id)
