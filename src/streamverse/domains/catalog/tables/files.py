"""Which films a table brings: what stands in its column `file`."""

from pathlib import Path

from streamverse.domains.catalog.tables.cells import plain_cell
from streamverse.domains.catalog.tables.fields import guessed_mapping
from streamverse.domains.catalog.tables.opening import opened, shape_of


def files_in_table(table: Path) -> list[str]:
    """Return the films that a table names, each once. Raises TableUnreadable."""
    shape = shape_of(table)
    mapping = guessed_mapping(tuple(column for column in shape.columns if column))
    column = next((column for column, field in mapping.items() if field == "file"), None)
    if column is None:
        return []
    with opened(table, shape) as rows:
        named = [str(row.values.get(column) or "").strip() for row in rows]
    return list(dict.fromkeys(plain_cell(name) for name in named if name))
