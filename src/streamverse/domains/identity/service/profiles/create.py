"""Make a profile: there are five places, and the database has no sixth."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from streamverse.domains.identity import audit, passwords
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.avatars.addresses import DRAWN, drawn
from streamverse.domains.identity.avatars.drawn_set import drawn_for, drawn_set
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.models import ProfileRow
from streamverse.domains.identity.profile_errors import (
    NoSuchAvatar,
    ProfileNameTaken,
    TooManyProfiles,
)
from streamverse.domains.identity.profile_schemas import LIMIT, NewProfile, Profile
from streamverse.domains.identity.repository import profiles as repository
from streamverse.domains.identity.service.privacy.young import ceiling_of, require_under_ceiling
from streamverse.domains.identity.service.profiles.ceilings import (
    ceiling_for_kids,
    height,
    require_grown_ups_say,
)
from streamverse.domains.identity.service.profiles.names import name_key
from streamverse.domains.identity.service.profiles.show import shown
from streamverse.domains.identity.service.profiles.tell import tell_profiles_changed
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.http.idempotency import once
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services

WITHOUT_PIN = {"pin": None}


async def create_profile(
    services: Services,
    account: Account,
    wish: NewProfile,
    *,
    is_proved: bool,
    seen: Seen,
    key: str | None,
) -> Profile:
    """Make a profile in a free place.

    Raises TooManyProfiles, ProfileNameTaken, NoSuchAvatar, KidsCeiling, CeilingLocked,
    StepUpRequired.
    """
    max_age = ceiling_for_kids(wish.max_age) if wish.is_kids else wish.max_age
    if height(max_age) > height(account.max_age):
        require_grown_ups_say(account, is_proved=is_proved)
    pin_hash = await passwords.hashed(wish.pin) if wish.pin else None
    clock = services.get(Clock)

    async with services.get(Database).write() as session:

        async def make() -> Profile:
            now = clock.now()
            allowed = max_age
            if allowed is None:
                allowed = await ceiling_of(session, account.id, now)
            await require_under_ceiling(session, account.id, allowed, now)
            row = await _placed(session, account.id, wish, allowed, pin_hash, now)
            audit.record(
                session,
                clock,
                "profile_created",
                account_id=account.id,
                seen=seen,
                profile=str(row.id),
                name=row.name,
            )
            tell_profiles_changed(session, account.id)
            return shown(row, account.profile_id)

        fingerprint = wish.model_copy(update=WITHOUT_PIN)
        made = await once(
            session, str(account.id), key, fingerprint, Profile, make, target="profiles"
        )
    await tell_changed(services, account.id)
    return made


async def _placed(
    session: WriteSession,
    account_id: UUID,
    wish: NewProfile,
    max_age: int | None,
    pin_hash: str | None,
    now: datetime,
) -> ProfileRow:
    """Take the lowest free place; whoever is overtaken in a race looks again."""
    for _ in range(LIMIT + 1):
        rows = await repository.of_account(session, account_id)
        free = sorted(set(range(LIMIT)) - {row.slot for row in rows})
        if not free:
            raise TooManyProfiles("Delete one to make room.")
        if name_key(wish.name) in {row.name_key for row in rows}:
            raise ProfileNameTaken
        row = ProfileRow(
            id=new_id(),
            account_id=account_id,
            slot=free[0],
            name=wish.name,
            name_key=name_key(wish.name),
            avatar=drawn_choice(wish.avatar or drawn_for(free[0], account_id.int)),
            language=wish.language or next((each.language for each in rows if each.is_main), "en"),
            max_age=max_age,
            is_kids=wish.is_kids,
            is_main=False,
            is_history_paused=False,
            pin_hash=pin_hash,
            preferences={},
            version=1,
            created_at=now,
        )
        try:
            async with session.begin_nested():
                session.add(row)
        except IntegrityError:
            continue
        return row
    raise TooManyProfiles("Somebody is making profiles at this moment; try again.")


def drawn_choice(avatar: str) -> str:
    """Return what a row says of the avatar "fox" or "set:fox". Raises NoSuchAvatar."""
    name = avatar.removeprefix(DRAWN)
    if name not in drawn_set():
        raise NoSuchAvatar("Choose one of /api/v1/profiles/avatars, or upload a picture.")
    return drawn(name)
