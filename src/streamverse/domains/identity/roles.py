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

DESCRIPTIONS: Final[Mapping[str, str]] = {
    Role.VIEWER: "watches",
    Role.CREATOR: "uploads and publishes works of their own",
    Role.MODERATOR: "looks after comments and chat",
    Role.EDITOR: "changes the whole catalog",
    Role.SUPPORT: "finds accounts and sees the service as they do",
    Role.FINANCE: "sees and changes payments",
    Role.ADMIN: "runs the platform",
    Role.SUPERUSER: "may do everything",
    Permission.MEDIA_UPLOAD: "upload and publish works of one's own",
    Permission.CATALOG_EDIT: "change every title",
    Permission.COMMUNITY_MODERATE: "hide and remove what people write",
    Permission.ACCOUNTS_READ: "find accounts and look at them",
    Permission.ACCOUNTS_MANAGE: "suspend accounts, sign them out, give roles",
    Permission.ACCOUNTS_VIEW_AS: "see the service as somebody sees it",
    Permission.ROLES_MANAGE: "put roles together",
    Permission.INVITATIONS_MANAGE: "invite people",
    Permission.API_KEYS_MANAGE: "make keys for machines",
    Permission.AUDIT_READ: "read the audit log",
    Permission.MAIL_READ: "see which mails were sent, and their templates",
    Permission.BILLING_READ: "see payments",
    Permission.BILLING_MANAGE: "refund and change subscriptions",
    Permission.PLATFORM_MANAGE: "change how the platform works",
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
