"""Two kinds of session, as types: what reads can't write by accident."""

from sqlalchemy.ext.asyncio import AsyncSession


class ReadSession(AsyncSession):
    """Reads. On PostgreSQL its transaction is READ ONLY, perhaps on a replica."""


class WriteSession(ReadSession):
    """Reads and writes in one transaction. Only the edge commits it."""
