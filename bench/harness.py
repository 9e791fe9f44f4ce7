"""What a benchmark answers: rows, each a figure beside the limit it is held against.

A module `bench/bench_*.py` has `run() -> list[Row]` (it may be async). Limits are measured in
the same run on the same machine wherever there is one: figures of two machines don't compare.
"""

import json
import operator
import platform
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path
from typing import Any, Literal

from rich.console import Console
from rich.table import Table

COMPARE: dict[str, Callable[[float, float], bool]] = {"<=": operator.le, ">=": operator.ge}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: `measured` in `unit`; the goal is on the ratio where there is a `limit`.

    `Row("segments of 2 MB", 812, "/s", limit=1380, limit_is="nginx sendfile", at_least=0.5)`
    `Row("multivariant of 2 h", 0.6, "ms", at_most=2)`
    """

    what: str
    measured: float
    unit: str
    limit: float | None = None
    limit_is: str = ""
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Measured ÷ limit."""
        return self.measured / self.limit if self.limit else None

    @property
    def judged(self) -> float:
        """The number that the goal speaks of."""
        return self.measured if self.ratio is None else self.ratio

    @property
    def goal(self) -> tuple[Literal["<=", ">="], float] | None:
        """The goal's comparison and number."""
        if self.at_most is not None:
            return "<=", self.at_most
        return None if self.at_least is None else (">=", self.at_least)

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached; a row without one only informs."""
        return self.goal is None or COMPARE[self.goal[0]](self.judged, self.goal[1])


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` (0–1) of the values lie."""
    if len(values) == 1:
        return values[0]
    cuts = statistics.quantiles(values, n=1000, method="inclusive")
    return cuts[min(max(round(share * 1000) - 1, 0), 998)]


def show(console: Console, rows: Sequence[Row]) -> None:
    """Print the table."""
    table = Table(box=None, header_style="dim", pad_edge=False)
    for heading in ("", "What", "Measured", "Limit", "Ratio", "Goal", "Note"):
        table.add_column(heading, justify="right" if heading in {"Measured", "Ratio"} else "left")
    for row in rows:
        sign = "[green]✓[/]" if row.is_met else "[red]✗[/]"
        limit = f"{short(row.limit)} {row.unit} {row.limit_is}" if row.limit else row.limit_is
        goal = f"{row.goal[0]} {short(row.goal[1])}" if row.goal else ""
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        table.add_row(
            sign, row.what, f"{short(row.measured)} {row.unit}", limit, ratio, goal, row.note
        )
    console.print(table)


def short(value: float | None) -> str:
    """Write a number with three figures."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def save(rows: Sequence[Row], file: Path) -> None:
    """Write the rows as JSON, with the machine they were measured on."""
    plain: list[dict[str, Any]] = [
        {name: getattr(row, name) for name in Row.__dataclass_fields__}
        | {"ratio": row.ratio, "is_met": row.is_met}
        for row in rows
    ]
    document = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": cpu_count(), "kind": platform.machine(), "system": platform.system()},
        "rows": plain,
    }
    file.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
