"""Collections of titles, and the layouts of the home page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class CollectionRow(Base):
    """Titles that belong together: put together by hand, found by `query`, or sold as a bundle.

    `territories` is written as in rights windows. `names` are by language tag.
    """

    __tablename__ = "collections"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    name: Mapped[str]
    names: Mapped[dict[str, str]]
    description: Mapped[str]
    query: Mapped[dict[str, Any]]
    territories: Mapped[str]
    from_at: Mapped[datetime | None]
    until_at: Mapped[datetime | None]
    is_published: Mapped[bool]
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class CollectionItemRow(Base):
    """One place in a collection: a title, or another collection whose titles stand there."""

    __tablename__ = "collection_items"
    __table_args__ = (Index("ix_collection_items_collection_id", "collection_id", "position"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    collection_id: Mapped[UUID] = mapped_column(ForeignKey("collections.id", ondelete="CASCADE"))
    position: Mapped[int]
    title_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), index=True
    )
    child_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("collections.id", ondelete="CASCADE"), index=True
    )


class HomeLayoutRow(Base):
    """The rows of the home page for an audience; the highest priority that fits is shown.

    `audience` has what a viewer must be ({"is_kids", "territories", "plans", "languages"}), an
    absent one fits all. `rows` is a list of {"kind", …}, from the top.
    """

    __tablename__ = "home_layouts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    audience: Mapped[dict[str, Any]]
    rows: Mapped[list[Any]]
    priority: Mapped[int]
    is_published: Mapped[bool]
    from_at: Mapped[datetime | None]
    until_at: Mapped[datetime | None]
    version: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[UUID | None]
