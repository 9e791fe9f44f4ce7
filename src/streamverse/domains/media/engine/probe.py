"""Probing: what a source is, or why it is refused, within half a second whatever its length."""

import json
from pathlib import Path

from streamverse.domains.media.engine.jsonable import from_plain, to_json
from streamverse.domains.media.engine.refusals import RefusalCode, SourceRefused
from streamverse.domains.media.engine.report import ProbeReport
from streamverse.domains.media.engine.settings import ProbeLimits
from streamverse.kit.process import ChildError, ChildLimits, ChildRunner

_CHILD = "streamverse.domains.media.engine.probe_child"
_LIMITS = ChildLimits(
    seconds=20, memory_bytes=3 * 1024**3, cpu_seconds=20, output_bytes=64 * 1024**2, niceness=0
)


async def probe(path: Path, runner: ChildRunner, limits: ProbeLimits | None = None) -> ProbeReport:
    """Look into a source, in a child of its own with little to break. Raises SourceRefused."""
    if path.stat().st_size == 0:
        raise SourceRefused(RefusalCode.EMPTY, "The file is empty: nothing arrived to play.")
    asked = to_json(limits or ProbeLimits())
    try:
        answer = json.loads(
            await runner.output("python", ["-m", _CHILD, str(path), asked], limits=_LIMITS)
        )
    except (ChildError, ValueError) as error:
        raise SourceRefused(
            RefusalCode.NOT_MEDIA, "This file could not be examined: it is damaged or not media."
        ) from error
    if "refusal" in answer:
        refusal = answer["refusal"]
        raise SourceRefused(RefusalCode(refusal["code"]), refusal["reason"])
    return from_plain(ProbeReport, answer["report"])
