"""Commands that run the service or one role of it."""

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any

import typer
import uvloop

from streamverse.entrypoints import runtime
from streamverse.entrypoints.demo.install import install_demo
from streamverse.kit.settings import load_settings

Only = Annotated[
    str, typer.Option("--only", help="only these domains, separated by commas: catalog,media")
]


def up() -> None:
    """Run the whole service in one process tree."""
    settings = load_settings()
    runtime.prepare(settings)
    after_start = install_demo if settings.demo else None
    _run(runtime.run_up(settings, typer.echo, after_start=after_start))


def api(only: Only = "") -> None:
    """Run the API and the web site (server engines needed)."""
    settings = load_settings()
    runtime.prepare(settings)
    names = frozenset(name.strip() for name in only.split(",") if name.strip())
    _run(runtime.run_roles(settings, typer.echo, serves=True, works=False, only=names))


def worker() -> None:
    """Run encodes and other jobs (server engines needed)."""
    settings = load_settings()
    runtime.prepare(settings)
    _run(runtime.run_roles(settings, typer.echo, serves=False, works=True))


def migrate() -> None:
    """Bring the database up to date; `up` does it by itself."""
    settings = load_settings()
    runtime.prepare(settings)
    _run(runtime.run_migrations(settings, typer.echo))


def _run(main: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main)
