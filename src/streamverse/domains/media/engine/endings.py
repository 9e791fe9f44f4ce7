"""Words for the uploader when a source ends early or can't be read."""

from streamverse.domains.media.engine.spec import Grid
from streamverse.kit.process import ChildError, ChildFailed, ChildTooSlow

_STOPPED_BY_SIGNAL = 255
"""ffmpeg's exit code when it was asked to stop."""


def clock(seconds: float) -> str:
    """Write a time as 1:02:03 or 2:03."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def early_end(grid: Grid, segments: int) -> str:
    """Say where the picture stops."""
    seconds = float(grid.boundaries()[segments] / grid.rate)
    return (
        f"The file can't be read beyond {clock(seconds)}: it is damaged there. "
        "What comes before it can be watched."
    )


def is_the_sources_fault(error: ChildError) -> bool:
    """Tell a source that ffmpeg can't read further from a child that was killed or too slow."""
    return isinstance(error, ChildFailed) and 0 < error.returncode < _STOPPED_BY_SIGNAL


def in_words(error: ChildError) -> str:
    """Say why ffmpeg gave up."""
    if isinstance(error, ChildFailed) and not is_the_sources_fault(error):
        return "The encoder was stopped before it was done."
    if isinstance(error, ChildTooSlow):
        return "Working on this file took longer than allowed."
    said = _first_complaint(error.stderr)
    if "No space left" in error.stderr:
        return "The disk is full."
    return f"The file could not be read: {said}" if said else "The file could not be read."


def _first_complaint(stderr: str) -> str:
    """Return ffmpeg's first line without its "[mp4 @ 0x…]": later ones follow from it."""
    first = stderr.strip().partition("\n")[0]
    return first.rpartition("] ")[2][:300]
