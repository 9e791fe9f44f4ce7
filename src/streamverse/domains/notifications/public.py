"""The door of notifications: the port that mail leaves by."""

from streamverse.domains.notifications.ports import MailRoad

__all__ = ["MailRoad"]
