"""Change a profile: name, drawn avatar, language, ceiling, kids mode, history's pause."""

from uuid import UUID

from sqlalchemy.exc import IntegrityError

from streamverse.domains.identity import audit
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.models import ProfileRow
from streamverse.domains.identity.profile_errors import MainProfileStays, ProfileNameTaken
from streamverse.domains.identity.profile_schemas import KIDS_CEILING, Profile, ProfilePatch
from streamverse.domains.identity.service.privacy.young import require_under_ceiling
from streamverse.domains.identity.service.profiles.ceilings import (
    ceiling_for_kids,
    height,
    require_grown_ups_say,
)
from streamverse.domains.identity.service.profiles.create import drawn_choice
from streamverse.domains.identity.service.profiles.names import name_key
from streamverse.domains.identity.service.profiles.show import profile_to_change, shown
from streamverse.domains.identity.service.profiles.tell import tell_profiles_changed
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services


async def change_profile(
    services: Services,
    account: Account,
    profile_id: UUID,
    wish: ProfilePatch,
    *,
    if_match: str | None,
    is_proved: bool,
    seen: Seen,
) -> Profile:
    """Change what is given.

    Raises NoSuchProfile, ProfileChangedMeanwhile, ProfileNameTaken, MainProfileStays,
    NoSuchAvatar, KidsCeiling, CeilingLocked, StepUpRequired.
    """
    clock = services.get(Clock)
    given = wish.model_fields_set
    try:
        async with services.get(Database).write() as session:
            row = await profile_to_change(session, account.id, profile_id, if_match)
            if "name" in given:
                row.name, row.name_key = wish.name, name_key(wish.name)
            if "avatar" in given and wish.avatar != row.avatar:
                row.avatar = drawn_choice(wish.avatar)
            if "language" in given:
                row.language = wish.language
            if "is_history_paused" in given:
                row.is_history_paused = wish.is_history_paused
            if given & {"max_age", "is_kids"}:
                before = f"{row.max_age} kids" if row.is_kids else str(row.max_age)
                await _set_ceiling(session, services, account, row, wish, is_proved=is_proved)
                after = f"{row.max_age} kids" if row.is_kids else str(row.max_age)
                audit.record(
                    session,
                    clock,
                    "profile_ceiling_changed",
                    account_id=account.id,
                    seen=seen,
                    profile=str(row.id),
                    before=before,
                    after=after,
                )
            row.version += 1
            tell_profiles_changed(session, account.id)
            await session.flush()
            changed = shown(row, account.profile_id)
    except IntegrityError as error:
        raise ProfileNameTaken from error
    await tell_changed(services, account.id)
    return changed


async def _set_ceiling(
    session: WriteSession,
    services: Services,
    account: Account,
    row: ProfileRow,
    wish: ProfilePatch,
    *,
    is_proved: bool,
) -> None:
    given = wish.model_fields_set
    is_kids = wish.is_kids if "is_kids" in given else row.is_kids
    max_age = wish.max_age if "max_age" in given else row.max_age
    if is_kids and row.is_main:
        raise MainProfileStays
    if is_kids and "max_age" not in given and height(max_age) > KIDS_CEILING:
        max_age = None  # it becomes a child's: the usual ceiling of children
    if is_kids:
        max_age = ceiling_for_kids(max_age)
    if height(max_age) > height(row.max_age) or (row.is_kids and not is_kids):
        require_grown_ups_say(account, is_proved=is_proved)
    now = services.get(Clock).now()
    with session.no_autoflush:
        await require_under_ceiling(session, account.id, max_age, now)
    row.is_kids, row.max_age = is_kids, max_age
