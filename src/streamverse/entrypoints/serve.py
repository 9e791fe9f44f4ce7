"""Run an ASGI application in this process until a signal says stop."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.embed import Server
from starlette.types import ASGIApp

from streamverse.kit.closing import Closing
from streamverse.kit.log import logger

PATIENCE_SECONDS = 8.0
PARTING_SECONDS = 0.2
"""Time for event streams to end by themselves."""
BACKLOG = 1024

log = logger(__name__)


class PortTaken(Exception):
    """Somebody else listens there."""


def free_port(address: str, port: int) -> int:
    """Return `port`, or a free one for 0. Raises PortTaken when something listens there."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            msg = f"Port {port} is taken. Stop what listens there, or set PORT to another one."
            raise PortTaken(msg) from error
        return int(probe.getsockname()[1])


async def serve(
    app: ASGIApp,
    address: str,
    port: int,
    *,
    certificate: tuple[Path, Path] | None,
    ready: Callable[[], Awaitable[None]],
    closing: Closing,
) -> None:
    """Serve until SIGINT or SIGTERM; requests in flight get a few seconds to finish."""
    server = Server(
        app,
        address=address,
        port=port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.auto if certificate else HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=30_000),
        backlog=BACKLOG,
        log_level=LogLevels.error,
        ssl_cert=certificate[0] if certificate else None,
        ssl_key=certificate[1] if certificate else None,
    )
    server.workers_kill_timeout = int(PATIENCE_SECONDS)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    serving = asyncio.create_task(server.serve())
    await _until_listening(serving, address, port)
    await ready()
    waiting = asyncio.create_task(stopping.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    log.info("stopping")
    closing.begin()
    await asyncio.sleep(PARTING_SECONDS)
    server.stop()
    try:
        await asyncio.wait_for(serving, PATIENCE_SECONDS + 2)
    except TimeoutError:
        log.warning("requests_cut_off")


async def _until_listening(serving: "asyncio.Task[None]", address: str, port: int) -> None:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 - compared, not bound
    while not serving.done():
        try:
            _, writer = await asyncio.open_connection(host, port)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return
    await serving
