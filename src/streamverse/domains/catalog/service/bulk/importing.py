"""What an import knows while it goes through its table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from streamverse.domains.catalog.bulk_errors import TableUnreadable
from streamverse.domains.catalog.models import BulkRunRow
from streamverse.domains.catalog.schemas.bulk import ImportOptions
from streamverse.domains.catalog.schemas.documents import TitleInput
from streamverse.domains.catalog.service.bulk.lines import Line
from streamverse.domains.catalog.tables.rows import Shape
from streamverse.domains.catalog.tables.tmdb import is_tmdb
from streamverse.kit.clock import Clock


@dataclass(slots=True)
class Import:
    """One import: its options, what it has seen, and the series that a dry run would make.

    `gathered` are the titles of a batch that are made together at its end.
    """

    run_id: UUID
    by: UUID
    clock: Clock
    options: ImportOptions
    shape: Shape
    mapping: Mapping[str, str]
    is_dry_run: bool
    seen: dict[str, int] = field(default_factory=dict[str, int])
    titles: dict[UUID, int] = field(default_factory=dict[UUID, int])
    promised: set[str] = field(default_factory=set[str])
    gathered: list[tuple[Line, TitleInput]] | None = None
    broken: TableUnreadable | None = None
    channels: dict[str, UUID | None] = field(default_factory=dict[str, UUID | None])

    @property
    def is_tmdb(self) -> bool:
        """Whether the rows are The Movie Database's."""
        return self.shape.format != "csv" and is_tmdb(self.shape.columns)


def import_of(run: BulkRunRow, clock: Clock) -> Import:
    """Read an import out of its run."""
    kept = run.options
    return Import(
        run_id=run.id,
        by=run.asked_by,
        clock=clock,
        options=ImportOptions.model_validate(kept),
        shape=Shape(run.format, kept["encoding"], kept["delimiter"], tuple(kept["columns"])),
        mapping=kept["mapping"],
        is_dry_run=run.is_dry_run,
    )
