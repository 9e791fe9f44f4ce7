"""Subtitles: tracks inside the source and sidecar files, as clean WebVTT.

Cues are read by us and written anew (W3C WebVTT 1), so that nothing of a hostile file gets
through but times, words and the few tags players know.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from streamverse.domains.media.engine.endings import in_words
from streamverse.domains.media.engine.programs import FFMPEG, QUIET, SAFE_INPUT
from streamverse.domains.media.engine.refusals import RefusalCode, SourceRefused
from streamverse.domains.media.engine.results import EncodeFailed
from streamverse.domains.media.engine.spec import EncodePlan, TextSpec
from streamverse.kit.process import ChildError, ChildLimits, ChildRunner

MAX_BYTES = 8 * 1024**2
_LIMITS = ChildLimits(seconds=3600, output_bytes=64 * 1024**2, niceness=7)
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(?:\s+(.*))?$")
_TAG = re.compile(r"<[^>]*>|\{\\[^}]*\}")
_KEPT_TAG = re.compile(r"^</?[biu]>$")
_SETTING = re.compile(r"^(?:line|position|size|align|vertical):[a-z0-9.,%+-]{1,24}$")
_LONGEST_SECONDS = 100 * 3600


@dataclass(frozen=True, slots=True)
class Cue:
    """Words shown from `start` to `end`, in seconds; `settings` place them."""

    start: float
    end: float
    words: str
    settings: str = ""


async def run_text(
    plan: EncodePlan,  # noqa: ARG001  # the shape all runs share
    text: TextSpec,
    source: Path,
    runner: ChildRunner,
) -> bytes:
    """Extract one subtitle track as WebVTT on the asset's clock. Raises EncodeFailed."""
    arguments = [*QUIET, *SAFE_INPUT, "-copyts", "-i", f"file:{source}", "-map", f"0:{text.stream}"]
    try:
        made = await runner.output(
            FFMPEG, [*arguments, "-c:s", "webvtt", "-f", "webvtt", "pipe:1"], limits=_LIMITS
        )
    except ChildError as error:
        raise EncodeFailed(in_words(error), stderr=error.stderr) from error
    return write_webvtt(
        Cue(cue.start - text.clock_seconds, cue.end - text.clock_seconds, cue.words, cue.settings)
        for cue in read_cues(made.decode(errors="replace"))
    )


def sidecar_to_webvtt(data: bytes) -> bytes:
    """Turn an uploaded .srt or .vtt into clean WebVTT. Raises SourceRefused."""
    if len(data) > MAX_BYTES:
        msg = f"The subtitle file is larger than {MAX_BYTES // 1024**2} MB."
        raise SourceRefused(RefusalCode.TOO_LARGE, msg)
    cues = list(read_cues(_decoded(data)))
    if not cues:
        raise SourceRefused(
            RefusalCode.NOT_SUBTITLES, "There are no subtitles in this file: .vtt and .srt can be."
        )
    return write_webvtt(cues)


def read_cues(text: str) -> Iterator[Cue]:
    """Yield the cues of SubRip or WebVTT text, leaving out what can't be understood."""
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip("\n").split("\n")
        for number, line in enumerate(lines[:3]):
            timing = _TIMING.match(line)
            if timing is None:
                continue
            start, end = _seconds(*timing.groups()[:4]), _seconds(*timing.groups()[4:8])
            words = "\n".join(_clean(line) for line in lines[number + 1 :]).strip()
            if words and start < end <= _LONGEST_SECONDS:
                said = (timing.group(9) or "").split()
                kept = " ".join(word for word in said if _SETTING.match(word))
                yield Cue(start, end, words, kept)
            break


def write_webvtt(cues: Iterator[Cue] | list[Cue]) -> bytes:
    """Write cues in the order of their beginning."""
    blocks = ["WEBVTT"]
    for cue in sorted(cues, key=lambda cue: (cue.start, cue.end)):
        if cue.end <= 0:
            continue
        timing = f"{timestamp(max(0.0, cue.start))} --> {timestamp(cue.end)} {cue.settings}"
        blocks.append(f"{timing.strip()}\n{cue.words}")
    return ("\n\n".join(blocks) + "\n").encode()


def timestamp(seconds: float) -> str:
    """Write a WebVTT time, e.g. 01:02:03.450."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{rest // 1000:02}.{rest % 1000:03}"


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int(fraction.ljust(3, "0")) / 1000


def _clean(line: str) -> str:
    """Keep words and <b>, <i>, <u>; a stray "-->" would begin another cue."""
    kept: list[str] = []
    position = 0
    for tag in _TAG.finditer(line):
        kept.append(_escaped(line[position : tag.start()]))
        kept.append(tag.group() if _KEPT_TAG.match(tag.group()) else "")
        position = tag.end()
    kept.append(_escaped(line[position:]))
    return "".join(kept).strip()


def _escaped(words: str) -> str:
    plain = html.unescape(words).replace("\x00", "").replace("\u2028", " ")
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
