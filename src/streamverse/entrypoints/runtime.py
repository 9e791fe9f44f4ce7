"""The life of a process: own the folder, migrate, wire, serve, and leave nothing behind."""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from streamverse.domains.identity.public import ensure_first_superuser, machine_token
from streamverse.entrypoints.app import create_app
from streamverse.entrypoints.datafolder import Door, close_door, locked, open_door, with_secret
from streamverse.entrypoints.migrations.migrate import current_and_newest, migrate
from streamverse.entrypoints.serve import free_port, serve
from streamverse.entrypoints.tls import certificate_files
from streamverse.entrypoints.wiring import wired
from streamverse.kit.closing import Closing
from streamverse.kit.db import Database
from streamverse.kit.log import configure_logging
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings, WrongSettings

DOOR_REFRESH_SECONDS = 600

Say = Callable[[str], None]
Task = Callable[[Services], Awaitable[None]]


class SchemaNotCurrent(Exception):
    """The database waits for `streamverse migrate`."""


async def run_up(settings: Settings, say: Say, *, after_start: Task | None = None) -> None:
    """Run the whole service in this process until it is told to stop.

    `after_start` runs beside it once it is ready (the demo library).
    """
    if not settings.is_embedded:
        await run_roles(settings, say, serves=True, works=True)
        return
    with locked(settings.data):
        settings = _settled(with_secret(settings))
        certificate = certificate_files(settings)
        database = Database(settings.database)
        await migrate(database, settings.data / "backups")
        await database.close()
        async with wired(settings) as services:
            password = await ensure_first_superuser(services)
            async with AsyncExitStack() as stack:

                async def ready() -> None:
                    await stack.enter_async_context(_open_door(services, settings))
                    say(f"StreamVerse is ready at {settings.site_url}")
                    if password:
                        email = settings.admin_email or "admin@localhost"
                        say(f"Sign in as {email} with the password {password} (shown only now).")
                    if after_start:
                        await stack.enter_async_context(_beside(after_start(services)))

                app = create_app(services)
                address = settings.listen_address
                await serve(
                    app,
                    address,
                    settings.port,
                    certificate=certificate,
                    ready=ready,
                    closing=services.get(Closing),
                )
    say("StreamVerse has stopped.")


async def run_roles(
    settings: Settings,
    say: Say,
    *,
    serves: bool,
    works: bool,
    only: frozenset[str] = frozenset(),
) -> None:
    """Run one role of a service whose shared engines are servers."""
    _require_servers(settings)
    settings = _settled(settings) if serves else settings
    async with wired(settings, works=works, searches=serves) as services:
        await _require_current_schema(services.get(Database))
        await ensure_first_superuser(services)

        async def ready() -> None:
            say(f"StreamVerse {'api' if serves else 'worker'} is ready at {settings.site_url}")

        if serves:
            app = create_app(services, only)
            certificate = certificate_files(settings)
            address = settings.listen_address
            await serve(
                app,
                address,
                settings.port,
                certificate=certificate,
                ready=ready,
                closing=services.get(Closing),
            )
        else:
            say("StreamVerse worker is ready")
            await until_told_to_stop()


async def run_migrations(settings: Settings, say: Say) -> None:
    """Bring the database up to date: a server installation's first step of an upgrade."""
    async with AsyncExitStack() as stack:
        if settings.is_embedded:
            stack.enter_context(locked(settings.data))
        database = Database(settings.database)
        stack.push_async_callback(database.close)
        revision = await migrate(database, settings.data / "backups")
        say(f"Migrated to {revision}." if revision else "The database is up to date.")


async def until_told_to_stop() -> None:
    """Wait for SIGINT or SIGTERM."""
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    await stopping.wait()


def prepare(settings: Settings) -> None:
    """Set up what must be there before anything logs."""
    configure_logging(settings.log_level, settings.log_format)


def _settled(settings: Settings) -> Settings:
    port = free_port(settings.listen_address, settings.port)
    return settings.model_copy(update={"port": port})


@asynccontextmanager
async def _open_door(services: Services, settings: Settings) -> AsyncGenerator[None]:
    """Keep a fresh token for the command line in the data folder while the service runs."""

    async def keep_fresh() -> None:
        while True:
            await asyncio.sleep(DOOR_REFRESH_SECONDS)
            await write()

    async def write() -> None:
        scheme = settings.site_url.partition("://")[0]
        url = f"{scheme}://127.0.0.1:{settings.port}"
        open_door(settings.data, Door(url, await machine_token(services), os.getpid()))

    await write()
    try:
        async with _beside(keep_fresh()):
            yield
    finally:
        close_door(settings.data)


@asynccontextmanager
async def _beside(work: Awaitable[None]) -> AsyncGenerator[None]:
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _require_servers(settings: Settings) -> None:
    missing = [
        name
        for name, is_missing in (
            ("DATABASE_URL (PostgreSQL)", settings.is_embedded),
            ("REDIS_URL (Redis or Valkey)", not settings.redis_url),
            ("JWT_SECRET_KEY", not settings.jwt_secret_key.get_secret_value()),
        )
        if is_missing
    ]
    if missing:
        msg = (
            f"More than one process needs shared engines. Set {', '.join(missing)}; "
            "or run everything in one process with `streamverse up`."
        )
        raise WrongSettings(msg)


async def _require_current_schema(database: Database) -> None:
    current, newest = await current_and_newest(database)
    if current != newest:
        msg = f"The database is at revision {current or 'none'}. Run `streamverse migrate` first."
        raise SchemaNotCurrent(msg)
