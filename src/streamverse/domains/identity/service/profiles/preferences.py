"""Preferences: how a profile wants things. Stored are the changes from what is usual."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.errors import KidsProfileRefused, NotInPerson
from streamverse.domains.identity.models import ProfileRow
from streamverse.domains.identity.profile_errors import NoActiveProfile, NoSuchProfile
from streamverse.domains.identity.profile_schemas import (
    PreferencesBody,
    PreferencesPatch,
    Quality,
)
from streamverse.domains.identity.repository import profiles as repository
from streamverse.domains.identity.service.profiles.show import profile_to_change
from streamverse.domains.identity.service.profiles.tell import tell_profiles_changed
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.services import Services

CHILDREN_MAY = frozenset(
    {"interface_language", "audio_language", "subtitle_language", "quality", "reduced_motion"}
)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From when until when nothing rings; over midnight when `start` is later than `end`."""

    start: time
    end: time
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a profile wants things. A language of None is the film's own, or no subtitles."""

    interface_language: str
    audio_language: str | None
    subtitle_language: str | None
    region: str | None
    quality: Quality
    autoplay_next: bool
    autoplay_previews: bool
    reduced_motion: bool
    roads: frozenset[str]
    quiet_hours: QuietHours | None


async def preferences_of(session: ReadSession, profile_id: UUID) -> Preferences | None:
    """Return a profile's preferences; None when it is gone."""
    row = await repository.by_id(session, profile_id)
    return None if row is None else _plain(body_of(row))


async def read_preferences(
    session: ReadSession, account: Account, profile_id: UUID | None
) -> tuple[PreferencesBody, int]:
    """Return a profile's preferences (None: the active one's) and their version.

    A child sees its own. Raises NoActiveProfile, NoSuchProfile.
    """
    row = await repository.find(session, account.id, _meant(account, profile_id))
    if row is None:
        raise NoSuchProfile
    return body_of(row), row.version


async def change_preferences(
    services: Services,
    account: Account,
    profile_id: UUID | None,
    wish: PreferencesPatch,
    if_match: str | None,
) -> tuple[PreferencesBody, int]:
    """Change what is given.

    Raises NoActiveProfile, NoSuchProfile, ProfileChangedMeanwhile, KidsProfileRefused.
    """
    meant = _meant(account, profile_id)
    given = wish.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if account.is_kids and given.keys() - CHILDREN_MAY:
        raise KidsProfileRefused("A grown-up sets this.")
    async with services.get(Database).write() as session:
        row = await profile_to_change(session, account.id, meant, if_match)
        if "interface_language" in given:
            row.language = given.pop("interface_language")
        if "roads" in given:
            given["roads"] = {**body_of(row).roads.model_dump(), **given["roads"]}
        row.preferences = {**row.preferences, **given}
        row.version += 1
        tell_profiles_changed(session, account.id)
        changed, version = body_of(row), row.version
    await tell_changed(services, account.id)
    return changed, version


def body_of(row: ProfileRow) -> PreferencesBody:
    """Return all preferences of a profile: its own, else the usual ones."""
    return _body(row.preferences, row.language)


def _body(stored: Mapping[str, Any], language: str) -> PreferencesBody:
    usual = PreferencesPatch().model_dump(mode="json", by_alias=True)
    try:
        return PreferencesBody.model_validate({**usual, **stored, "interface_language": language})
    except ValidationError:  # what an older version stored and this one no longer knows
        return PreferencesBody.model_validate({**usual, "interface_language": language})


def _meant(account: Account, profile_id: UUID | None) -> UUID:
    if account.profile_id is None and profile_id is None:
        raise NoActiveProfile
    if profile_id is None or profile_id == account.profile_id:
        assert account.profile_id is not None
        return account.profile_id
    if account.scopes is not None:
        raise NotInPerson("An API token sees the main profile's preferences.")
    if account.is_kids:
        raise KidsProfileRefused("Change to a grown-up's profile first.")
    return profile_id


def _plain(body: PreferencesBody) -> Preferences:
    quiet = body.quiet_hours
    return Preferences(
        interface_language=body.interface_language,
        audio_language=body.audio_language,
        subtitle_language=body.subtitle_language,
        region=body.region,
        quality=body.quality,
        autoplay_next=body.autoplay_next,
        autoplay_previews=body.autoplay_previews,
        reduced_motion=body.reduced_motion,
        roads=frozenset(road for road, is_open in body.roads if is_open),
        quiet_hours=quiet
        and QuietHours(
            time.fromisoformat(quiet.from_), time.fromisoformat(quiet.to), ZoneInfo(quiet.zone)
        ),
    )
