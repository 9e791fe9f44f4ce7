"""What to call somebody who came from a provider."""

import json
from dataclasses import replace
from typing import Any

from streamverse.domains.identity.ports import Person

MAX_LENGTH = 100


def with_name_of(user: str | None, person: Person) -> Person:
    """Return the person with the name of Apple's `user`, which it sends the first time only.

    It came by the browser, unsigned: good enough for a name, and for nothing else.
    """
    if person.name or not user:
        return person
    try:
        name: Any = json.loads(user).get("name")
        first, last = name.get("firstName"), name.get("lastName")
    except (ValueError, AttributeError):
        return person
    parts = [part for part in (first, last) if isinstance(part, str)]
    return replace(person, name=" ".join(parts) or None)


def name_for(person: Person, address: str) -> str:
    """Return a name for a new account: the provider's, else what stands before the @."""
    shown = "".join(char if char.isprintable() else " " for char in person.name or "")
    return (" ".join(shown.split()) or address.partition("@")[0])[:MAX_LENGTH].strip()
