"""How far an asset is and how long it will take, told from what its units took so far.

Pure: sums of units in, shares and seconds out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from streamverse.domains.media.repository import Effort
from streamverse.domains.media.states import UnitKind, WorkState

NEARLY = 0.99
"""The most that is shown before everything is done."""

LABELS = {
    "upload": "Uploading",
    "probe": "Looking at the file",
    "copy": "Making the original watchable",
    "audio": "Preparing the sound",
    "video-1": "Encoding the picture",
    "video-2": "Encoding more qualities",
    "text": "Reading the subtitles",
    "posters": "Choosing posters",
    "storyboard": "Making previews for the seek bar",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the work in plain words; `state`: waiting, running, done or failed."""

    name: str
    state: str
    progress: float
    eta_seconds: float | None = None
    problem: dict[str, Any] | None = None

    @property
    def label(self) -> str:
        """What the step is called on a page."""
        return LABELS[self.name]


@dataclass(frozen=True, slots=True)
class _Share:
    """The work of one step: seconds of machine time, done and in all."""

    name: str
    total: float
    done: float
    states: frozenset[WorkState]
    slots: int

    @property
    def eta_seconds(self) -> float:
        return (self.total - self.done) / self.slots


def _step_name(effort: Effort) -> str:
    return f"video-{min(effort.sweep, 2)}" if effort.kind is UnitKind.VIDEO else effort.kind


def _shares(efforts: Sequence[Effort], slots: int) -> list[_Share]:
    names = sorted({_step_name(effort) for effort in efforts}, key=list(LABELS).index)
    return [
        _share(name, [effort for effort in efforts if _step_name(effort) == name], slots)
        for name in names
    ]


def _share(name: str, efforts: Sequence[Effort], slots: int) -> _Share:
    media = sum(effort.media_seconds for effort in efforts) or 1.0
    finished = [effort for effort in efforts if effort.wall_seconds > 0]
    measured = sum(effort.media_seconds for effort in finished)
    cost = (
        sum(effort.wall_seconds for effort in finished) / measured
        if measured
        else sum(effort.expected_seconds for effort in efforts) / media
    )
    done = sum(_done_media(effort) for effort in efforts)
    is_parallel = name.startswith("video")
    states = frozenset(effort.state for effort in efforts)
    return _Share(name, media * cost, done * cost, states, slots if is_parallel else 1)


def _done_media(effort: Effort) -> float:
    """Failed units count as done: nobody waits for them any more."""
    return effort.media_seconds if effort.state is WorkState.FAILED else effort.share_done


def overall(efforts: Sequence[Effort], slots: int) -> tuple[float, float]:
    """Return (share done, seconds left) of all the work."""
    shares = _shares(efforts, slots)
    total = sum(share.total for share in shares)
    done = sum(share.done for share in shares)
    eta = sum(share.eta_seconds for share in shares)
    return (min(NEARLY, done / total) if total else NEARLY, round(eta, 1))


def steps(efforts: Sequence[Effort], slots: int, problems: dict[str, dict[str, Any]]) -> list[Step]:
    """Return the steps of the encoding, with the problem of each that has one."""
    return [_as_step(share, problems.get(share.name)) for share in _shares(efforts, slots)]


def step_of(kind: UnitKind, sweep: int) -> str:
    """Return the name of the step that a unit belongs to."""
    return f"video-{min(sweep, 2)}" if kind is UnitKind.VIDEO else kind


def _as_step(share: _Share, problem: dict[str, Any] | None) -> Step:
    state = _state(share.states)
    progress = 1.0 if state == "done" else min(1.0, share.done / share.total if share.total else 0)
    eta = None if state in {"done", "failed"} else round(share.eta_seconds, 1)
    return Step(share.name, state, round(progress, 4), eta, problem)


def _state(states: Iterable[WorkState]) -> str:
    found = set(states)
    if WorkState.RUNNING in found:
        return "running"
    if found & {WorkState.WAITING, WorkState.QUEUED}:
        return "running" if WorkState.DONE in found else "waiting"
    return "failed" if WorkState.FAILED in found else "done"
