"""How progress and the time left are told from what units took."""

import pytest

from streamverse.domains.media.repository import Effort
from streamverse.domains.media.service.progress import overall, steps
from streamverse.domains.media.states import UnitKind, WorkState


def video(
    state: WorkState, media: float, wall: float = 0.0, sweep: int = 1, done: float = 0.0
) -> Effort:
    share = media if state is WorkState.DONE else done
    return Effort(UnitKind.VIDEO, sweep, state, 1, media, media, wall, share)


class TestOverall:
    def test_uses_measured_speed_once_there_is_some(self) -> None:
        share, eta = overall([video(WorkState.DONE, 10, 20), video(WorkState.WAITING, 30)], 1)
        assert share == pytest.approx(0.25)
        assert eta == pytest.approx(60)

    def test_divides_the_time_left_by_the_slots(self) -> None:
        efforts = [video(WorkState.DONE, 10, 20), video(WorkState.WAITING, 30)]
        assert overall(efforts, 2)[1] == pytest.approx(30)

    def test_never_says_everything_before_it_is(self) -> None:
        assert overall([video(WorkState.DONE, 10, 20)], 1)[0] < 1


class TestSteps:
    def test_names_sweeps_apart(self) -> None:
        told = steps(
            [video(WorkState.DONE, 10, 5), video(WorkState.RUNNING, 10, sweep=2, done=5)], 1, {}
        )
        assert [(step.name, step.state) for step in told] == [
            ("video-1", "done"),
            ("video-2", "running"),
        ]
        assert told[1].progress == pytest.approx(0.5)

    def test_shows_a_failure_and_why(self) -> None:
        problem = {"code": "unit_failed", "detail": "no"}
        (step,) = steps([video(WorkState.FAILED, 10)], 1, {"video-1": problem})
        assert (step.state, step.problem) == ("failed", problem)
