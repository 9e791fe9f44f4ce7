"""The door of notifications: the road that mail leaves by."""

from streamverse.domains.notifications.ports import MailDelayed, MailRoad

__all__ = ["MailDelayed", "MailRoad"]
