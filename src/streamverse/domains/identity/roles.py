"""Permissions, and the platform's roles as sets of them. Operators may put together more sets."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """One thing that not everybody may do."""

    MEDIA_UPLOAD = "media.upload"
    CATALOG_EDIT = "catalog.edit"
    COMMUNITY_MODERATE = "community.moderate"
    ACCOUNTS_READ = "accounts.read"
    ACCOUNTS_MANAGE = "accounts.manage"
    ACCOUNTS_VIEW_AS = "accounts.view_as"
    ROLES_MANAGE = "roles.manage"
    INVITATIONS_MANAGE = "invitations.manage"
    API_KEYS_MANAGE = "api_keys.manage"
    AUDIT_READ = "audit.read"
    MAIL_READ = "mail.read"
    BILLING_READ = "billing.read"
    BILLING_MANAGE = "billing.manage"
    PLATFORM_MANAGE = "platform.manage"


class Role(StrEnum):
    """The built-in roles."""

    VIEWER = "viewer"
    CREATOR = "creator"
    MODERATOR = "moderator"
    EDITOR = "editor"
    SUPPORT = "support"
    FINANCE = "finance"
    ADMIN = "admin"
    SUPERUSER = "superuser"


EVERYTHING: Final = frozenset(Permission)

PERMISSIONS_OF: Final[Mapping[str, frozenset[Permission]]] = {
    Role.VIEWER: frozenset(),
    Role.CREATOR: frozenset({Permission.MEDIA_UPLOAD}),
    Role.MODERATOR: frozenset({Permission.COMMUNITY_MODERATE}),
    Role.EDITOR: frozenset({Permission.MEDIA_UPLOAD, Permission.CATALOG_EDIT}),
    Role.SUPPORT: frozenset({Permission.ACCOUNTS_READ, Permission.ACCOUNTS_VIEW_AS}),
    Role.FINANCE: frozenset({Permission.BILLING_READ, Permission.BILLING_MANAGE}),
    Role.ADMIN: EVERYTHING - {Permission.ROLES_MANAGE},
    Role.SUPERUSER: EVERYTHING,
}

OPERATORS_ONLY: Final = EVERYTHING - {
    Permission.MEDIA_UPLOAD,
    Permission.CATALOG_EDIT,
    Permission.COMMUNITY_MODERATE,
}
"""What takes a sign-in at the operators' door, with a second factor."""


def permissions_of(
    roles: Iterable[str], custom: Mapping[str, Iterable[str]]
) -> frozenset[Permission]:
    """Return all that some roles allow. Names and permissions that no longer exist give nothing."""
    found: set[Permission] = set()
    for role in roles:
        found |= PERMISSIONS_OF.get(role, frozenset())
        found |= {Permission(each) for each in custom.get(role, ()) if each in EVERYTHING}
    return frozenset(found)


def role_that_gives(permission: Permission) -> Role:
    """Return the built-in role that gives a permission with the least beside it."""
    giving = [role for role in Role if permission in PERMISSIONS_OF[role]]
    return min(giving, key=lambda role: len(PERMISSIONS_OF[role]))
