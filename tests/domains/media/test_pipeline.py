"""From a source to a ready asset, with the real ffmpeg on tiny films."""

import asyncio
import os
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from streamverse.domains.media import repository
from streamverse.domains.media.engine import EncodeFailed, MachineSpeed
from streamverse.domains.media.models import AssetRow
from streamverse.domains.media.public import (
    CHANGES,
    PlayableAsset,
    TrackKind,
    asset_revision,
    asset_summary,
    playable_asset,
)
from streamverse.domains.media.service import machine, work
from streamverse.domains.media.states import AssetState, UnitKind, WorkState
from streamverse.kit.db import Database
from streamverse.kit.objects import Objects
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.conftest import MovingClock
from tests.domains.media.conftest import Bring, keys_below
from tests.domains.media.job_drain import drain
from tests.media_samples import Samples

VP9 = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "300k")
HD = (640, 360)


@pytest.fixture(scope="session")
def h264(samples: Samples) -> Path:
    """Ten seconds that browsers can decode as they are."""
    return samples.film("h264.mp4", size=HD)


@pytest.fixture(scope="session")
def vp9(samples: Samples) -> Path:
    """Ten seconds that have to be encoded."""
    return samples.film("vp9.webm", size=HD, picture=VP9, sound_codec=("-c:a", "libopus"))


async def asset_of(services: Services, asset_id: UUID) -> AssetRow:
    async with services.get(Database).read() as session:
        asset = await repository.asset(session, asset_id)
    assert asset is not None
    return asset


async def playable(services: Services, asset_id: UUID) -> PlayableAsset | None:
    async with services.get(Database).read() as session:
        return await playable_asset(session, asset_id)


async def events(services: Services) -> list[str]:
    async with services.get(Database).read() as session:
        is_ours = OutboxRow.name.startswith("media.") & (OutboxRow.kind == "event")
        query = select(OutboxRow.name).where(is_ours).order_by(OutboxRow.id)
        return list((await session.scalars(query)).all())


class TestCopiedSource:
    async def test_is_playable_before_the_ladder_begins(
        self, media: Services, bring: Bring, h264: Path
    ) -> None:
        asset_id = await bring(h264)
        await drain(media, until=lambda row: row.name == "media.video")
        asset = await playable(media, asset_id)
        assert asset is not None
        assert [each.name for each in asset.tracks_of(TrackKind.VIDEO)[0].renditions] == ["source"]
        assert (await asset_of(media, asset_id)).state is AssetState.PLAYABLE
        assert not asset.is_sealed or asset.tracks[0].timeline.is_sealed

    async def test_becomes_ready_with_every_rung_on_one_sealed_timeline(
        self, media: Services, bring: Bring, h264: Path
    ) -> None:
        asset_id = await bring(h264)
        await drain(media)
        asset = await playable(media, asset_id)
        assert asset is not None
        assert asset.is_sealed
        (video,) = asset.tracks_of(TrackKind.VIDEO)
        assert [each.name for each in video.renditions] == ["source", "240p"]
        assert all(each.is_complete and each.codecs for each in video.renditions)
        assert {each.covered_segments for each in video.renditions} == {
            video.timeline.segment_count
        }
        assert video.timeline.duration_seconds == pytest.approx(10, abs=0.05)
        assert asset.storyboard_key.endswith("storyboard.vtt")
        assert asset.poster_key.endswith(".jpg")
        row = await asset_of(media, asset_id)
        assert (row.state, row.progress, row.problem) == (AssetState.READY, 1.0, None)
        assert await events(media) == ["media.asset_playable", "media.asset_ready"]

    async def test_stores_every_segment_that_a_timeline_names(
        self, media: Services, bring: Bring, h264: Path
    ) -> None:
        asset_id = await bring(h264)
        await drain(media)
        asset = await playable(media, asset_id)
        assert asset is not None
        stored = await keys_below(media, f"media/{asset_id}/")
        for track in asset.tracks:
            for rendition in track.renditions:
                folder = f"media/{asset_id}/{rendition.recipe}/{rendition.name}"
                start = 0
                assert f"{folder}/init.mp4" in stored
                for ticks in track.timeline.durations():
                    assert f"{folder}/{start}.m4s" in stored
                    start += ticks

    async def test_tells_playback_of_each_growth(
        self, media: Services, bring: Bring, h264: Path
    ) -> None:
        async with media.get(PubSub).subscribe(CHANGES) as messages:
            asset_id = await bring(h264)
            await drain(media)
            async with asyncio.timeout(10):
                revisions = [(await anext(messages))["revision"] for _ in range(3)]
        assert revisions == sorted(revisions)
        async with media.get(Database).read() as session:
            assert (await asset_revision(session, asset_id) or 0) >= revisions[-1]


