"""What notifications need of the outside: a road that mail takes.

MailProblem
├── MailRefused   for good: another try would hear the same
└── MailDelayed   for now: try again later
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

RoadKind = Literal["smtp", "folder", "none"]


@dataclass(frozen=True, slots=True)
class PreparedMail:
    """A message as it goes out: the envelope, and the content as RFC 5322 bytes."""

    id: UUID
    sender: str
    recipient: str
    content: bytes


class MailProblem(Exception):
    """The mail did not leave; the message says why, to an operator."""


class MailRefused(MailProblem):
    """It never will: there is no such mailbox, or the server does not want it."""


class MailDelayed(MailProblem):
    """It may later: the server is away, busy, or does not know us yet."""


class MailRoad(Protocol):
    """Takes mail away."""

    @property
    def kind(self) -> RoadKind:
        """What it is: a mail server, a folder, or nothing at all."""
        ...

    async def send(self, mail: PreparedMail) -> None:
        """Hand one mail over. Raises MailRefused, MailDelayed."""
        ...

    async def copy_of(self, mail_id: UUID) -> bytes | None:
        """Return a sent mail's content, where the road keeps it."""
        ...

    async def forget(self, mail_id: UUID) -> None:
        """Remove what the road kept of a mail; an unknown id is fine."""
        ...

    async def forget_before(self, instant: datetime) -> None:
        """Remove what the road kept of mail that left before an instant."""
        ...
