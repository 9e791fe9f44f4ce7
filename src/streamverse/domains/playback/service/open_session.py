"""Open a playback session, and look at it again."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from streamverse.domains.catalog.public import Marker, PlayableTitle, ceiling_of, markers_of
from streamverse.domains.identity.public import Caller, require_own_hand
from streamverse.domains.playback import repository
from streamverse.domains.playback.composer import ViewerPolicy
from streamverse.domains.playback.errors import NothingToPlay, SessionNotFound
from streamverse.domains.playback.models import PlaybackSessionRow
from streamverse.domains.playback.programmes import KnownProgramme, Programmes
from streamverse.domains.playback.schemas import OpenSession, Session
from streamverse.domains.playback.service.ceiling import require_still_within
from streamverse.domains.playback.service.choose import (
    Choice,
    choose_asset,
    choose_title,
    why_not,
)
from streamverse.domains.playback.service.describe import describe
from streamverse.domains.playback.service.rights import Watcher
from streamverse.domains.playback.tokens import MediaTokens
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.http.idempotency import once
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services

PAUSE = timedelta(hours=12)
"""How much longer than its programme a session lives: somebody may pause overnight."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that opening a session needs, read before the write begins."""

    choice: Choice
    known: KnownProgramme
    policy: ViewerPolicy
    position_seconds: float
    markers: tuple[Marker, ...]


async def open_session(
    services: Services, watcher: Watcher, wish: OpenSession, key: str | None
) -> Session:
    """Open a session on what somebody wishes to watch.

    Raises NothingToPlay, AboveMaturityCeiling, TitleNotOffered, NotEntitled, NotPlayableYet.
    """
    caller = watcher.caller
    async with services.get(Database).read() as session:
        if wish.asset_id is not None:
            choice = await choose_asset(session, watcher, wish.asset_id)
        else:
            name = wish.title_id or str(wish.episode_id)
            choice = await choose_title(session, watcher, name)
        position = await start_position(session, caller, choice.asset_id)
    return await open_chosen(services, caller, choice, position, wish, key)


async def open_chosen(
    services: Services,
    caller: Caller,
    choice: Choice,
    position_seconds: float,
    wish: OpenSession,
    key: str | None,
) -> Session:
    """Open a session on something the caller may see. Raises NotPlayableYet, ViewAsReadsOnly."""
    require_own_hand(caller)
    ceilings = [each for each in (wish.max_rung, choice.max_rung) if each is not None]
    policy = ViewerPolicy(min(ceilings, default=None), wish.is_audio_only, tuple(wish.languages))
    prepared = await _prepare(services, choice, policy, position_seconds)
    async with services.get(Database).write() as session:
        return await once(
            session,
            caller.viewer_key,
            key,
            wish,
            Session,
            lambda: _open(services, session, caller, prepared),
        )


async def read_session(services: Services, watcher: Watcher, session_id: UUID) -> Session:
    """Describe a caller's session anew.

    Raises SessionNotFound, AboveMaturityCeiling, TitleNotOffered, NotEntitled, NotPlayableYet.
    """
    caller = watcher.caller
    async with services.get(Database).read() as session:
        row = await repository.session_of(session, session_id, caller.viewer_key)
    if row is None:
        raise SessionNotFound
    await require_still_within(services, caller, row)
    async with services.get(Database).read() as session:
        content = str(row.episode_id or row.title_id or "")
        try:
            choice = await (
                choose_title(session, watcher, content)
                if content
                else choose_asset(session, watcher, row.asset_id)
            )
        except NothingToPlay:
            choice = Choice(row.asset_id, None, is_public=False)
        markers = await _markers(session, choice.title)
    known = await playing(services, row.programme_id)
    return describe(services.get(MediaTokens), row, known, choice.title, markers)


async def playing(services: Services, programme_id: UUID) -> KnownProgramme:
    """Return a programme. Raises NothingToPlay, NotPlayableYet."""
    known = await services.get(Programmes).get(programme_id)
    if known is None:
        async with services.get(Database).read() as session:
            raise await why_not(session, programme_id)
    return known


async def _prepare(
    services: Services, choice: Choice, policy: ViewerPolicy, position_seconds: float
) -> Prepared:
    if choice.asset_id is None:
        raise NothingToPlay("There is no video in it yet.")
    known = await playing(services, choice.asset_id)
    if not known.standing(policy).has_something:
        async with services.get(Database).read() as session:
            raise await why_not(session, choice.asset_id)
    async with services.get(Database).read() as session:
        markers = await _markers(session, choice.title)
    return Prepared(choice, known, policy, position_seconds, markers)


async def _markers(session: ReadSession, title: PlayableTitle | None) -> tuple[Marker, ...]:
    """Return the parts of what plays; a trailer has none of its title's."""
    if title is None or title.extra is not None:
        return ()
    return await markers_of(session, title.episode.id if title.episode else title.id)


async def start_position(session: ReadSession, caller: Caller, asset_id: UUID | None) -> float:
    """Return where this viewer goes on: at the beginning when they had finished."""
    if asset_id is None:
        return 0.0
    point = await repository.resume_point(session, caller.viewer_key, asset_id)
    return 0.0 if point is None or point.is_finished else point.position_seconds


async def _open(
    services: Services, session: WriteSession, caller: Caller, prepared: Prepared
) -> Session:
    now = services.get(Clock).now()
    programme, title = prepared.known.programme, prepared.choice.title
    row = PlaybackSessionRow(
        id=new_id(),
        viewer_key=caller.viewer_key,
        programme_id=programme.id,
        asset_id=programme.main.id,
        title_id=title.id if title else None,
        episode_id=title.episode.id if title and title.episode else None,
        duration_seconds=programme.duration_seconds,
        max_rung=prepared.policy.max_rung,
        is_audio_only=prepared.policy.is_audio_only,
        languages=",".join(prepared.policy.languages),
        max_age=ceiling_of(caller),
        position_seconds=prepared.position_seconds,
        sequence=-1,
        watched_seconds=0.0,
        is_counted=False,
        started_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(seconds=programme.duration_seconds) + PAUSE,
    )
    session.add(row)
    await session.flush()
    return describe(services.get(MediaTokens), row, prepared.known, title, prepared.markers)
