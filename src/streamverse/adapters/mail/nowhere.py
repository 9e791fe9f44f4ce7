"""No road at all: several processes, and nobody named a mail server."""

from datetime import datetime
from uuid import UUID

from streamverse.domains.notifications.ports import MailRefused, PreparedMail, RoadKind


class NoRoad:
    """Refuses every mail with what is missing; an operator sends it again once it is there."""

    kind: RoadKind = "none"

    async def send(self, mail: PreparedMail) -> None:  # noqa: ARG002 - the port's signature
        """Refuse."""
        msg = "No mail server is set: name one by SMTP_URL, then send this again."
        raise MailRefused(msg)

    async def copy_of(self, mail_id: UUID) -> bytes | None:  # noqa: ARG002 - the same
        """Return nothing."""
        return None

    async def forget(self, mail_id: UUID) -> None:
        """Do nothing."""

    async def forget_before(self, instant: datetime) -> None:
        """Do nothing."""
