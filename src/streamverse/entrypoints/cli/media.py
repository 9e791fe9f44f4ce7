"""`streamverse media`: what would be made of a file, and what nothing refers to."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from streamverse.adapters.objects import open_objects
from streamverse.domains.media.engine import (
    EncodePlan,
    ProbeReport,
    SourceRefused,
    media_programs,
    plan,
    probe,
)
from streamverse.domains.media.public import (
    Garbage,
    collect_garbage,
    encode_settings,
    find_garbage,
    in_words,
    known_speed,
    probe_limits,
)
from streamverse.kit.clock import Clock, SystemClock
from streamverse.kit.db import Database
from streamverse.kit.objects import Objects
from streamverse.kit.process import ChildRunner
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings, load_settings

app = typer.Typer(help="Media: plans, and garbage nothing refers to.", no_args_is_help=True)


@app.command("plan")
def show_plan(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="a film")],
) -> None:
    """Print what would be made of a file; nothing is made."""
    settings = load_settings()

    async def work() -> tuple[ProbeReport, EncodePlan]:
        report = await probe(file, ChildRunner(media_programs()), probe_limits(settings))
        return report, plan(report, encode_settings(), known_speed(settings))

    try:
        report, wanted = asyncio.run(work())
    except SourceRefused as refusal:
        sys.exit(f"{file.name}: {refusal.reason}")
    console = Console()
    console.print(_about(report, wanted), markup=False, highlight=False)
    console.print(_renditions(wanted))
    if wanted.units:
        console.print(_units(wanted))


@app.command()
def gc(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only list what would go")] = False,
) -> None:
    """Remove stored objects that nothing refers to."""
    garbage = asyncio.run(_collect(load_settings(), dry_run=dry_run))
    for each in garbage:
        typer.echo(f"{each.key}  {in_words(each.size_bytes)}  {each.reason}")
    size = in_words(sum(each.size_bytes for each in garbage))
    typer.echo(f"{'Would free' if dry_run else 'Freed'} {size} in {len(garbage)} objects.")


async def _collect(settings: Settings, *, dry_run: bool) -> list[Garbage]:
    async with _opened(settings) as services:
        if dry_run:
            return [each async for each in find_garbage(services)]
        return await collect_garbage(services)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncGenerator[Services]:
    services = Services()
    services.add(settings)
    services.add(SystemClock(), as_=Clock)
    database = services.add(Database(settings.database))
    try:
        async with open_objects(settings) as objects:
            services.add(objects, as_=Objects)
            yield services
    finally:
        await database.close()


def _about(report: ProbeReport, wanted: EncodePlan) -> str:
    lines = [f"{report.container}, {in_words(report.size_bytes)}, {report.duration_seconds:.2f} s"]
    if report.video is not None:
        video = report.video
        rate = video.frame_rate[0] / video.frame_rate[1]
        lines.append(
            f"picture: {video.codec} {video.display_width}x{video.display_height}, "
            f"{rate:.5g} frames a second, {len(video.keyframes)} keyframes"
        )
    lines += [
        f"sound: {audio.codec}, {audio.layout or audio.channels}, {audio.language}"
        for audio in report.audio
    ]
    lines += [f"subtitles: {text.codec}, {text.language}" for text in report.subtitles]
    lines += [text for text in (report.problem, wanted.problem) if text]
    return "\n".join(lines)


def _renditions(wanted: EncodePlan) -> Table:
    table = Table("rendition", "size", "rate", "how")
    if wanted.copy is not None:
        size = f"{wanted.copy.width}x{wanted.copy.height}"
        table.add_row(wanted.copy.name, size, "as it is", "copied")
    for rung in wanted.rungs:
        size = f"{rung.width}x{rung.height}"
        table.add_row(rung.name, size, f"up to {rung.max_kbps} kb/s", f"sweep {rung.sweep}")
    for audio in wanted.audio:
        how = "copied" if audio.is_copy else "encoded"
        rate = "as it is" if audio.is_copy else f"{audio.kbps} kb/s"
        table.add_row(audio.name, f"{audio.channels} channels {audio.language}", rate, how)
    for text in wanted.text:
        table.add_row(text.name, text.language, "", "WebVTT")
    return table


def _units(wanted: EncodePlan) -> Table:
    assert wanted.grid is not None
    table = Table("unit", "rungs", "segments", "from", "seconds")
    for unit in wanted.units:
        table.add_row(
            unit.id,
            ", ".join(unit.rungs),
            f"{unit.first_segment}-{unit.first_segment + unit.segment_count - 1}",
            f"{float(unit.first_frame / wanted.grid.rate):.3f}",
            f"{float(unit.frame_count / wanted.grid.rate):.3f}",
        )
    return table
