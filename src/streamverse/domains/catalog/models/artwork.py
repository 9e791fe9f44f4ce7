"""Pictures."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class ArtworkRow(Base):
    """One picture of a title, an episode, a person or a collection, in all its sizes.

    `images` is a list of {"key", "width", "height", "type"}, the smallest first. The focal point
    is a share of width and height, 0 to 1 from the upper left corner: what a crop keeps in view.
    `original_key` is what was uploaded, to be cut anew; "" for pictures of before it was kept.
    """

    __tablename__ = "artworks"
    __table_args__ = (UniqueConstraint("subject_id", "role"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID]
    role: Mapped[str]
    alt: Mapped[str]
    dominant_color: Mapped[str]
    blurhash: Mapped[str] = mapped_column(default="", server_default="")
    focal_x: Mapped[float] = mapped_column(default=0.5, server_default="0.5")
    focal_y: Mapped[float] = mapped_column(default=0.4, server_default="0.4")
    images: Mapped[list[Any]]
    original_key: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime]
