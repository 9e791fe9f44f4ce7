"""What happens while somebody watches: positions, signs of life, views, the end."""

from datetime import datetime
from uuid import UUID

from streamverse.domains.catalog.public import ceiling_of
from streamverse.domains.identity.public import Caller
from streamverse.domains.playback import repository
from streamverse.domains.playback.errors import SessionClosed, SessionNotFound
from streamverse.domains.playback.events import ViewCounted, WatchFinished
from streamverse.domains.playback.models import PlaybackSessionRow
from streamverse.domains.playback.revocations import Revocations, revoke
from streamverse.domains.playback.schemas import Position, SessionState
from streamverse.domains.playback.service.ceiling import require_still_within
from streamverse.domains.playback.service.choose import Choice
from streamverse.domains.playback.service.describe import HEARTBEAT_SECONDS, describe_state
from streamverse.domains.playback.service.history import is_paused
from streamverse.domains.playback.service.open_session import playing
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.outbox import publish
from streamverse.kit.services import Services

LONGEST_STEP_SECONDS = 2 * HEARTBEAT_SECONDS
VIEW_SECONDS = 30.0
VIEW_SHARE = 0.5
FINISHED_SHARE = 0.05
FINISHED_SECONDS = 120.0
SIGN_OF_LIFE_SECONDS = 25


async def save_position(
    services: Services, caller: Caller, session_id: UUID, wish: Position
) -> SessionState:
    """Take a position. Raises SessionNotFound, SessionClosed, AboveMaturityCeiling.

    One that comes late (its sequence is not above the last) changes nothing. Among sessions of
    one viewer the one heard last decides, by the service's clock.
    """
    database, now = services.get(Database), services.get(Clock).now()
    if ceiling_of(caller) is not None:
        async with database.read() as session:
            known = await repository.session_of(session, session_id, caller.viewer_key)
        await require_still_within(services, caller, known)
    async with database.write() as session:
        row = _still_open(
            await repository.lock_session_of(session, session_id, caller.viewer_key), now
        )
        if wish.sequence > row.sequence:
            await _advance(session, row, wish, now, caller, is_sqlite=database.is_sqlite)
    return describe_state(row, await playing(services, row.programme_id))


async def hear_heartbeat(services: Services, caller: Caller, session_id: UUID) -> SessionState:
    """Take a sign of life, written down only when the last is old. Raises as `save_position`."""
    database, now = services.get(Database), services.get(Clock).now()
    async with database.read() as session:
        row = _still_open(await repository.session_of(session, session_id, caller.viewer_key), now)
    await require_still_within(services, caller, row)
    if (now - row.last_seen_at).total_seconds() > SIGN_OF_LIFE_SECONDS:
        async with database.write() as session:
            row = _still_open(
                await repository.lock_session_of(session, session_id, caller.viewer_key), now
            )
            row.last_seen_at = now
    return describe_state(row, await playing(services, row.programme_id))


async def close_session(services: Services, caller: Caller, session_id: UUID) -> None:
    """Close a session and take its token away; closing twice is fine. Raises SessionNotFound."""
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        row = await repository.lock_session_of(session, session_id, caller.viewer_key)
        if row is None:
            raise SessionNotFound
        if row.ended_at is None:
            row.ended_at = now
            await revoke(session, row.id, now, row.expires_at)
    await services.get(Revocations).tell([row.id], row.expires_at)


async def save_progress(
    services: Services, caller: Caller, choice: Choice, position_seconds: float
) -> None:
    """Write where a viewer is in something they may see, without a session."""
    if choice.asset_id is None or is_paused(caller):
        return
    database, title = services.get(Database), choice.title
    known = await playing(services, choice.asset_id)
    duration = known.programme.duration_seconds
    point = {
        "viewer_key": caller.viewer_key,
        "asset_id": choice.asset_id,
        "title_id": title.id if title else None,
        "episode_id": title.episode.id if title and title.episode else None,
        "position_seconds": min(position_seconds, duration),
        "duration_seconds": duration,
        "is_finished": is_finished(position_seconds, duration),
        "updated_at": services.get(Clock).now(),
    }
    async with database.write() as session:
        await repository.save_resume_point(session, point, is_sqlite=database.is_sqlite)


def is_finished(position_seconds: float, duration_seconds: float) -> bool:
    """Tell whether so little is left that the viewer will want to start over."""
    tail = min(FINISHED_SECONDS, FINISHED_SHARE * duration_seconds)
    return position_seconds >= duration_seconds - tail


def _still_open(row: PlaybackSessionRow | None, now: datetime) -> PlaybackSessionRow:
    if row is None:
        raise SessionNotFound
    if row.ended_at is not None or row.expires_at < now:
        raise SessionClosed
    return row


async def _advance(
    session: WriteSession,
    row: PlaybackSessionRow,
    wish: Position,
    now: datetime,
    caller: Caller,
    *,
    is_sqlite: bool,
) -> None:
    position = min(wish.position_seconds, row.duration_seconds)
    if position > row.position_seconds:
        passed = max(0.0, (now - row.last_seen_at).total_seconds())
        row.watched_seconds += min(passed, LONGEST_STEP_SECONDS)
    row.position_seconds, row.sequence, row.last_seen_at = position, wish.sequence, now
    if not is_paused(caller):
        await repository.save_resume_point(session, _point(row, now), is_sqlite=is_sqlite)
    if not row.is_counted and row.watched_seconds >= view_after(row.duration_seconds):
        row.is_counted = True
        await repository.add_view(session, row.asset_id, row.title_id, is_sqlite=is_sqlite)
        by = None if is_paused(caller) else caller.account_id
        publish(session, ViewCounted(row.id, row.asset_id, row.title_id, by, caller.is_kids))
    has_ended = is_finished(row.position_seconds, row.duration_seconds)
    if row.is_counted and has_ended and not row.is_finished:
        row.is_finished = True
        publish(session, WatchFinished(row.id, row.asset_id, row.title_id, caller.is_kids))


def _point(row: PlaybackSessionRow, now: datetime) -> dict[str, object]:
    return {
        "viewer_key": row.viewer_key,
        "asset_id": row.asset_id,
        "title_id": row.title_id,
        "episode_id": row.episode_id,
        "position_seconds": row.position_seconds,
        "duration_seconds": row.duration_seconds,
        "is_finished": is_finished(row.position_seconds, row.duration_seconds),
        "updated_at": now,
    }


def view_after(duration_seconds: float) -> float:
    """Return how much of a film must be watched for a view."""
    return min(VIEW_SECONDS, VIEW_SHARE * duration_seconds)
