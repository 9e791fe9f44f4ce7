"""FastAPI dependencies: a read session, a write session, a wired service."""

from collections.abc import AsyncGenerator, Callable
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.services import Services

T = TypeVar("T")


def services_of(connection: HTTPConnection) -> Services:
    """Return the container of the process that serves this connection."""
    return cast("Services", connection.app.state.services)


def provided(kind: type[T]) -> Any:
    """Return a dependency that gives the wired instance of `kind`."""

    def provide(connection: HTTPConnection) -> T:
        return services_of(connection).get(kind)

    provide.__name__ = f"provide_{kind.__name__}"
    return Depends(cast("Callable[..., T]", provide))


async def read_session(connection: HTTPConnection) -> AsyncGenerator[ReadSession]:
    """Give a session for reading, closed before the answer leaves."""
    async with services_of(connection).get(Database).read() as session:
        yield session


async def write_session(connection: HTTPConnection) -> AsyncGenerator[WriteSession]:
    """Give the request's one transaction, committed before the answer leaves."""
    async with services_of(connection).get(Database).write() as session:
        yield session


Reads = Annotated[ReadSession, Depends(read_session, scope="function")]
Writes = Annotated[WriteSession, Depends(write_session, scope="function")]
