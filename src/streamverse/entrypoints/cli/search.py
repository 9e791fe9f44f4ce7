"""`streamverse reindex`: build the search index anew from the database."""

import asyncio
import time
from contextlib import AsyncExitStack
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.progress import Progress

from streamverse.adapters.objects import open_objects
from streamverse.adapters.search import open_search
from streamverse.domains.search.public import SearchIndex, add_search, order_rebuild
from streamverse.entrypoints.cli.client import api_client, problem_in_words
from streamverse.entrypoints.datafolder import find_door, locked, with_secret
from streamverse.kit.clock import Clock, SystemClock
from streamverse.kit.db import Database
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings, load_settings

PAUSE_SECONDS = 0.5
ROOM = "/api/v1/admin/search"


def reindex(
    *,
    wait: Annotated[bool, typer.Option(help="stay until it is built")] = True,
) -> None:
    """Build the search index anew; a running service goes on answering meanwhile."""
    settings = load_settings()
    if find_door(settings.data) is not None:
        _of_running_service(settings, wait=wait)
    elif settings.is_embedded:
        documents = asyncio.run(_here(settings))
        typer.echo(f"Built: {documents:,} documents.")
    else:
        asyncio.run(_of_all_processes(settings))
        typer.echo("Asked for: every process that serves the API builds its index anew.")


def _of_running_service(settings: Settings, *, wait: bool) -> None:
    with api_client(settings) as client, Progress(console=Console()) as progress:
        before = _read(client.get(ROOM))["generation"]
        _read(client.post(f"{ROOM}/rebuild"))
        task = progress.add_task("search index", total=1.0)
        while wait:
            state = _read(client.get(ROOM))
            progress.update(task, completed=state["progress"] if state["is_building"] else 0.0)
            if state["generation"] != before:
                progress.update(task, completed=1.0)
                progress.console.print(f"Built: {state['documents']:,} documents.")
                return
            time.sleep(PAUSE_SECONDS)


def _read(response: httpx.Response) -> dict[str, Any]:
    if not response.is_success:
        typer.echo(problem_in_words(response), err=True)
        raise typer.Exit(1)
    return response.json()


async def _here(settings: Settings) -> int:
    """Build it in this process, which owns the data folder meanwhile."""
    with locked(settings.data):
        async with AsyncExitStack() as stack:
            services = Services()
            services.add(with_secret(settings))
            services.add(SystemClock(), as_=Clock)
            database = services.add(Database(settings.database))
            stack.push_async_callback(database.close)
            services.add(await stack.enter_async_context(open_objects(settings)), as_=Objects)
            index = await stack.enter_async_context(open_search(settings))
            services.add(index, as_=SearchIndex)
            await add_search(services).rebuild()
            return index.state.documents


async def _of_all_processes(settings: Settings) -> None:
    database = Database(settings.database)
    try:
        async with database.write() as session:
            order_rebuild(session)
    finally:
        await database.close()
