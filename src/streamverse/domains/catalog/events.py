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


@dataclass(frozen=True, slots=True)
class TitleRestored(Event):
    """A deleted title is back, as a draft."""

    name: ClassVar[str] = "catalog.title_restored"
    title_id: UUID


@dataclass(frozen=True, slots=True)
class TitleMoved(Event):
    """A title went from one editorial state to another; `by` is None for the clock."""

    name: ClassVar[str] = "catalog.title_moved"
    title_id: UUID
    from_state: str
    to_state: str
    by: UUID | None


@dataclass(frozen=True, slots=True)
class RightsChanged(Event):
    """Where or when a title is offered changed: a window was written, began or ended."""

    name: ClassVar[str] = "catalog.rights_changed"
    title_id: UUID


@dataclass(frozen=True, slots=True)
class TitlesChanged(Event):
    """Many titles changed at once: an import or a batch edit."""

    name: ClassVar[str] = "catalog.titles_changed"
    title_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PersonChanged(Event):
    """A person's facts changed, or the person is gone."""

    name: ClassVar[str] = "catalog.person_changed"
    person_id: UUID


@dataclass(frozen=True, slots=True)
class CollectionChanged(Event):
    """A collection was made, changed or deleted."""

    name: ClassVar[str] = "catalog.collection_changed"
    collection_id: UUID


@dataclass(frozen=True, slots=True)
class HomeLayoutChanged(Event):
    """A layout of the home page was made, changed or deleted."""

    name: ClassVar[str] = "catalog.home_layout_changed"
    layout_id: UUID


@dataclass(frozen=True, slots=True)
class TaxonomyChanged(Event):
    """A genre, a category or a tag was renamed, merged or deleted."""

    name: ClassVar[str] = "catalog.taxonomy_changed"
