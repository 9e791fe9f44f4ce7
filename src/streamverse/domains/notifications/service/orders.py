"""The jobs that the service orders: names and payloads. `jobs.py` says what runs them."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

P = TypeVar("P")

SOON = 0
"""The priority of what somebody waits for."""


@dataclass(frozen=True, slots=True)
class OneMail:
    """Work on one mail."""

    mail_id: UUID


@dataclass(frozen=True, slots=True)
class SomeMails:
    """Work on several."""

    mail_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Order(Generic[P]):
    """A job by its name and the type of its payload."""

    name: str
    payload: type[P]


SEND = Order("notifications.send_mail", OneMail)
FORGET_COPIES = Order("notifications.forget_copies", SomeMails)
