"""What channels do when identity says that somebody is gone."""

from streamverse.domains.channels.privacy import PRIVACY
from streamverse.domains.channels.repository import follows
from streamverse.domains.identity.events import ProfileRemoved
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.services import Services


async def forget_profile(_: Services, session: WriteSession, event: ProfileRemoved) -> None:
    """Let a profile that is gone follow nothing any more."""
    await follows.forget_viewers(session, [f"profile:{event.profile_id}"])


REACTIONS = (
    Reaction("channels.forget_profile", ProfileRemoved, forget_profile),
    *PRIVACY.reactions,
)
