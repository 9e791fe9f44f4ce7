"""The whole ladder in units against one ffmpeg process that splits into the same rungs."""

import asyncio
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.harness import Row
from bench.sources import ffmpeg, film
from streamverse.domains.media.engine import (
    EncodePlan,
    EncodeSettings,
    MachineSpeed,
    media_programs,
    plan,
    probe,
    run_unit,
)
from streamverse.kit.process import ChildRunner
from streamverse.kit.settings import load_settings

SECONDS = 48
AS_UNITS_ARE = 10
"""Units give way to the service; the limit has to give way as much."""
FAST = MachineSpeed(pixels_per_second=1e12, cores=2)
SLOW = MachineSpeed(pixels_per_second=1.0, cores=2)


class Folder:
    """A sink that writes segments as files, as the store does."""

    def __init__(self, folder: Path) -> None:
        """Write below `folder`."""
        self.folder = folder

    async def init(self, rendition: str, data: bytes) -> None:
        """Keep a rendition's init segment."""
        self._write(rendition, "init.mp4", data)

    async def segment(
        self, rendition: str, start_ticks: int, duration_ticks: int, data: bytes
    ) -> None:
        """Keep a segment."""
        del duration_ticks
        self._write(rendition, f"{start_ticks}.m4s", data)

    def _write(self, rendition: str, name: str, data: bytes) -> None:
        path = self.folder / rendition / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


async def run() -> list[Row]:
    """Measure the split first, then units one at a time and two at a time."""
    with tempfile.TemporaryDirectory(prefix="bench-ladder-") as name:
        folder = Path(name)
        source = film(folder, "mpeg2", SECONDS)
        runner = ChildRunner(media_programs())
        report = await probe(source, runner)
        one_sweep = plan(report, EncodeSettings(), FAST)
        two_sweeps = plan(report, EncodeSettings(), SLOW)
        split = seconds_by_split(one_sweep, source, folder)
        one_slot = await seconds_by_units(one_sweep, source, folder, runner, slots=1)
        two_slots = await seconds_by_units(one_sweep, source, folder, runner, slots=2)
        slots = load_settings().encodes_at_once
        by_slots = {1: one_slot, 2: two_slots}
        swept = await seconds_by_units(two_sweeps, source, folder, runner, slots=slots)
    rungs = "/".join(str(rung.rung) for rung in one_sweep.rungs)
    note = f"{SECONDS} s, {rungs}, slots: {slots}"
    limit = {"limit": split, "limit_is": "one ffmpeg with split", "note": note}
    best = Row("whole ladder, one sweep", by_slots.get(slots, two_slots), "s", at_most=1.1)
    twice = Row("whole ladder, two sweeps", swept, "s", at_most=1.3)
    return [
        replace(best, **limit),
        replace(twice, **limit),
        Row("the ladder in two slots", two_slots, "s", one_slot, "in one slot", at_most=1.0),
    ]


def seconds_by_split(wanted: EncodePlan, source: Path, folder: Path) -> float:
    """Let one ffmpeg do all rungs, from one decode, with as many threads as it likes."""
    count = len(wanted.rungs)
    outputs = "".join(f"[s{index}]" for index in range(count))
    scales = ";".join(
        f"[s{index}]scale={rung.width}:{rung.height},setsar=1[v{index}]"
        for index, rung in enumerate(wanted.rungs)
    )
    arguments = ["-i", str(source), "-filter_complex", f"[0:v]split={count}{outputs};{scales}"]
    for index, rung in enumerate(wanted.rungs):
        arguments += ["-map", f"[v{index}]", "-c:v", "libx264", "-preset", wanted.preset]
        arguments += ["-crf", str(rung.crf), "-maxrate", f"{rung.max_kbps}k"]
        arguments += ["-bufsize", f"{2 * rung.max_kbps}k", "-g", "96", "-keyint_min", "96"]
        arguments += ["-sc_threshold", "0", str(folder / f"split-{rung.name}.mp4")]
    began = time.monotonic()
    ffmpeg(*arguments, niceness=AS_UNITS_ARE)
    return time.monotonic() - began


async def seconds_by_units(
    wanted: EncodePlan, source: Path, folder: Path, runner: ChildRunner, *, slots: int
) -> float:
    """Encode every unit of a plan, `slots` at a time, in the plan's order."""
    room = asyncio.Semaphore(slots)
    sink = Folder(folder / f"units-{wanted.sweeps}-{slots}")
    began = time.monotonic()

    async def encode(index: int) -> None:
        async with room:
            await run_unit(wanted, wanted.units[index], source, sink, runner)

    async with asyncio.TaskGroup() as group:
        for index in range(len(wanted.units)):
            group.create_task(encode(index))
    return time.monotonic() - began
