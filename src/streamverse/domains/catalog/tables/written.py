"""A title's document as cells: the way back of `facts`."""

from collections.abc import Iterable, Mapping
from typing import Any

from streamverse.domains.catalog.tables.cells import join, join_records
from streamverse.domains.catalog.tables.credit_cells import write_credits
from streamverse.domains.catalog.tables.fields import (
    EVENT,
    IDS,
    LISTS,
    PLAIN,
    RECORDS,
    STATION,
    TEXTS,
)


def cells_of(document: Mapping[str, Any]) -> dict[str, str]:
    """Return every cell that a document fills, by column; what is empty is left out."""
    cells = {name: _text(document.get(name)) for name in ("kind", "slug", *PLAIN)}
    cells |= {name: join(document.get(name) or []) for name in LISTS}
    cells |= {name: _records(document.get(name) or [], RECORDS[name]) for name in RECORDS}
    cells["credits"] = write_credits(document.get("credits") or [])
    cells |= _ids(_object(document, "external_ids"))
    for language, texts in _object(document, "texts").items():
        cells |= {f"{name}.{language}": _text(texts.get(name)) for name in TEXTS}
    event = _object(document, "event")
    cells |= {name: _text(event.get(name)) for name in EVENT}
    cells["participants"] = join(event.get("participants") or [])
    station = _object(document, "station")
    cells |= {column: _text(station.get(name)) for column, name in STATION.items()}
    return {column: cell for column, cell in cells.items() if cell}


def _object(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    return document.get(name) or {}


def _ids(ids: Mapping[str, str]) -> dict[str, str]:
    columns = {source: column for column, source in IDS.items()}
    cells = {columns[source]: value for source, value in ids.items() if source in columns}
    others = [(source, value) for source, value in sorted(ids.items()) if source not in columns]
    return {**cells, "external_ids": join_records(others)}


def _records(records: Iterable[Mapping[str, Any]], names: tuple[str, ...]) -> str:
    rows: list[list[str]] = []
    for record in records:
        parts = [_text(record.get(name)) for name in names]
        while parts and not parts[-1]:
            parts.pop()
        rows.append(parts)
    return join_records(rows)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value)
