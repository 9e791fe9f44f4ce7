"""What Pydantic finds wrong, in sentences for somebody who looks at a table."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from streamverse.domains.catalog.tables.fields import EVENT, IDS, STATION
from streamverse.domains.catalog.tables.rows import Problem

SHOWN = 60
SENTENCES = {
    "missing": "This is needed.",
    "string_too_long": "This is longer than {max_length} characters.",
    "string_too_short": "This can't be empty.",
    "too_long": "These are more than {max_length}.",
    "greater_than_equal": "{value} is less than {ge}.",
    "less_than_equal": "{value} is more than {le}.",
    "int_parsing": "{value} is not a whole number.",
    "enum": "{value} is none of: {expected}.",
    "literal_error": "{value} is none of: {expected}.",
    "date_from_datetime_parsing": "{value} is not a date as 2026-05-31.",
    "date_parsing": "{value} is not a date as 2026-05-31.",
    "datetime_parsing": "{value} is not a time as 2026-05-31T18:00:00Z.",
    "datetime_from_date_parsing": "{value} is not a time as 2026-05-31T18:00:00Z.",
    "timezone_aware": "{value} needs a time zone, as 2026-05-31T18:00:00Z.",
    "uuid_parsing": "{value} is not the id of anything.",
}
PATTERNED = {
    "slug": "{value} is no address: use a to z, 0 to 9 and hyphens.",
    "languages": "{value} is no language tag such as en or pt-BR.",
    "original_language": "{value} is no language tag such as en or pt-BR.",
    "countries": "{value} is no country code such as IN.",
}


def problems_of(error: ValidationError, columns: Mapping[str, str]) -> list[Problem]:
    """Return a sentence for each thing that is wrong, under the column it came from."""
    found = [
        Problem(_column(each, columns), _sentence(each)) for each in error.errors(include_url=False)
    ]
    return list(dict.fromkeys(found))


def _column(detail: Mapping[str, Any], columns: Mapping[str, str]) -> str:
    names = [str(part) for part in detail["loc"]]
    if not names:
        return ""
    first = names[0]
    inner = names[1] if len(names) > 1 else ""
    if first == "external_ids":
        first = next((column for column, source in IDS.items() if source == inner), first)
    elif first == "event" and inner in EVENT:
        first = inner
    elif first == "station":
        first = next((column for column, name in STATION.items() if name == inner), first)
    elif first == "texts" and len(names) > 2:
        first = f"{names[2]}.{inner}"
    elif first == "runtime_seconds" and first not in columns:
        first = "runtime_minutes" if "runtime_minutes" in columns else first
    return columns.get(first, first)


def _sentence(detail: Mapping[str, Any]) -> str:
    facts: dict[str, Any] = {**detail.get("ctx", {}), "value": _quoted(detail["input"])}
    name = str(detail["loc"][0]) if detail["loc"] else ""
    pattern = PATTERNED.get(name) if detail["type"] == "string_pattern_mismatch" else None
    wanted = pattern or SENTENCES.get(detail["type"])
    if wanted is not None:
        try:
            return wanted.format_map(facts)
        except KeyError:
            pass
    said = detail["msg"].removeprefix("Value error, ")
    return f"{said[:1].upper()}{said[1:]}".rstrip(".") + "."


def _quoted(value: Any) -> str:
    text = str(value)
    return f"“{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}”"
