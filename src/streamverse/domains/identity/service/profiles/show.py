"""Show profiles to whoever shares the account."""

from uuid import UUID

from streamverse.domains.identity.avatars.addresses import avatar_srcset, avatar_url, drawn
from streamverse.domains.identity.avatars.drawn_set import drawn_set
from streamverse.domains.identity.models import ProfileRow
from streamverse.domains.identity.profile_errors import NoSuchProfile, ProfileChangedMeanwhile
from streamverse.domains.identity.profile_schemas import (
    DrawnAvatarBody,
    DrawnAvatars,
    Profile,
    Profiles,
)
from streamverse.domains.identity.repository import profiles as repository
from streamverse.kit.db import ReadSession, WriteSession


async def list_profiles(session: ReadSession, account_id: UUID, active_id: UUID | None) -> Profiles:
    """Return all profiles of an account."""
    rows = await repository.of_account(session, account_id)
    return Profiles(items=[shown(row, active_id) for row in rows])


def shown(row: ProfileRow, active_id: UUID | None) -> Profile:
    """Return a profile as the API gives it."""
    return Profile(
        id=row.id,
        name=row.name,
        avatar=row.avatar,
        avatar_url=avatar_url(row.id, row.avatar),
        avatar_srcset=avatar_srcset(row.id, row.avatar),
        language=row.language,
        max_age=row.max_age,
        is_kids=row.is_kids,
        has_pin=row.pin_hash is not None,
        is_main=row.is_main,
        is_active=row.id == active_id,
        is_history_paused=row.is_history_paused,
        version=row.version,
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