class TestEncodedSource:
    async def test_is_playable_after_the_first_unit_and_the_sound(
        self, media: Services, bring: Bring, vp9: Path
    ) -> None:
        asset_id = await bring(vp9)
        seen: list[tuple[str, bool]] = []

        async def watch(name: str) -> None:
            seen.append((name, await playable(media, asset_id) is not None))

        while await drain(media, limit=1):
            await watch("step")
        assert seen[0] == ("step", False)
        assert seen[3][1]
        assert (await asset_of(media, asset_id)).state is AssetState.READY

    async def test_grows_in_order_whatever_the_order_of_the_units(
        self, media: Services, bring: Bring, vp9: Path
    ) -> None:
        asset_id = await bring(vp9)
        await drain(media, limit=1)
        async with media.get(Database).read() as session:
            units = await repository.units_in(session, asset_id, *WorkState)
        video = [unit for unit in units if unit.kind is UnitKind.VIDEO and unit.sweep == 1]
        assert len(video) > 1
        await work.do_unit(media, video[1].id)
        async with media.get(Database).read() as session:
            assert {r.covered_segments for r in await repository.renditions(session, asset_id)} == {
                0
            }
        await work.do_unit(media, video[0].id)
        async with media.get(Database).read() as session:
            renditions = await repository.renditions(session, asset_id)
        covered = {each.covered_segments for each in renditions if each.name in video[0].rungs}
        assert covered == {video[0].segment_count + video[1].segment_count}

    async def test_makes_the_same_bytes_again(
        self, media: Services, bring: Bring, vp9: Path
    ) -> None:
        first, second = await bring(vp9), await bring(vp9)
        await drain(media)
        objects = media.get(Objects)
        keys = await keys_below(media, f"media/{first}/")
        assert keys
        for key in keys:
            twin = key.replace(str(first), str(second))
            assert await objects.get(key) == await objects.get(twin), key


class TestAfterACrash:
    async def test_jobs_cut_off_in_the_middle_give_what_an_undisturbed_run_gives(
        self, media: Services, bring: Bring, h264: Path
    ) -> None:
        calm = await bring(h264)
        await drain(media)
        disturbed = await bring(h264)
        killed: list[str] = []

        def dies(row: OutboxRow) -> bool:
            if row.name in killed or row.name == "media.probe":
                return False
            killed.append(row.name)
            return True

        await drain(media, crash=dies)
        assert sorted(killed) == ["media.audio", "media.copy", "media.extra", "media.video"]
        assert (await asset_of(media, disturbed)).state is AssetState.READY
        expected = await keys_below(media, f"media/{calm}/")
        found = await keys_below(media, f"media/{disturbed}/")
        assert {key.replace(str(calm), "") for key in expected} == {
            key.replace(str(disturbed), "") for key in found
        }
        assert await _shape(media, calm) == await _shape(media, disturbed)

    async def test_work_nobody_hears_of_is_ordered_again(
        self, media: Services, bring: Bring, h264: Path, clock: MovingClock
    ) -> None:
        asset_id = await bring(h264)
        await drain(media, until=lambda row: row.name == "media.audio")
        await drain(media)
        assert (await asset_of(media, asset_id)).state is not AssetState.READY
        clock.advance(minutes=6)
        await drain(media, also=["media.tidy"])
        assert (await asset_of(media, asset_id)).state is AssetState.READY


