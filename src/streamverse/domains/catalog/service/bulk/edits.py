"""What a batch edit makes of one title: its document with the change done. Nothing is stored."""

from collections.abc import Mapping
from typing import Any, cast

from pydantic import ValidationError

from streamverse.domains.catalog.bulk_errors import WrongChange
from streamverse.domains.catalog.schemas.bulk import BatchChange
from streamverse.domains.catalog.schemas.documents import TitleInput, TitlePatch
from streamverse.domains.catalog.schemas.rights import WindowInput
from streamverse.domains.catalog.service.bulk.lines import RowRefused
from streamverse.domains.catalog.tables.sentences import problems_of

OF_ONE = frozenset({"kind", "slug", "external_ids"})
"""What two titles can't have in common."""
LISTS = frozenset(
    {"genres", "tags", "languages", "countries", "advisories", "credits", "ratings", "releases"}
)
"""What words and records can join and leave."""
SETTABLE = frozenset(TitleInput.model_fields) - OF_ONE
WINDOWS = "windows"
"""Rights windows can be added, each to every title."""
KEYS = {"ratings": ("board",), "releases": ("territory", "kind")}
CREDIT = ("name", "role", "character")


def require_sense(change: BatchChange) -> None:
    """Raise WrongChange for fields that no batch edit changes, and for values that can't be."""
    if not (change.set or change.add or change.remove):
        raise WrongChange("It changes nothing.")
    unknown = set(change.set) - SETTABLE
    unknown |= (set(change.add) - {WINDOWS}) - LISTS
    unknown |= set(change.remove) - LISTS
    if unknown:
        raise WrongChange(f"It can't change: {', '.join(sorted(unknown))}.")
    both = set(change.set) & (set(change.add) | set(change.remove))
    if both:
        raise WrongChange(f"It sets and adds at once: {', '.join(sorted(both))}.")
    added = {name: values for name, values in change.add.items() if name != WINDOWS}
    for values in (change.set, added):
        try:
            TitlePatch.model_validate(values)
            windows_of(change)
        except ValidationError as error:
            first = problems_of(error, {})[0]
            raise WrongChange(f"{first.column}: {first.message}") from None


def windows_of(change: BatchChange) -> list[WindowInput]:
    """Return the rights windows that every title shall get."""
    return [WindowInput.model_validate(each) for each in change.add.get(WINDOWS, [])]


def edited(current: Mapping[str, Any], change: BatchChange) -> TitlePatch:
    """Return what shall change in a title, without what is so already. Raises RowRefused."""
    values = dict(change.set)
    for name in {*change.add, *change.remove} - {WINDOWS}:
        kept = [
            each
            for each in cast("list[Any]", current.get(name) or [])
            if not any(_is_meant(name, each, gone) for gone in change.remove.get(name, []))
        ]
        for joining in change.add.get(name, []):
            kept = [each for each in kept if not _is_replaced(name, each, joining)]
            if not any(_is_meant(name, each, joining) for each in kept):
                kept.append(joining)
        values[name] = kept
    try:
        wish = TitlePatch.model_validate(values)
    except ValidationError as error:
        raise RowRefused(*problems_of(error, {})) from None
    plain = wish.model_dump(mode="json", include=set(values))
    different = {name for name, value in plain.items() if not _is_same(name, current, value)}
    return TitlePatch.model_validate({name: values[name] for name in different})


def _is_same(name: str, current: Mapping[str, Any], value: Any) -> bool:
    there = current.get(name)
    if name == "credits":
        credited = cast("list[dict[str, Any]]", there or [])
        before = [[each.get(part) for part in CREDIT] for each in credited]
        return before == [[each.get(part) for part in CREDIT] for each in value]
    return there == value


def _is_meant(name: str, there: Any, named: Any) -> bool:
    """Whether a list's item is the one that is named, in whatever case."""
    if isinstance(there, dict) and isinstance(named, dict):
        wanted = cast("dict[str, Any]", named)
        keys = CREDIT if name == "credits" else tuple(wanted)
        item = cast("dict[str, Any]", there)
        return all(_folded(item.get(key)) == _folded(wanted[key]) for key in keys if key in wanted)
    return _folded(there) == _folded(named)


def _is_replaced(name: str, there: Any, joining: Any) -> bool:
    """Whether a record gives way to the one that joins: a board rates a title once."""
    if name not in KEYS or not isinstance(joining, dict) or not isinstance(there, dict):
        return False
    wanted, item = cast("dict[str, Any]", joining), cast("dict[str, Any]", there)
    return all(_folded(item.get(key)) == _folded(wanted.get(key)) for key in KEYS[name])


def _folded(value: Any) -> Any:
    return value.strip().casefold() if isinstance(value, str) else value
