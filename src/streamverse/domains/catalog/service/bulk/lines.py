"""What becomes of one row: the line of a run's report."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.models import BulkLineRow, BulkRunRow
from streamverse.domains.catalog.tables.rows import Problem
from streamverse.kit.errors import Refusal

COUNTED = {"created": "created", "changed": "changed", "failed": "failed"}
"""Outcomes with a counter of their own; all others leave a title as it was."""


class RowRefused(Exception):
    """A row that can't be done, and why; the others go on."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems."""
        super().__init__()
        self.problems = problems


@dataclass(slots=True)
class Line:
    """What became of one row."""

    number: int
    outcome: str
    name: str = ""
    title_id: UUID | None = None
    version_before: int | None = None
    version_after: int | None = None
    before: dict[str, Any] | None = None
    problems: tuple[Problem, ...] = field(default=())

    def row(self, run: BulkRunRow) -> BulkLineRow:
        """Return it as it is kept; of a dry run nothing is to be brought back."""
        return BulkLineRow(
            run_id=run.id,
            number=self.number,
            outcome=self.outcome,
            name=self.name[:200],
            title_id=None if run.is_dry_run and self.outcome == "created" else self.title_id,
            version_before=self.version_before,
            version_after=None if run.is_dry_run else self.version_after,
            before=None if run.is_dry_run else self.before,
            problems=[problem.plain() for problem in self.problems],
        )


def refused(number: int, name: str, error: Refusal | RowRefused) -> Line:
    """Return the line of a row that was refused."""
    if isinstance(error, RowRefused):
        return Line(number, "failed", name, problems=error.problems)
    said = f"{error.title}. {error.detail}" if error.detail else f"{error.title}."
    return Line(number, "failed", name, problems=(Problem("", said),))


def count(run: BulkRunRow, lines: list[Line]) -> None:
    """Add lines to a run's counters."""
    run.done += len(lines)
    for line in lines:
        counter = COUNTED.get(line.outcome, "unchanged")
        setattr(run, counter, getattr(run, counter) + 1)
