"""What a device may be called, and what kinds there are."""

from typing import Final

from streamverse.domains.identity.service.devices.user_agents import Kind

MAX_NAME_LENGTH = 60
KINDS: Final[tuple[Kind, ...]] = ("web", "phone", "tablet", "tv", "console", "other")


def shown_name(name: str | None) -> str | None:
    """Return a name as it is shown: one line, not too long; None when nothing is left of it."""
    printable = "".join(each if each.isprintable() else " " for each in name or "")
    return " ".join(printable.split())[:MAX_NAME_LENGTH].strip() or None


def shown_kind(kind: str | None) -> Kind | None:
    """Return a kind that there is."""
    return next((each for each in KINDS if each == kind), None)
