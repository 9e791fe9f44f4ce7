"""The relational database: SQLite embedded, PostgreSQL when one machine is not enough."""

from streamverse.kit.db.base import Base
from streamverse.kit.db.database import Database
from streamverse.kit.db.session import ReadSession, WriteSession

__all__ = ["Base", "Database", "ReadSession", "WriteSession"]
