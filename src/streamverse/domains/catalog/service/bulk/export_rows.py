"""Titles and their episodes as the rows of a table."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository.series import Placed
from streamverse.domains.catalog.schemas.documents import TitleDocument
from streamverse.domains.catalog.tables.cells import escaped_cell
from streamverse.domains.catalog.tables.fields import COLUMNS, TEXTS
from streamverse.domains.catalog.tables.written import cells_of

EPISODE_FACTS = ("name", "synopsis", "runtime_seconds", "released_on", "asset_id")


class Written(Protocol):
    """Writes rows as text, in one format."""

    def head(self) -> str:
        """Return what comes before the rows."""
        ...

    def rows(self, rows: Iterable[Mapping[str, Any]]) -> str:
        """Return rows."""
        ...

    def foot(self) -> str:
        """Return what comes after them."""
        ...


class WrittenCsv:
    """RFC 4180, in UTF-8 with a mark so that spreadsheets believe it; no cell is a formula."""

    def __init__(self, languages: Sequence[str]) -> None:
        """Write a column for each text in each of these languages."""
        translated = [f"{name}.{language}" for language in languages for name in TEXTS]
        self._columns = (*COLUMNS, *translated)

    def head(self) -> str:
        """Return the mark and the names of the columns."""
        return "\ufeff" + self._line({column: column for column in self._columns})

    def rows(self, rows: Iterable[Mapping[str, Any]]) -> str:
        """Return rows, a line each."""
        return "".join(self._line(row) for row in rows)

    def foot(self) -> str:
        """Return nothing."""
        return ""

    def _line(self, row: Mapping[str, Any]) -> str:
        line = io.StringIO()
        cells = [escaped_cell(str(row.get(column, ""))) for column in self._columns]
        csv.writer(line).writerow(cells)
        return line.getvalue()


class WrittenJson:
    """An array of objects, one on a line."""

    def __init__(self) -> None:
        """Begin."""
        self._is_first = True

    def head(self) -> str:
        """Return the opening bracket."""
        return "["

    def rows(self, rows: Iterable[Mapping[str, Any]]) -> str:
        """Return rows, a line each."""
        text = ""
        for row in rows:
            text += "\n" if self._is_first else ",\n"
            text += json.dumps(row, ensure_ascii=False)
            self._is_first = False
        return text

    def foot(self) -> str:
        """Return the closing bracket."""
        return "\n]\n"


def title_row(
    row: TitleRow, document: TitleDocument, channel: str, *, is_flat: bool
) -> dict[str, Any]:
    """Return a title: as cells, or as the JSON of its document."""
    plain = document.model_dump(mode="json", exclude={"channel_id"})
    facts = cells_of(plain) if is_flat else plain
    return {"kind": row.kind, "id": str(row.id), **facts, "channel": channel, "state": row.state}


def episode_row(series: str, placed: Placed) -> dict[str, Any]:
    """Return an episode, under its series' address."""
    facts = {name: getattr(placed.episode, name) for name in EPISODE_FACTS}
    numbers = {"season": placed.season.number, "number": placed.episode.number}
    given = {name: value for name, value in facts.items() if value not in {None, ""}}
    plain = {name: value if isinstance(value, int) else str(value) for name, value in given.items()}
    return {"kind": "episode", "series": series, **numbers, **plain}
