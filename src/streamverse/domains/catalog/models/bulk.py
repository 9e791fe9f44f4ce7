"""Work on many titles: imports, exports, batch edits, the watch folder."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class BulkRunRow(Base):
    """One import, export or batch edit. `options` is what was asked for, `source_key` its file."""

    __tablename__ = "bulk_runs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str]
    asked_by: Mapped[UUID] = mapped_column(index=True)
    is_dry_run: Mapped[bool]
    file_name: Mapped[str]
    source_key: Mapped[str]
    format: Mapped[str]
    options: Mapped[dict[str, Any]]
    total: Mapped[int | None]
    done: Mapped[int]
    created: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    failed: Mapped[int]
    undone: Mapped[int]
    conflicts: Mapped[int]
    problem: Mapped[str]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class BulkLineRow(Base):
    """What became of one row of a run; `number` counts from 1 as in the file.

    `before` is what an undo brings back: null where the run made the title.
    """

    __tablename__ = "bulk_lines"

    run_id: Mapped[UUID] = mapped_column(
        ForeignKey("bulk_runs.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    title_id: Mapped[UUID | None]
    name: Mapped[str]
    version_before: Mapped[int | None]
    version_after: Mapped[int | None]
    problems: Mapped[list[Any]]
    before: Mapped[dict[str, Any] | None]


class WatchedFileRow(Base):
    """A file that lay in the watch folder, and what was made of it."""

    __tablename__ = "watched_files"

    path: Mapped[str] = mapped_column(primary_key=True)
    size_bytes: Mapped[int]
    modified_at: Mapped[datetime]
    state: Mapped[str]
    asset_id: Mapped[UUID | None]
    title_id: Mapped[UUID | None]
    problem: Mapped[str]
    seen_at: Mapped[datetime]
