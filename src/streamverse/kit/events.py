"""Events: facts in the past tense, plain data, carried by the outbox."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import TypeAdapter

if TYPE_CHECKING:
    from streamverse.kit.db.session import WriteSession
    from streamverse.kit.services import Services


class Event:
    """Base of the frozen dataclasses that say what happened.

    A subclass sets `name` ("media.asset_ready") and has only plain fields: ids, text,
    numbers, booleans, times, tuples of these. It never carries a secret.
    """

    name: ClassVar[str]

    def to_payload(self) -> dict[str, Any]:
        """Return the fields as JSON-ready values."""
        return TypeAdapter(type(self)).dump_python(self, mode="json")

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """Rebuild the event from `to_payload`'s answer."""
        return TypeAdapter(cls).validate_python(payload)


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a domain does when another says that something happened.

    `run(services, session, event)` runs in a write transaction of its own, at least once.
    """

    name: str
    event: type[Event]
    run: Callable[["Services", "WriteSession", Any], Awaitable[None]]
