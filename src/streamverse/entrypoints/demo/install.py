"""The demo library at the first start: accounts at once, the films one after another."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import typer

from streamverse.domains.identity.public import Role, ensure_account
from streamverse.entrypoints.demo.shelf import Shelf
from streamverse.kit.log import logger
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

Say = Callable[[str], None]

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that everybody on this machine may know: it exists in demo mode only."""

    email: str
    password: str
    name: str
    roles: frozenset[Role]


CREATOR = DemoAccount(
    "creator@demo.local", "projector-24-fps", "Ada Projector", frozenset({Role.CREATOR})
)
VIEWER = DemoAccount("viewer@demo.local", "popcorn-row-seven", "Vik Popcorn", frozenset())


async def install_demo(services: Services, progress: Say = typer.echo) -> None:
    """Make the demo accounts and whatever of the library is missing; a second run adds nothing.

    Films go through the doors that uploads and studio pages use. A film that fails is logged
    and tried again at the next start.
    """
    creator_id = await ensure_account(
        services, CREATOR.email, CREATOR.password, CREATOR.name, set(CREATOR.roles)
    )
    await ensure_account(services, VIEWER.email, VIEWER.password, VIEWER.name, set(VIEWER.roles))
    for account in (CREATOR, VIEWER):
        progress(f"Demo account: {account.email} with the password {account.password}")
    shelf = await asyncio.to_thread(Shelf.opened, services.get(Settings).data / "demo")
    if shelf.is_complete:
        return
    # the painters bring NumPy and Pillow, which a service whose library is complete never needs
    from streamverse.entrypoints.demo.installing import Installer  # noqa: PLC0415

    installer = Installer(services, shelf, creator_id)
    failed = await installer.fill()
    if failed:
        log.warning("demo_films_missing", slugs=failed)
        progress(f"{len(failed)} demo films could not be made; the next start tries again.")
    else:
        progress("The demo library is complete: six films and a series of three episodes.")
