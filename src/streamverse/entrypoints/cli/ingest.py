"""`streamverse ingest`: bring files to the running service, and watch them become playable."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from streamverse.entrypoints.cli.client import api_client
from streamverse.entrypoints.cli.tus_client import Uploaded, UploadRefused, upload
from streamverse.kit.settings import load_settings

LAST_STATES = frozenset({"ready", "failed"})
PATIENT_TIMES = 10
PAUSE_SECONDS = 2.0

Asset = dict[str, Any]


def ingest(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, readable=True, help="films")
    ],
    title: Annotated[str, typer.Option(help="the title; without one, the file's name")] = "",
    *,
    wait: Annotated[bool, typer.Option("--wait", help="stay until everything is made")] = False,
) -> None:
    """Upload films to the running service."""
    console = Console()
    are_good = True
    with api_client(load_settings()) as client:
        for file in files:
            try:
                uploaded = _upload(console, client, file, title)
                are_good &= not wait or _watch(console, client, file, uploaded)
            except UploadRefused as refusal:
                console.print(f"{file.name}: {refusal}", style="red", markup=False)
                are_good = False
            except httpx.TransportError as error:
                console.print(f"{file.name}: the service went away ({error})", style="red")
                are_good = False
    raise typer.Exit(0 if are_good else 1)


def _upload(console: Console, client: httpx.Client, file: Path, title: str) -> Uploaded:
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(f"Uploading {file.name}", total=file.stat().st_size)
        uploaded = upload(client, file, title, lambda sent: progress.update(task, completed=sent))
    console.print(f"Uploaded {file.name} as asset {uploaded.asset_id}", markup=False)
    return uploaded


def _watch(console: Console, client: httpx.Client, file: Path, uploaded: Uploaded) -> bool:
    """Show the steps until the asset is ready; returns whether it is."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    asset: Asset = {}
    has_played = False
    with Progress(*columns, console=console) as progress:
        bars: dict[str, TaskID] = {}
        for asset in _states(client, uploaded.asset_id):
            _show(progress, bars, asset)
            if asset["playable_at"] and not has_played:
                has_played = True
                progress.console.print(f"{file.name} can be watched now", markup=False)
    if asset.get("state") == "ready":
        note = f", but: {asset['problem']['detail']}" if asset["problem"] else ""
        console.print(f"{file.name} is ready{note}", markup=False)
        return True
    problem = asset["problem"]["detail"] if asset.get("problem") else "it was deleted"
    console.print(f"{file.name}: {problem}", style="red", markup=False)
    return False


def _show(progress: Progress, bars: dict[str, TaskID], asset: Asset) -> None:
    for step in asset["steps"]:
        name = step["name"]
        if name not in bars:
            bars[name] = progress.add_task(step["label"], total=1.0)
        progress.update(bars[name], completed=step["progress"])


def _states(client: httpx.Client, asset_id: str) -> Iterator[Asset]:
    """Yield the asset after each change until its last state; connects again when cut off."""
    is_over = False
    failures = 0
    while not is_over:
        try:
            with client.stream("GET", f"/api/v1/assets/{asset_id}/events") as response:
                if not response.is_success:
                    return
                for event, data in _events(response.iter_lines()):
                    if event == "gone":
                        return
                    asset: Asset = json.loads(data)
                    yield asset
                    failures = 0
                    is_over = asset["state"] in LAST_STATES
        except httpx.TransportError:
            failures += 1
            if failures > PATIENT_TIMES:
                raise
            time.sleep(PAUSE_SECONDS)


def _events(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Yield (event, data) from the lines of an event stream (HTML Standard, 9.2.6)."""
    event, data = "message", ""
    for line in lines:
        field, _, value = line.partition(":")
        if not line:
            if data:
                yield event, data
            event, data = "message", ""
        elif field == "event":
            event = value.strip()
        elif field == "data":
            data += value.strip()
