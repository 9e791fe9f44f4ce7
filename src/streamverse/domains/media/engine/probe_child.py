"""`python -m streamverse.domains.media.engine.probe_child FILE LIMITS`: probe one file.

Runs as a limited child, because the file is hostile until proven otherwise. Prints one JSON
object: {"report": …} or {"refusal": {"code", "reason"}}.
"""

import json
import sys
from pathlib import Path

from streamverse.domains.media.engine import probe_streams
from streamverse.domains.media.engine.jsonable import from_json, to_plain
from streamverse.domains.media.engine.mp4_index import read_moov
from streamverse.domains.media.engine.probe_video import read_video
from streamverse.domains.media.engine.programs import CONTAINERS
from streamverse.domains.media.engine.refusals import RefusalCode, SourceRefused
from streamverse.domains.media.engine.report import ProbeReport
from streamverse.domains.media.engine.settings import ProbeLimits
from streamverse.domains.media.engine.sniff import look
from streamverse.domains.media.timeline import Chapter

_PICTURE_FORMATS = ("image2", "_pipe", "gif", "apng", "webp", "ico")


def inspect(path: Path, limits: ProbeLimits) -> ProbeReport:
    """Probe a file in this very process. Raises SourceRefused."""
    size_bytes = path.stat().st_size
    if size_bytes > limits.max_bytes:
        msg = f"The file is larger than the {limits.max_bytes / 1024**3:.0f} GB allowed here."
        raise SourceRefused(RefusalCode.TOO_LARGE, msg)
    layout = look(path)
    moov = read_moov(path, layout) if layout is not None else None

    import av  # noqa: PLC0415  # only what passed the first look is worth its loading time
    import av.error  # noqa: PLC0415

    options = {"protocol_whitelist": "file", "format_whitelist": CONTAINERS}
    try:
        container = av.open(f"file:{path}", options=options)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise SourceRefused(
            RefusalCode.NOT_MEDIA, "This is not a video or sound file that can be read."
        ) from error
    with container:
        if any(word in container.format.name for word in _PICTURE_FORMATS):
            raise SourceRefused(
                RefusalCode.PICTURE,
                "This is a picture. Only video and sound can be played for now.",
            )
        video, problem = read_video(container, path, layout, moov, limits)
        is_cut = layout is not None and layout.missing_bytes > 0
        audio = probe_streams.audio(container, size_bytes if is_cut else 0)
        if video is None and not audio:
            raise SourceRefused(
                RefusalCode.NO_TRACK, problem or "The file has no picture and no sound to play."
            )
        start_seconds = (container.start_time or 0) / av.time_base
        lengths = [stream.duration_seconds for stream in audio]
        lengths.append(
            video.duration_seconds if video else (container.duration or 0) / av.time_base
        )
        duration_seconds = max(lengths)
        if duration_seconds > limits.max_seconds:
            msg = f"The film is longer than the {limits.max_seconds / 3600:.0f} hours allowed here."
            raise SourceRefused(RefusalCode.TOO_LONG, msg)
        return ProbeReport(
            container=container.format.name.partition(",")[0],
            size_bytes=size_bytes,
            start_seconds=start_seconds,
            duration_seconds=duration_seconds,
            has_index=_has_index(container.format.name, layout is not None, video is not None),
            video=video,
            audio=audio,
            subtitles=probe_streams.subtitles(container),
            chapters=tuple(
                Chapter(
                    max(0.0, float(mark["start"] * mark["time_base"]) - start_seconds),
                    mark["metadata"].get("title", ""),
                )
                for mark in container.chapters()
                if mark["time_base"] is not None
            ),
            title=container.metadata.get("title", container.metadata.get("TITLE", "")),
            problem=problem,
        )


def _has_index(format_name: str, is_mp4: bool, has_video: bool) -> bool:  # noqa: FBT001
    return is_mp4 or "matroska" in format_name or not has_video


def main(argv: list[str]) -> None:
    """Probe the file named by the first argument and print JSON."""
    try:
        report = inspect(Path(argv[0]), from_json(ProbeLimits, argv[1]))
        answer = {"report": to_plain(report)}
    except SourceRefused as refused:
        answer = {"refusal": {"code": refused.code.value, "reason": refused.reason}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
