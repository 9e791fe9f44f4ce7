"""What the catalog tells the other domains."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from streamverse.kit.events import Event


@dataclass(frozen=True, slots=True)
class TitlePublished(Event):
    """Viewers can find a title now."""

    name: ClassVar[str] = "catalog.title_published"
    title_id: UUID


@dataclass(frozen=True, slots=True)
class TitleUnpublished(Event):
    """Viewers can no longer find a title."""

    name: ClassVar[str] = "catalog.title_unpublished"
    title_id: UUID


@dataclass(frozen=True, slots=True)
class TitleChanged(Event):
    """A title's facts, artwork, seasons or episodes changed."""

    name: ClassVar[str] = "catalog.title_changed"
    title_id: UUID


@dataclass(frozen=True, slots=True)
class TitleDeleted(Event):
    """A title is gone; the assets it showed are its owner's still."""

    name: ClassVar[str] = "catalog.title_deleted"
    title_id: UUID
