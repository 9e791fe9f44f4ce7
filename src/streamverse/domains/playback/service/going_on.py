"""What a viewer has begun, and the episode after one they have finished."""

from uuid import UUID

from streamverse.domains.catalog.public import episodes_by_id, title_cards
from streamverse.domains.identity.public import Caller
from streamverse.domains.playback import repository
from streamverse.domains.playback.resume_points import PlaybackResumePoints
from streamverse.domains.playback.schemas import ContinueItem
from streamverse.domains.playback.service.listing import Shown
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.pages import Page


async def list_going_on(session: ReadSession, viewer: Caller, limit: int) -> Page[ContinueItem]:
    """Return what to go on with, the last watched first; it is never more than one page."""
    points = await PlaybackResumePoints().recent(session, viewer.viewer_key, limit)
    shown = Shown(
        titles=await title_cards(session, viewer, [point.title_id for point in points]),
        episodes=await episodes_by_id(
            session, [point.episode_id for point in points if point.episode_id]
        ),
        uploads={},
    )
    items = [
        ContinueItem(
            title_id=point.title_id,
            episode_id=point.episode_id,
            position_seconds=point.position_seconds,
            duration_seconds=point.duration_seconds,
            is_next=point.is_next,
            **shown.facts(point.title_id, point.title_id, point.episode_id),
        )
        for point in points
        if point.title_id in shown.titles
    ]
    return Page(items=items)


async def dismiss(session: WriteSession, viewer: Caller, title_id: UUID) -> None:
    """Keep a title out of "continue watching" until it is watched again."""
    await repository.dismiss(session, viewer.viewer_key, title_id, is_dismissed=True)


async def take_back(session: WriteSession, viewer: Caller, title_id: UUID) -> None:
    """Put a title that was taken out back to where it was."""
    await repository.dismiss(session, viewer.viewer_key, title_id, is_dismissed=False)
