"""Draft a migration from what the models say: `python -m …migrations.draft "What changes"`.

Read and correct the draft: Alembic sees columns, not intentions.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import Connection

from streamverse.entrypoints.migrations.migrate import configuration, migrate
from streamverse.kit.db import Database


async def draft(message: str) -> None:
    """Write a revision that leads from the newest one to the models."""
    config = configuration()
    number = len(list((Path(__file__).parent / "versions").glob("*.py"))) + 1

    def revise(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")

    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/draft.db")
        await migrate(database)
        async with database.write_engine.connect() as connection:
            await connection.run_sync(revise)
        await database.close()


if __name__ == "__main__":
    asyncio.run(draft(sys.argv[1]))
