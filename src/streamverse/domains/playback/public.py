"""The door of playback."""

from starlette.types import ASGIApp

from streamverse.domains.playback.delivery import Delivery
from streamverse.domains.playback.opening import open_playback
from streamverse.domains.playback.programmes import Programmes
from streamverse.domains.playback.resume_points import (
    PlaybackResumePoints,
    ViewerMemory,
    memory_of_viewer,
)
from streamverse.domains.playback.revocations import Revocations
from streamverse.domains.playback.taste import Taste, taste_of
from streamverse.domains.playback.tokens import MediaTokens
from streamverse.domains.playback.watchlists import PlaybackWatchlists
from streamverse.kit.clock import Clock
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services

__all__ = [
    "PlaybackResumePoints",
    "PlaybackWatchlists",
    "Taste",
    "ViewerMemory",
    "media_app",
    "memory_of_viewer",
    "open_playback",
    "taste_of",
]


def media_app(services: Services) -> ASGIApp:
    """Return the ASGI application for `/media/…` and `/images/…`; needs `open_playback`."""
    return Delivery(
        services.get(Objects),
        services.get(Clock),
        services.get(MediaTokens),
        services.get(Revocations),
        services.get(Programmes),
    )
