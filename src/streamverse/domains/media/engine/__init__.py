"""The media engine: everything between a source file and CMAF segments.

Knows no database and no object store: plain data in, segments to a sink. All work is done by
child processes. The names below are its door.

    report = await probe(path, runner)
    wanted = plan(report, settings, speed)
    await run_copy(wanted, path, sink, runner)          # the source's own picture, if kept
    await run_unit(wanted, wanted.units[0], path, sink, runner)
    await run_audio(wanted, wanted.audio[0], path, sink, runner)
"""

from streamverse.domains.media.engine.copying import run_copy
from streamverse.domains.media.engine.encoding import run_unit
from streamverse.domains.media.engine.jsonable import from_json, from_plain, to_json, to_plain
from streamverse.domains.media.engine.planning import plan
from streamverse.domains.media.engine.posters import run_posters
from streamverse.domains.media.engine.probe import probe
from streamverse.domains.media.engine.programs import find_ffmpeg, media_programs
from streamverse.domains.media.engine.refusals import RefusalCode, SourceRefused
from streamverse.domains.media.engine.report import (
    AudioStream,
    ProbeReport,
    SubtitleStream,
    VideoStream,
)
from streamverse.domains.media.engine.results import (
    EncodeFailed,
    MadeFile,
    MadeRendition,
    OnProgress,
    Poster,
    RunResult,
    SegmentSink,
)
from streamverse.domains.media.engine.settings import EncodeSettings, MachineSpeed, ProbeLimits
from streamverse.domains.media.engine.sound import run_audio
from streamverse.domains.media.engine.spec import (
    AudioSpec,
    EncodePlan,
    Grid,
    PosterSpec,
    RungSpec,
    StoryboardSpec,
    TextSpec,
    UnitSpec,
)
from streamverse.domains.media.engine.speed import measure_speed
from streamverse.domains.media.engine.storyboard import run_storyboard
from streamverse.domains.media.engine.text import Cue, read_cues, run_text, sidecar_to_webvtt

__all__ = [
    "AudioSpec",
    "AudioStream",
    "Cue",
    "EncodeFailed",
    "EncodePlan",
    "EncodeSettings",
    "Grid",
    "MachineSpeed",
    "MadeFile",
    "MadeRendition",
    "OnProgress",
    "Poster",
    "PosterSpec",
    "ProbeLimits",
    "ProbeReport",
    "RefusalCode",
    "RunResult",
    "RungSpec",
    "SegmentSink",
    "SourceRefused",
    "StoryboardSpec",
    "SubtitleStream",
    "TextSpec",
    "UnitSpec",
    "VideoStream",
    "find_ffmpeg",
    "from_json",
    "from_plain",
    "measure_speed",
    "media_programs",
    "plan",
    "probe",
    "read_cues",
    "run_audio",
    "run_copy",
    "run_posters",
    "run_storyboard",
    "run_text",
    "run_unit",
    "sidecar_to_webvtt",
    "to_json",
    "to_plain",
]
