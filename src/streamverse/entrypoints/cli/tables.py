"""`streamverse import` and `streamverse export`: titles in bulk, by the running service."""

import json
import mimetypes
import time
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from streamverse.domains.catalog.public import files_in_table
from streamverse.entrypoints.cli.client import api_client, problem_in_words
from streamverse.entrypoints.cli.tus_client import UploadRefused, upload
from streamverse.kit.errors import Refusal
from streamverse.kit.ids import new_id
from streamverse.kit.settings import load_settings

Run = dict[str, Any]
MOVING = frozenset({"queued", "running"})
PAUSE_SECONDS = 0.3
COUNTS = ("created", "changed", "unchanged", "failed")
Table = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV or JSON")
]


class Refused(Exception):
    """The service or the table refuses, in words."""


def import_table(
    table: Table,
    media: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="where the films of its column `file` are"),
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only say what would be done")] = False,
) -> None:
    """Make or change titles from a table; exit code 1 when a row fails."""
    console = Console()
    try:
        with api_client(load_settings()) as client:
            files = {} if media is None or dry_run else _bring(console, client, table, media)
            options = {"is_dry_run": dry_run, "files": files}
            run = _follow(console, client, _start(client, table, options))
            _report(console, client, run)
    except (Refused, Refusal, UploadRefused) as refusal:
        console.print(str(refusal), style="red", markup=False)
        raise typer.Exit(1) from None
    except httpx.TransportError as error:
        console.print(f"The service went away ({error}).", style="red", markup=False)
        raise typer.Exit(1) from None
    raise typer.Exit(0 if run["state"] == "done" and run["failed"] == 0 else 1)


def export_table(
    table: Annotated[Path, typer.Argument(help="the file to write: .csv or .json")],
    kind: Annotated[list[str] | None, typer.Option(help="only titles of this kind")] = None,
    state: Annotated[list[str] | None, typer.Option(help="only titles in this state")] = None,
    genre: Annotated[str, typer.Option(help="only titles of this genre, by its slug")] = "",
) -> None:
    """Write titles to a table of the shape that an import takes."""
    console = Console()
    form = "json" if table.suffix.lower() == ".json" else "csv"
    wish = {"format": form, "filter": {"kind": kind or [], "state": state or [], "genre": genre}}
    with api_client(load_settings()) as client:
        try:
            answer = client.post("/api/v1/exports", json=wish)
            run = _follow(console, client, _checked(answer))
            _fetch(client, run, table)
        except (Refused, httpx.HTTPError) as refusal:
            console.print(str(refusal), style="red", markup=False)
            raise typer.Exit(1) from None
    console.print(f"{run['done']} titles are in {table}", markup=False)


def _fetch(client: httpx.Client, run: Run, table: Path) -> None:
    if run["state"] != "done":
        raise Refused(run["problem"] or "The export did not end well.")
    address = f"/api/v1/runs/{run['id']}/file"
    with client.stream("GET", address) as file, table.open("wb") as written:
        for chunk in file.raise_for_status().iter_bytes():
            written.write(chunk)


def _bring(console: Console, client: httpx.Client, table: Path, media: Path) -> dict[str, str]:
    """Upload the films that a table names; returns the asset of each."""
    brought: dict[str, str] = {}
    root = media.resolve()
    for name in files_in_table(table):
        file = (media / name).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            console.print(f"{name} is not in {media}", style="yellow", markup=False)
            continue
        console.print(f"Uploading {name}", markup=False)
        brought[name] = str(upload(client, file, file.stem, lambda _: None).asset_id)
    return brought


def _start(client: httpx.Client, table: Path, options: dict[str, Any]) -> Run:
    kind = mimetypes.guess_type(table.name)[0] or "text/csv"
    with table.open("rb") as file:
        answer = client.post(
            "/api/v1/imports",
            files={"file": (table.name, file, kind)},
            data={"options": json.dumps(options)},
            headers={"idempotency-key": str(new_id())},
        )
    return _checked(answer)


def _follow(console: Console, client: httpx.Client, run: Run) -> Run:
    """Show how far a run is until it is over; returns it."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(run["file_name"] or run["kind"], total=None)
        while run["state"] in MOVING:
            time.sleep(PAUSE_SECONDS)
            run = _checked(client.get(f"/api/v1/runs/{run['id']}"))
            progress.update(task, total=run["total"], completed=run["done"])
    return run


def _report(console: Console, client: httpx.Client, run: Run) -> None:
    """Say what became of the rows: each that changed something or failed, then the sums."""
    cursor: str | None = ""
    while cursor is not None:
        query = {"limit": 500, **({"cursor": cursor} if cursor else {})}
        page = _checked(client.get(f"/api/v1/runs/{run['id']}/lines", params=query))
        for line in page["items"]:
            said = " ".join(_words(problem) for problem in line["problems"])
            text = f"{line['number']:>6}  {line['outcome']:<9}  {line['name']}  {said}".rstrip()
            if line["outcome"] != "unchanged":
                console.print(
                    text,
                    style="red" if line["outcome"] == "failed" else None,
                    markup=False,
                    highlight=False,
                    soft_wrap=True,
                )
        cursor = page["next_cursor"]
    if run["problem"]:
        console.print(run["problem"], style="red", markup=False)
    sums = ", ".join(f"{run[name]} {name}" for name in COUNTS)
    would = "would be: " if run["is_dry_run"] else ""
    console.print(f"{run['done']} rows, {would}{sums}", markup=False)


def _words(problem: dict[str, str]) -> str:
    return f"{problem['column']}: {problem['message']}" if problem["column"] else problem["message"]


def _checked(answer: httpx.Response) -> dict[str, Any]:
    if not answer.is_success:
        raise Refused(problem_in_words(answer))
    return answer.json()
