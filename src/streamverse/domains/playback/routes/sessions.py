"""Playback sessions over HTTP: open, report, close, and what may be played at all."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, status

from streamverse.domains.catalog.public import Asking, Entitlements, NoEntitlements
from streamverse.domains.identity.public import Viewer
from streamverse.domains.playback.languages import preferred_languages
from streamverse.domains.playback.schemas import (
    ContentId,
    Decision,
    OpenSession,
    Position,
    Progress,
    Session,
    SessionState,
)
from streamverse.domains.playback.service import open_session as opening
from streamverse.domains.playback.service import progress
from streamverse.domains.playback.service.choose import choose_content
from streamverse.domains.playback.service.decide import decision_on
from streamverse.domains.playback.service.rights import Watcher
from streamverse.kit.db import Database
from streamverse.kit.errors import Invalid
from streamverse.kit.http import Reads
from streamverse.kit.http.idempotency import IdempotencyKey
from streamverse.kit.http.provide import services_of
from streamverse.kit.services import Services

router = APIRouter()
aliases = APIRouter()

OLDER = "/api/v1/streaming"

Wired = Annotated[Services, Depends(services_of)]
AcceptLanguage = Annotated[str, Header(alias="Accept-Language", max_length=1000)]


def watching(viewer: Viewer, asker: Asking, services: Wired) -> Watcher:
    """Give whoever watches: the caller, where they are, and who knows what they paid for."""
    try:
        entitlements = services.get(Entitlements)
    except LookupError:  # a process without billing: nobody has paid for anything
        entitlements = NoEntitlements()
    return Watcher(viewer, asker, entitlements)


Watching = Annotated[Watcher, Depends(watching)]


class NothingNamed(Invalid):
    """Neither a title nor an asset was named."""

    code = "nothing_named"
    title = "Name a title_id or an asset_id"


@aliases.post(f"{OLDER}/sessions", status_code=status.HTTP_201_CREATED, name="stream_session")
@router.post("/sessions", status_code=status.HTTP_201_CREATED)
async def open_playback_session(
    watcher: Watching,
    wish: OpenSession,
    services: Wired,
    key: IdempotencyKey = None,
    accept_language: AcceptLanguage = "",
) -> Session:
    """Open a session on a title, an episode or an asset, also one that is still being made."""
    spoken = wish.languages or preferred_languages(accept_language)
    wish = wish.model_copy(update={"languages": spoken})
    return await opening.open_session(services, watcher, wish, key)


@aliases.get(f"{OLDER}/{{content_id}}/manifest")
async def read_streaming_manifest(
    watcher: Watching, content_id: ContentId, services: Wired, accept_language: AcceptLanguage = ""
) -> Session:
    """Open a session on a title, an episode or an asset and give its manifests."""
    async with services.get(Database).read() as session:
        choice = await choose_content(session, watcher, content_id)
        position = await opening.start_position(session, watcher.caller, choice.asset_id)
    wish = OpenSession(title_id=content_id, languages=preferred_languages(accept_language))
    return await opening.open_chosen(services, watcher.caller, choice, position, wish, None)


@router.get("/sessions/{session_id}")
async def read_playback_session(watcher: Watching, session_id: UUID, services: Wired) -> Session:
    """Describe one's session anew: after a reload, or when its revision has changed."""
    return await opening.read_session(services, watcher, session_id)


@aliases.put(f"{OLDER}/sessions/{{session_id}}/position", name="stream_position")
@router.put("/sessions/{session_id}/position")
async def save_playback_position(
    viewer: Viewer, session_id: UUID, wish: Position, services: Wired
) -> SessionState:
    """Say where the viewer is; every ten seconds, on a pause and at the end."""
    return await progress.save_position(services, viewer, session_id, wish)


@aliases.post(f"{OLDER}/sessions/{{session_id}}/heartbeat", name="stream_heartbeat")
@router.post("/sessions/{session_id}/heartbeat")
async def send_playback_heartbeat(
    viewer: Viewer, session_id: UUID, services: Wired
) -> SessionState:
    """Say that the player is still there, and hear whether the manifests offer more."""
    return await progress.hear_heartbeat(services, viewer, session_id)


@aliases.delete(
    f"{OLDER}/sessions/{{session_id}}",
    status_code=status.HTTP_204_NO_CONTENT,
    name="end_stream_session",
)
@router.delete("/sessions/{session_id}", status_code=status.HTTP_204_NO_CONTENT)
async def close_playback_session(viewer: Viewer, session_id: UUID, services: Wired) -> None:
    """Close a session: its addresses stop working."""
    await progress.close_session(services, viewer, session_id)


@router.get("/decisions")
async def read_playback_decision(
    watcher: Watching,
    session: Reads,
    title_id: ContentId | None = None,
    asset_id: UUID | None = None,
) -> Decision:
    """Say what this viewer may do with a title or an asset, and what would help if not."""
    if asset_id is None and not title_id:
        raise NothingNamed
    return await decision_on(session, watcher, title_id=title_id, asset_id=asset_id)


@aliases.post("/api/watch/progress", status_code=status.HTTP_204_NO_CONTENT)
async def save_watch_progress(watcher: Watching, wish: Progress, services: Wired) -> None:
    """Write down how far this viewer is in a title, an episode or an asset."""
    async with services.get(Database).read() as session:
        choice = await choose_content(session, watcher, wish.content_id)
    await progress.save_progress(services, watcher.caller, choice, wish.position_seconds)