async def _shape(services: Services, asset_id: UUID) -> list[object]:
    asset = await playable(services, asset_id)
    assert asset is not None
    return [
        (track.timeline, [(r.name, r.bandwidth_bps, r.covered_segments) for r in track.renditions])
        for track in asset.tracks
    ]


class TestFailure:
    async def test_of_one_unit_fails_its_rungs_and_leaves_the_rest_ready(
        self, media: Services, bring: Bring, h264: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fails(*_: object, **__: object) -> None:
            raise EncodeFailed("the encoder gave up", is_final=True)

        with monkeypatch.context() as patched:
            patched.setattr(work, "run_unit", fails)
            asset_id = await bring(h264)
            await drain(media)
        row = await asset_of(media, asset_id)
        assert row.state is AssetState.READY
        assert row.problem is not None
        assert "240p could not be made: the encoder gave up" in row.problem["detail"]
        asset = await playable(media, asset_id)
        assert asset is not None
        assert [each.name for each in asset.tracks[0].renditions] == ["source"]

    async def test_of_everything_fails_the_asset_and_says_why(
        self, media: Services, bring: Bring, vp9: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fails(*_: object, **__: object) -> None:
            raise EncodeFailed("the encoder gave up")

        monkeypatch.setattr(work, "run_unit", fails)
        asset_id = await bring(vp9)
        await drain(media)
        row = await asset_of(media, asset_id)
        assert row.state is AssetState.FAILED
        assert row.problem is not None
        assert "the encoder gave up" in row.problem["detail"]
        assert (await events(media))[-1] == "media.asset_failed"
        async with media.get(Database).read() as session:
            summary = await asset_summary(session, asset_id)
        assert summary is not None
        assert not summary.is_playable

    async def test_of_the_disk_pauses_the_work_with_a_reason_and_goes_on_by_itself(
        self,
        media: Services,
        bring: Bring,
        h264: Path,
        clock: MovingClock,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        asset_id = await bring(h264)
        objects = media.get(Objects)

        async def full(*_: object, **__: object) -> bool:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(objects, "put", full)
            await drain(media)
        async with media.get(Database).read() as session:
            troubled = await repository.troubled_units(session, asset_id)
        assert {(unit.problem or {})["code"] for unit in troubled} == {"disk_full"}
        assert await keys_below(media, f"media/{asset_id}/") == {}
        clock.advance(minutes=1)
        await drain(media)
        assert (await asset_of(media, asset_id)).state is AssetState.READY

    async def test_a_source_that_stops_in_the_middle_plays_up_to_there_and_says_so(
        self, media: Services, bring: Bring, samples: Samples
    ) -> None:
        whole = samples.film("whole.mkv", seconds=20, size=HD, picture=VP9)
        data = whole.read_bytes()
        cut = samples.bytes("cut.mkv", data[: len(data) // 2])
        asset_id = await bring(cut)
        await drain(media)
        row = await asset_of(media, asset_id)
        assert row.state is AssetState.READY
        assert row.problem is not None
        asset = await playable(media, asset_id)
        assert asset is not None
        assert 4 < asset.duration_seconds < 16


class TestMachine:
    async def test_is_measured_and_remembered(self, media: Services, settings: Settings) -> None:
        assert machine.known_speed(settings).pixels_per_second == 0
        speed = await machine.ensure_speed(media)
        assert speed.pixels_per_second > 0
        assert machine.known_speed(settings) == speed

    async def test_is_not_called_slow_because_of_a_busy_moment(
        self,
        media: Services,
        settings: Settings,
        clock: MovingClock,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        speeds = iter((900.0, 100.0, 1200.0))

        async def measured(_runner: object) -> MachineSpeed:
            return MachineSpeed(next(speeds), os.cpu_count() or 1)

        monkeypatch.setattr(machine, "measure_speed", measured)
        for best in (900.0, 900.0, 1200.0):
            await machine.ensure_speed(media)
            assert machine.known_speed(settings).pixels_per_second == best
            clock.advance(hours=30)
