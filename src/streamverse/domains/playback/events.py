"""What playback tells the other domains."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from streamverse.kit.events import Event


@dataclass(frozen=True, slots=True)
class ViewCounted(Event):
    """Somebody has watched long enough for a view; at most once per playback session.

    `account_id` is None for a guest, and for a viewer whose history is paused. `is_kids`: it was a
    child's profile.
    """

    name: ClassVar[str] = "playback.view_counted"
    session_id: UUID
    asset_id: UUID
    title_id: UUID | None
    account_id: UUID | None
    is_kids: bool = False


@dataclass(frozen=True, slots=True)
class WatchFinished(Event):
    """Somebody has come to the end of what they really watched; at most once per session."""

    name: ClassVar[str] = "playback.watch_finished"
    session_id: UUID
    asset_id: UUID
    title_id: UUID | None
    is_kids: bool


@dataclass(frozen=True, slots=True)
class WatchlistChanged(Event):
    """A title was put on somebody's list, or taken off it; it doesn't say whose."""

    name: ClassVar[str] = "playback.watchlist_changed"
    title_id: UUID
    is_added: bool
    is_kids: bool
