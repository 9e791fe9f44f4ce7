"""What a row says of a title: its cells as the fields of a title's document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from streamverse.domains.catalog.tables.cells import plain_cell
from streamverse.domains.catalog.tables.fields import (
    CREDITED,
    EVENT,
    IDS,
    LISTS,
    PLAIN,
    RECORDS,
    STATION,
    TRANSLATED,
)
from streamverse.domains.catalog.tables.rows import Problem, SourceRow
from streamverse.domains.catalog.tables.values import CellWrong, value_of

MERGED = ("external_ids", "texts", "event", "station")
EMPTY_TEXTS = frozenset({"original_name", "tagline", "synopsis", "rating"})


@dataclass(slots=True)
class Facts:
    """A row by fields: `given` as it stands there, `columns` where each came from."""

    given: dict[str, Any] = field(default_factory=dict[str, Any])
    columns: dict[str, str] = field(default_factory=dict[str, str])
    problems: list[Problem] = field(default_factory=list[Problem])

    def refuse(self, name: str, message: str) -> None:
        """Note what is wrong with a field, under the name its column has."""
        self.problems.append(Problem(self.columns.get(name, name), message))

    def text(self, name: str) -> str:
        """Return a field as text, "" where it is not given."""
        given = self.given.get(name)
        return "" if given is None or isinstance(given, (dict, list)) else str(given).strip()


def facts_of(row: SourceRow, mapping: Mapping[str, str], *, is_text: bool) -> Facts:
    """Sort a row's cells by field; with `is_text` apostrophes before formulas go."""
    facts = Facts(problems=list(row.problems))
    for column, name in mapping.items():
        given = row.values.get(column)
        if name and given is not None:
            plain = plain_cell(given) if is_text and isinstance(given, str) else given
            facts.given[name] = plain
            facts.columns[name] = column
    return facts


def changes_of(facts: Facts, current: Mapping[str, Any], *, clears: bool) -> dict[str, Any]:
    """Return the document's fields that a row gives new values; what can't be read is noted.

    `current` is the document as it is. Empty cells change nothing unless they clear.
    """
    changes: dict[str, Any] = {}
    for name, given in facts.given.items():
        if is_empty(given):
            if clears:
                _clear(changes, name, current)
            continue
        try:
            _set(changes, name, value_of(name, given), current)
        except CellWrong as problem:
            facts.refuse(name, str(problem))
    return changes


def is_empty(given: Any) -> bool:
    """Whether nothing is given: an empty cell, a null, an empty list."""
    return given is None or given in ([], {}) or (isinstance(given, str) and not given.strip())


def _set(changes: dict[str, Any], name: str, value: Any, current: Mapping[str, Any]) -> None:
    if name in PLAIN or name in LISTS or name in RECORDS or name == "slug":
        changes[name] = value
    elif name == "runtime_minutes":
        changes["runtime_seconds"] = value * 60
    elif name == "credits":
        changes["credits"] = value
    elif CREDITED.fullmatch(name):
        role = name.partition(".")[2]
        others = changes.get("credits", current.get("credits") or [])
        changes["credits"] = [*(each for each in others if not _has_role(each, role)), *value]
    elif name in IDS:
        _part(changes, "external_ids", current)[IDS[name]] = value
    elif translated := TRANSLATED.fullmatch(name):
        texts = _part(changes, "texts", current)
        texts[translated[2]] = {**(texts.get(translated[2]) or {}), translated[1]: value}
    elif name in EVENT:
        _part(changes, "event", current)[name] = value
    elif name in STATION:
        _part(changes, "station", current)[STATION[name]] = value
    elif name in MERGED:
        _part(changes, name, current).update(value)


def _has_role(credit: Any, role: str) -> bool:
    """Whether a credit has a role; what is no credit at all is refused later, with its words."""
    return isinstance(credit, dict) and cast("dict[str, Any]", credit).get("role") == role


def _clear(changes: dict[str, Any], name: str, current: Mapping[str, Any]) -> None:
    if name in {"name", "kind"}:
        return
    if name in EMPTY_TEXTS:
        changes[name] = ""
    elif name in PLAIN and name != "access":
        changes[name] = None
    elif name in LISTS or name in RECORDS or name == "credits":
        changes[name] = []
    elif CREDITED.fullmatch(name):
        _set(changes, name, [], current)
    elif name in IDS:
        _part(changes, "external_ids", current).pop(IDS[name], None)
    elif TRANSLATED.fullmatch(name) and name.partition(".")[2] in (current.get("texts") or {}):
        _set(changes, name, "", current)


def _part(changes: dict[str, Any], name: str, current: Mapping[str, Any]) -> dict[str, Any]:
    """Return the object of the document that a cell is a part of, to change."""
    if name not in changes:
        changes[name] = dict(current.get(name) or {})
    return changes[name]
