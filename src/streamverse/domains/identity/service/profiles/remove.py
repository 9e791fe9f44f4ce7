"""Delete a profile. Whoever is in it at that moment never comes out freer than they were.

A sign-in in a grown-up's profile goes on in the main one, if that takes no PIN. One in a kids
profile has none afterwards, which counts as a small child's until somebody chooses; and where
leaving that kids profile took its own PIN, there is nothing left to ask for, so it ends.
"""

from datetime import datetime
from uuid import UUID

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.events import ProfileRemoved, SignInEnded
from streamverse.domains.identity.models import ProfileRow
from streamverse.domains.identity.profile_errors import MainProfileStays
from streamverse.domains.identity.repository import profiles as repository
from streamverse.domains.identity.repository import sign_ins
from streamverse.domains.identity.service.profiles.ceilings import require_grown_ups_say
from streamverse.domains.identity.service.profiles.show import profile_to_change
from streamverse.domains.identity.service.profiles.tell import tell_profiles_changed
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services

REMOVED = "profile_removed"


async def remove_profile(
    services: Services, account: Account, profile_id: UUID, *, is_proved: bool, seen: Seen
) -> None:
    """Delete a profile and all that other domains keep for it.

    Raises NoSuchProfile, MainProfileStays, StepUpRequired.
    """
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        row = await profile_to_change(session, account.id, profile_id)
        if row.is_main:
            raise MainProfileStays
        require_grown_ups_say(account, is_proved=is_proved)
        await _lead_out(session, row, clock.now())
        await repository.remove(session, row.id)
        outbox.publish(session, ProfileRemoved(account.id, row.id))
        tell_profiles_changed(session, account.id)
        audit.record(
            session,
            clock,
            REMOVED,
            account_id=account.id,
            seen=seen,
            profile=str(row.id),
            name=row.name,
        )
    await tell_changed(services, account.id)


async def _lead_out(session: WriteSession, row: ProfileRow, now: datetime) -> None:
    """Find the sign-ins that are in a profile another place."""
    if row.is_kids and row.pin_hash is not None:
        for family_id in await repository.sign_ins_in(session, row.account_id, row.id):
            if await sign_ins.end_family(session, family_id, REMOVED, now):
                outbox.publish(session, SignInEnded(row.account_id, family_id, REMOVED))
    to = None
    if not row.is_kids and row.max_age is None:
        to = await repository.main_id(session, row.account_id)
    await repository.move_sign_ins(session, row.account_id, row.id, to)
