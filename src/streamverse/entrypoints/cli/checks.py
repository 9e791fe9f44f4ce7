"""`streamverse doctor` and the API's description for builders."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from streamverse.entrypoints.app import create_api
from streamverse.entrypoints.doctor import Verdict, examine
from streamverse.kit.services import Services
from streamverse.kit.settings import load_settings

SIGNS: dict[Verdict, str] = {
    "ok": "[green]ok     [/green]",
    "warning": "[yellow]warning[/yellow]",
    "wrong": "[red]wrong  [/red]",
}


def doctor() -> None:
    """Say what runs, in which mode, and what is missing; exit 1 if something is wrong."""
    settings = load_settings()
    console = Console(soft_wrap=True, highlight=False)

    async def print_findings() -> bool:
        is_well = True
        async for finding in examine(settings):
            is_well = is_well and finding.verdict != "wrong"
            console.print(f"{SIGNS[finding.verdict]} {finding.check}: {finding.what}")
            if finding.advice:
                console.print(f"        {finding.advice}")
        return is_well

    if not asyncio.run(print_findings()):
        raise typer.Exit(1)


def openapi(
    file: Annotated[
        Path | None, typer.Argument(help="where to write; standard output if none")
    ] = None,
) -> None:
    """Print the API's OpenAPI 3.1 document."""
    document = json.dumps(create_api(Services()).openapi(), indent=2, ensure_ascii=False) + "\n"
    if file is None:
        typer.echo(document, nl=False)
    else:
        file.write_text(document)
