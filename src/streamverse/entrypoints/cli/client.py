"""The command line as a client of the service that runs on the same data folder."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx
import typer

from streamverse.entrypoints.datafolder import find_door
from streamverse.kit.settings import Settings

PATIENCE = httpx.Timeout(30.0, read=60.0, write=120.0)


class NotRunning(typer.Exit):
    """No service runs on the data folder."""


@contextmanager
def api_client(settings: Settings) -> Generator[httpx.Client]:
    """Open a client of the running service, signed in by the token in its data folder."""
    door = find_door(settings.data)
    if door is None:
        typer.echo(
            f"No StreamVerse runs on {settings.data.absolute()}. Start it with `streamverse up`.",
            err=True,
        )
        raise NotRunning(1)

    def sign(request: httpx.Request) -> None:
        """Use the newest token: the service writes a fresh one every few minutes."""
        current = find_door(settings.data) or door
        request.headers["authorization"] = f"Bearer {current.token}"

    with httpx.Client(
        base_url=door.url,
        timeout=PATIENCE,
        verify=False,  # noqa: S501 - the door is on 127.0.0.1, its certificate is our own
        event_hooks={"request": [sign]},
    ) as client:
        yield client


def problem_in_words(response: httpx.Response) -> str:
    """Return what a problem document says, or the status of an answer without one."""
    try:
        document: dict[str, Any] = response.json()
        return str(document.get("detail") or document["title"])
    except (ValueError, KeyError):
        return f"The service answered {response.status_code}."
