"""What a cell, or a value of JSON, means for one field."""

import re
from collections.abc import Callable
from typing import Any, cast

from streamverse.domains.catalog.tables.cells import split, split_records
from streamverse.domains.catalog.tables.credit_cells import read_credits
from streamverse.domains.catalog.tables.fields import LISTS, RECORDS

WHOLE = re.compile(r"[+-]?\d{1,15}(\.0+)?")
NUMBERS = frozenset(
    {
        "year",
        "min_age",
        "runtime_seconds",
        "runtime_minutes",
        "season",
        "number",
        "station_number",
    }
)
YES, NO = frozenset({"1", "true", "yes", "y"}), frozenset({"0", "false", "no", "n", ""})
KINDS = {
    "film": "movie",
    "tv": "series",
    "show": "series",
    "tv show": "series",
    "tvshow": "series",
    "tvseries": "series",
    "tvminiseries": "series",
    "tvepisode": "episode",
    "episodedetails": "episode",
}
SHOWN = 40


class CellWrong(Exception):
    """The value means nothing here; the message is a sentence."""


def value_of(field: str, given: Any) -> Any:
    """Return what the given value means for a field. Raises CellWrong."""
    if field in RECORDS:
        return _records(field, given)
    if field == "credits" or field.startswith("credits."):
        return _credits(given, field.partition(".")[2])
    return READERS.get(field, _text)(given)


def _text(given: Any) -> str:
    if isinstance(given, (dict, list)):
        raise CellWrong("A text is expected here, not a list or an object.")
    return str(given).lower() if isinstance(given, bool) else str(given).strip()


def _kind(given: Any) -> str:
    kind = str(given).strip().lower()
    return KINDS.get(kind, kind)


def whole_number(given: Any) -> int:
    """Return a whole number, also as a spreadsheet writes it (1999.0)."""
    text = str(given).strip()
    if isinstance(given, bool) or not WHOLE.fullmatch(text):
        raise CellWrong(f"“{text[:SHOWN]}” is not a whole number.")
    return int(text.partition(".")[0])


def _list(given: Any) -> list[Any]:
    if isinstance(given, list):
        return cast("list[Any]", given)
    if isinstance(given, dict):
        raise CellWrong("A list is expected here.")
    return split(str(given))


def _records(field: str, given: Any) -> list[Any]:
    if isinstance(given, list):
        return cast("list[Any]", given)
    names = RECORDS[field]
    records: list[dict[str, str]] = []
    for parts in split_records(str(given)):
        if len(parts) > len(names):
            raise CellWrong(f"Write {':'.join(names)}, several of them separated by “|”.")
        records.append({name: part for name, part in zip(names, parts, strict=False) if part})
    return records


def _credits(given: Any, role: str) -> list[Any]:
    if isinstance(given, list):
        found = cast("list[Any]", given)
        return [{"name": each, "role": role} if isinstance(each, str) else each for each in found]
    return read_credits(str(given), role)


def _truth(given: Any) -> bool:
    text = str(given).strip().lower()
    if text not in YES | NO:
        raise CellWrong(f"“{text[:SHOWN]}” is neither yes nor no.")
    return text in YES


def _mapping(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise CellWrong("An object is expected here.")
    return cast("dict[str, Any]", given)


def _ids(given: Any) -> dict[str, Any]:
    if isinstance(given, dict):
        return cast("dict[str, Any]", given)
    pairs = split_records(str(given))
    if any(len(pair) != 2 for pair in pairs):
        raise CellWrong("Write source:id, several of them separated by “|”.")
    return {pair[0]: pair[1] for pair in pairs}


READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(NUMBERS, whole_number),
    **dict.fromkeys((*LISTS, "participants"), _list),
    **dict.fromkeys(("texts", "event", "station"), _mapping),
    "external_ids": _ids,
    "is_pay_per_view": _truth,
    "kind": _kind,
}
