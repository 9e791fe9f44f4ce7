"""`streamverse user`: accounts from the command line.

It works on the database itself, beside a running service too: SQLite in WAL mode takes both,
and the service hears of the change by the outbox.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated

import typer

from streamverse.adapters.cache import open_cache
from streamverse.adapters.pubsub import open_pubsub
from streamverse.domains.identity.public import (
    Role,
    create_account,
    reset_second_factors,
    second_factors,
    set_password,
    set_roles,
)
from streamverse.entrypoints.datafolder import locked
from streamverse.entrypoints.migrations.migrate import current_and_newest, migrate
from streamverse.entrypoints.runtime import SchemaNotCurrent
from streamverse.kit.cache import Cache
from streamverse.kit.clock import Clock, SystemClock
from streamverse.kit.db import Database
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings, load_settings

app = typer.Typer(
    help="Accounts: create one, set its roles, its password, reset its second factors.",
    no_args_is_help=True,
)

Email = Annotated[str, typer.Argument(help="the account's email")]
Password = Annotated[
    str,
    typer.Option(
        envvar="STREAMVERSE_USER_PASSWORD",
        prompt=True,
        confirmation_prompt=True,
        hide_input=True,
        help="asked for when it is not given",
    ),
]


@app.command()
def create(
    email: Email,
    password: Password,
    name: Annotated[str, typer.Option(help="the name others see")] = "",
    role: Annotated[list[Role] | None, typer.Option(help="may be given several times")] = None,
) -> None:
    """Create an account."""

    async def work(services: Services) -> None:
        shown = name or email.partition("@")[0]
        account_id = await create_account(services, email, password, shown, set(role or ()))
        typer.echo(f"Created {email} ({account_id}).")

    _run(work)


@app.command()
def role(
    email: Email,
    roles: Annotated[list[str], typer.Argument(help="all roles the account shall have")],
) -> None:
    """Give an account exactly these roles (and viewer); its sign-ins end."""

    async def work(services: Services) -> None:
        held = await set_roles(services, email, set(roles))
        typer.echo(f"{email} is {', '.join(sorted(held))}.")

    _run(work)


@app.command()
def password(email: Email, password: Password) -> None:
    """Set an account's password; its sign-ins end."""

    async def work(services: Services) -> None:
        await set_password(services, email, password)
        typer.echo(f"The password of {email} is changed.")

    _run(work)


@app.command()
def factors(
    email: Email,
    *,
    reset: Annotated[
        bool, typer.Option("--reset", help="remove them all: the owner has lost them")
    ] = False,
) -> None:
    """Say which second factors an account has, or remove them all."""

    async def work(services: Services) -> None:
        if reset:
            await reset_second_factors(services, email)
            typer.echo(f"The second factors of {email} are gone.")
        held = await second_factors(services, email)
        typer.echo(f"Authenticator app: {'on' if held.totp_since else 'off'}")
        typer.echo(f"Recovery codes left: {held.recovery_codes_left}")
        typer.echo(f"Passkeys: {', '.join(each.name for each in held.passkeys) or 'none'}")
        if not held.has_password:
            typer.echo(f"It has no password: `streamverse user password {email}` sets one.")

    _run(work)


def _run(work: Callable[[Services], Awaitable[None]]) -> None:
    async def main() -> None:
        async with _opened(load_settings()) as services:
            await work(services)

    asyncio.run(main())


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncGenerator[Services]:
    """Open what accounts need and nothing more. Raises SchemaNotCurrent."""
    services = Services()
    services.add(settings)
    services.add(SystemClock(), as_=Clock)
    async with open_cache(settings) as cache, open_pubsub(settings) as pubsub:
        services.add(cache, as_=Cache)
        services.add(pubsub, as_=PubSub)
        database = services.add(Database(settings.database))
        try:
            await _require_tables(settings, database)
            yield services
        finally:
            await database.close()


async def _require_tables(settings: Settings, database: Database) -> None:
    """Bring an embedded database up to date that no service runs on. Raises SchemaNotCurrent."""
    current, newest = await current_and_newest(database)
    if current == newest:
        return
    if not settings.is_embedded:
        msg = f"The database is at revision {current or 'none'}. Run `streamverse migrate` first."
        raise SchemaNotCurrent(msg)
    with locked(settings.data):
        await migrate(database, settings.data / "backups")
