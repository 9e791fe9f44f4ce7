"""`streamverse demo`: make the demo library, or what is missing of it."""

import asyncio

import typer

from streamverse.entrypoints.datafolder import locked, with_secret
from streamverse.entrypoints.demo.install import install_demo
from streamverse.entrypoints.demo.shelf import Shelf
from streamverse.entrypoints.migrations.migrate import migrate
from streamverse.entrypoints.wiring import wired
from streamverse.kit.db import Database
from streamverse.kit.settings import Settings, load_settings


def demo() -> None:
    """Make the demo accounts and the demo library, or what is missing of them.

    It takes the data folder, so the service must not run; what is still to be encoded is
    encoded when the service starts.
    """
    asyncio.run(_make(load_settings()))


async def _make(settings: Settings) -> None:
    with locked(settings.data):
        settings = with_secret(settings)
        database = Database(settings.database)
        await migrate(database, settings.data / "backups")
        await database.close()
        Shelf.opened(settings.data / "demo").look_again()
        async with wired(settings) as services:
            await install_demo(services, typer.echo)
