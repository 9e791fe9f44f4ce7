"""What a mail goes through."""

from enum import StrEnum


class MailState(StrEnum):
    """Queued until it left or was given up."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
