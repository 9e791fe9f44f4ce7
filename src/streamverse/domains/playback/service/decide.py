"""What a viewer may do with something, and what would help if not."""

from streamverse.domains.identity.public import Caller
from streamverse.domains.media.public import AssetState
from streamverse.domains.playback.schemas import Decision
from streamverse.domains.playback.service.choose import Choice, summary
from streamverse.domains.playback.service.open_session import start_position
from streamverse.kit.db import ReadSession


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
        max_rung=None,
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
