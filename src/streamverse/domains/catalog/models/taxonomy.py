"""What titles are sorted by: genres and categories that editors keep, and free tags."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class GenreRow(Base):
    """One genre; `names` by language tag, `name` for all others. Lower positions come first."""

    __tablename__ = "genres"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    names: Mapped[dict[str, str]] = mapped_column(default=dict, server_default="{}")
    position: Mapped[int] = mapped_column(default=0, server_default="0")


class TitleGenreRow(Base):
    """A title's genre; `position` keeps the order its owner gave."""

    __tablename__ = "title_genres"
    __table_args__ = (Index("ix_title_genres_genre_slug_title_id", "genre_slug", "title_id"),)

    title_id: Mapped[UUID] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True
    )
    genre_slug: Mapped[str] = mapped_column(
        ForeignKey("genres.slug", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]


class CategoryRow(Base):
    """One category: the shelf a creator's work stands on; a title has one at the most."""

    __tablename__ = "categories"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    names: Mapped[dict[str, str]]
    position: Mapped[int]


class TitleTagRow(Base):
    """A word somebody tagged a title with; `slug` is what makes two spellings one."""

    __tablename__ = "title_tags"
    __table_args__ = (Index("ix_title_tags_slug_title_id", "slug", "title_id"),)

    title_id: Mapped[UUID] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True
    )
    slug: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[int]
