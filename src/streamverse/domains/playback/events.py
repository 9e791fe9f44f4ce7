"""What playback tells the other domains."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from streamverse.kit.events import Event


@dataclass(frozen=True, slots=True)
class ViewCounted(Event):
    """Somebody has watched long enough for a view; at most once per playback session.

    `account_id` is None for a guest, and for a viewer whose history is paused.
    """

    name: ClassVar[str] = "playback.view_counted"
    session_id: UUID
    asset_id: UUID
    title_id: UUID | None
    account_id: UUID | None
