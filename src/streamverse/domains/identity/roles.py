"""The platform's roles, and what each may stand in for."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What an account may do on the platform."""

    VIEWER = "viewer"
    CREATOR = "creator"
    MODERATOR = "moderator"
    EDITOR = "editor"
    SUPPORT = "support"
    FINANCE = "finance"
    ADMIN = "admin"
    SUPERUSER = "superuser"


ADMINS = frozenset({Role.ADMIN, Role.SUPERUSER})
EDITORS = ADMINS | {Role.EDITOR}
CREATORS = EDITORS | {Role.CREATOR}


def holds_one_of(roles: Iterable[str], wanted: frozenset[Role]) -> bool:
    """Whether any of the roles is among the wanted ones."""
    return any(role in wanted for role in roles)
