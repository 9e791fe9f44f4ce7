"""One typed container of everything shared, filled once when the process is wired."""

from typing import Any, TypeVar, cast

T = TypeVar("T")


class Services:
    """Holds one instance per type; ports are kept under the protocol they fit."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_type: dict[type[Any], Any] = {}

    def add(self, service: T, *, as_: type[Any] | None = None) -> T:
        """Keep `service` under its own type, or under the port `as_`."""
        self._by_type[as_ or type(service)] = service
        return service

    def get(self, kind: type[T]) -> T:
        """Return the instance kept for `kind`. Raises LookupError when wiring forgot it."""
        try:
            return cast("T", self._by_type[kind])
        except KeyError:
            msg = f"{kind.__name__} was not wired into this process"
            raise LookupError(msg) from None
