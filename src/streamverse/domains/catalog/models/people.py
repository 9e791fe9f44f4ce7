"""People: who made a title and who is in it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class PersonRow(Base):
    """Somebody with credits. `folded` is the name as it is looked for: ASCII, lower case."""

    __tablename__ = "people"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    also_known_as: Mapped[list[str]]
    biography: Mapped[str]
    born_on: Mapped[date | None]
    died_on: Mapped[date | None]
    folded: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class CreditRow(Base):
    """One person's part in a title; `character` is who an actor plays."""

    __tablename__ = "credits"
    __table_args__ = (
        Index("ix_credits_title_id_position", "title_id", "position"),
        Index("ix_credits_person_id_title_id", "person_id", "title_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title_id: Mapped[UUID] = mapped_column(ForeignKey("titles.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    role: Mapped[str]
    character: Mapped[str]
    position: Mapped[int]
