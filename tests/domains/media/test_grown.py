"""How timelines grow."""

import pytest

from streamverse.domains.media.models import RenditionRow, TrackRow
from streamverse.domains.media.service.grown import Misaligned, Segment, append, timeline_of
from streamverse.domains.media.states import WorkState
from streamverse.domains.media.timeline import Timeline


def a_track() -> TrackRow:
    return TrackRow(timescale=1000, runs=[], is_sealed=False)


def a_rendition(name: str = "720p") -> RenditionRow:
    return RenditionRow(
        name=name,
        covered_segments=0,
        covered_ticks=0,
        bandwidth_bps=0,
        bytes=0,
        state=WorkState.WAITING,
    )


def fours(first: int, count: int) -> list[Segment]:
    return [Segment((first + n) * 4000, 4000, 500) for n in range(count)]


class TestAppend:
    def test_refuses_a_gap(self) -> None:
        with pytest.raises(Misaligned):
            append(a_track(), a_rendition(), fours(1, 1))

    def test_refuses_other_boundaries_than_the_track_has(self) -> None:
        track = a_track()
        append(track, a_rendition("source"), fours(0, 2))
        with pytest.raises(Misaligned):
            append(track, a_rendition(), [Segment(0, 3000, 1)])

    def test_refuses_to_go_on_after_the_seal(self) -> None:
        track, rendition = a_track(), a_rendition()
        append(track, rendition, fours(0, 1))
        track.is_sealed = True
        with pytest.raises(Misaligned):
            append(track, rendition, fours(1, 1))

    def test_grows_the_track_where_the_rendition_leads(self) -> None:
        track, leader, follower = a_track(), a_rendition("240p"), a_rendition("720p")
        append(track, leader, fours(0, 3))
        append(track, follower, fours(0, 1))
        assert timeline_of(track) == Timeline(1000, ((4000, 3),))
        assert (leader.covered_segments, follower.covered_segments) == (3, 1)

    def test_passes_over_what_is_covered_already(self) -> None:
        track, rendition = a_track(), a_rendition()
        append(track, rendition, fours(0, 2))
        assert not append(track, rendition, fours(0, 2))
        assert append(track, rendition, fours(0, 3))
        assert timeline_of(track).segment_count == 3
        assert rendition.bytes == 1500

    def test_keeps_the_highest_rate_of_a_segment(self) -> None:
        track, rendition = a_track(), a_rendition()
        append(track, rendition, [Segment(0, 4000, 1000), Segment(4000, 4000, 3000)])
        assert rendition.bandwidth_bps == 6000
