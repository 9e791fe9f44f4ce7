"""What a viewer may do with something, and what would help if not."""

from uuid import UUID

from streamverse.domains.identity.public import Caller
from streamverse.domains.media.public import AssetState
from streamverse.domains.playback.errors import NotEntitled, TitleNotOffered
from streamverse.domains.playback.schemas import Decision
from streamverse.domains.playback.service.choose import (
    Choice,
    choose_asset,
    choose_title,
    summary,
)
from streamverse.domains.playback.service.open_session import start_position
from streamverse.domains.playback.service.rights import Watcher
from streamverse.kit.db import ReadSession

REFUSED = Decision(
    title_id=None,
    asset_id=None,
    can_play=False,
    reason=None,
    detail="",
    would_help=[],
    is_public=True,
    max_rung=None,
    position_seconds=0.0,
    progress=None,
)
"""What is said of something published that the viewer has no right to."""


async def decision_on(
    session: ReadSession, watcher: Watcher, *, title_id: str | None, asset_id: UUID | None
) -> Decision:
    """Return the decision on a title or an asset. Raises NothingToPlay, AboveMaturityCeiling."""
    try:
        if asset_id is not None:
            choice = await choose_asset(session, watcher, asset_id)
        else:
            choice = await choose_title(session, watcher, title_id or "")
    except TitleNotOffered as refusal:
        return REFUSED.model_copy(
            update={
                "asset_id": asset_id,
                "reason": "title_not_offered",
                "detail": refusal.title,
                "would_help": ["wait"] if refusal.opens_at else [],
                "opens_at": refusal.opens_at,
            }
        )
    except NotEntitled as refusal:
        return REFUSED.model_copy(
            update={
                "asset_id": asset_id,
                "reason": "not_entitled",
                "detail": refusal.title,
                "would_help": list(refusal.ways),
            }
        )
    return await decide(session, watcher.caller, choice)


async def decide(session: ReadSession, caller: Caller, choice: Choice) -> Decision:
    """Return the decision on something the caller may see."""
    asset = await summary(session, choice.asset_id)
    decision = Decision(
        title_id=choice.title.id if choice.title else None,
        asset_id=asset.id if asset else None,
        can_play=False,
        reason="no_video",
        detail="There is no video in it yet.",
        would_help=["upload"],
        is_public=choice.is_public,
        max_rung=choice.max_rung,
        position_seconds=0.0,
        progress=asset.progress if asset else None,
    )
    if asset is None:
        return decision
    if asset.is_playable:
        position = await start_position(session, caller, asset.id)
        return decision.model_copy(
            update={
                "can_play": True,
                "reason": None,
                "detail": "",
                "would_help": list[str](),
                "position_seconds": position,
            }
        )
    if asset.state is AssetState.FAILED:
        failed = {"reason": "preparation_failed", "detail": "It could not be prepared."}
        return decision.model_copy(update=failed)
    waiting = {
        "reason": "being_prepared",
        "detail": "It is being prepared.",
        "would_help": ["wait"],
    }
    return decision.model_copy(update=waiting)
