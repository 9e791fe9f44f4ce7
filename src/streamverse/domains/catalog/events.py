"""What happened in the catalog."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from streamverse.kit.events import Event


@dataclass(frozen=True, slots=True)
class TitleChanged(Event):
    """A title was made or edited."""

    name: ClassVar[str] = "catalog.title_changed"
    title_id: UUID


@dataclass(frozen=True, slots=True)
class TitlePublished(Event):
    """A title can be seen by the public."""

    name: ClassVar[str] = "catalog.title_published"
    title_id: UUID


@dataclass(frozen=True, slots=True)
class TitleWithdrawn(Event):
    """A title is a draft again."""

    name: ClassVar[str] = "catalog.title_withdrawn"
    title_id: UUID


@dataclass(frozen=True, slots=True)
class TitleDeleted(Event):
    """A title was deleted; it can be brought back for a while."""

    name: ClassVar[str] = "catalog.title_deleted"
    title_id: UUID
