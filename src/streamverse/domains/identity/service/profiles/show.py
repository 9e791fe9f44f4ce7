"""Show profiles to whoever shares the account."""

from uuid import UUID

from streamverse.domains.identity.avatars.addresses import avatar_srcset, avatar_url, drawn
from streamverse.domains.identity.avatars.drawn_set import drawn_set
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.models import ProfileRow
from streamverse.domains.identity.profile_errors import NoSuchProfile, ProfileChangedMeanwhile
from streamverse.domains.identity.profile_schemas import (
    DrawnAvatarBody,
    DrawnAvatars,
    Profile,
    Profiles,
)
from streamverse.domains.identity.repository import profiles as repository
from streamverse.domains.identity.standing import ActiveProfile, standings_of
from streamverse.kit.db import WriteSession
from streamverse.kit.services import Services


async def list_profiles(services: Services, account: Account) -> Profiles:
    """Return all profiles of the caller's account.

    From what was read to recognise the caller: every change of a profile is told to it.
    """
    standing = await standings_of(services).of(account.id, account.family_id)
    profiles = standing.profiles.values() if standing else ()
    return Profiles(items=[_shown(each, account.profile_id) for each in profiles])


def shown(row: ProfileRow, active_id: UUID | None) -> Profile:
    """Return a profile that was just written, as the API gives it."""
    written = ActiveProfile(
        id=row.id,
        name=row.name,
        avatar=row.avatar,
        language=row.language,
        max_age=row.max_age,
        is_kids=row.is_kids,
        is_main=row.is_main,
        is_history_paused=row.is_history_paused,
        has_pin=row.pin_hash is not None,
        version=row.version,
    )
    return _shown(written, active_id)


def _shown(profile: ActiveProfile, active_id: UUID | None) -> Profile:
    return Profile(
        id=profile.id,
        name=profile.name,
        avatar=profile.avatar,
        avatar_url=avatar_url(profile.id, profile.avatar),
        avatar_srcset=avatar_srcset(profile.id, profile.avatar),
        language=profile.language,
        max_age=profile.max_age,
        is_kids=profile.is_kids,
        has_pin=profile.has_pin,
        is_main=profile.is_main,
        is_active=profile.id == active_id,
        is_history_paused=profile.is_history_paused,
        version=profile.version,
    )


def choices() -> DrawnAvatars:
    """Return the drawn avatars to choose from."""
    items = [DrawnAvatarBody(id=drawn(each.name), url=each.url) for each in drawn_set().values()]
    return DrawnAvatars(items=items)


async def profile_to_change(
    session: WriteSession, account_id: UUID, profile_id: UUID, if_match: str | None = None
) -> ProfileRow:
    """Return an account's profile, locked. Raises NoSuchProfile, ProfileChangedMeanwhile."""
    row = await repository.lock(session, account_id, profile_id)
    if row is None:
        raise NoSuchProfile
    require_match(row, if_match)
    return row


def require_match(row: ProfileRow, if_match: str | None) -> None:
    """Raise ProfileChangedMeanwhile unless an `If-Match` names the row's version."""
    if if_match is None:
        return
    tags = {tag.strip().removeprefix("W/") for tag in if_match.split(",")}
    if not tags & {"*", etag_of(row.version)}:
        raise ProfileChangedMeanwhile("Read it again, then change it.", etag=etag_of(row.version))


def etag_of(version: int) -> str:
    """Return the entity tag of a version."""
    return f'"{version}"'
