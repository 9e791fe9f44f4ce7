"""Credits in a cell: "Name as Character (role)", several separated by `|`."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from streamverse.domains.catalog.kinds import CreditRole
from streamverse.domains.catalog.tables.cells import join, split

AS = " as "
ESCAPED_AS = " \\as "
ROLE = re.compile(r"^(?P<rest>.*\S)\s*\((?P<role>[a-z_]+)\)$", re.DOTALL)
ROLES = frozenset(CreditRole)


def write_credits(credits_: Iterable[Mapping[str, Any]]) -> str:
    """Write credits as one cell."""
    return join(_written(each) for each in credits_)


def read_credits(cell: str, role: str = "") -> list[dict[str, Any]]:
    """Return the credits of a cell; those that name no role have `role`, else act."""
    return [_read(text, role) for text in split(cell)]


def _written(credit: Mapping[str, Any]) -> str:
    name = str(credit.get("name") or "").replace(AS, ESCAPED_AS)
    character = str(credit.get("character") or "")
    text = f"{name}{AS}{character}" if character else name
    return f"{text} ({credit['role']})"


def _read(text: str, role: str) -> dict[str, Any]:
    found = ROLE.match(text)
    if found and found["role"] in ROLES:
        text, role = found["rest"], found["role"]
    name, _, character = text.partition(AS)
    return {
        "name": name.replace(ESCAPED_AS, AS).strip(),
        "character": character.strip(),
        "role": role or CreditRole.ACTOR,
    }
