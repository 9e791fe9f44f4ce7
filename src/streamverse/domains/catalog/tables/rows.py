"""What reading a table yields: rows, each with its place in the file and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, in a sentence; `column` is empty where it is the whole row."""

    column: str
    message: str

    def plain(self) -> dict[str, str]:
        """Return it as JSON keeps it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row: `number` is its line, or its place in a JSON array, counted from 1."""

    number: int
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is written. `delimiter` is empty and `encoding` UTF-8 for JSON."""

    format: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
