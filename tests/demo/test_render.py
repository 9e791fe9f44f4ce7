"""Rendering: a film cut down to a few seconds, whole, and never half."""

from dataclasses import replace
from pathlib import Path

import av
import pytest

from streamverse.domains.media.engine import media_programs
from streamverse.entrypoints.demo.film import Shot
from streamverse.entrypoints.demo.library import film_by_slug
from streamverse.entrypoints.demo.render import render, sweep
from streamverse.kit.process import ChildError, ChildRunner

SHORT = Shot(width=320, height=180, fps=24, seconds=6)


@pytest.fixture(scope="module")
def runner() -> ChildRunner:
    return ChildRunner(media_programs())


class TestRender:
    @pytest.mark.parametrize(("slug", "channels"), [("first-light", 2), ("murmuration", 6)])
    async def test_makes_a_film_with_two_voices_two_subtitles_and_chapters(
        self, runner: ChildRunner, tmp_path: Path, slug: str, channels: int
    ):
        for picture in ("poster", "backdrop", "still"):
            (tmp_path / f"{slug}-{picture}.jpg").touch()
        made = await render(film_by_slug(slug), runner, tmp_path, shot=SHORT)

        with av.open(str(made.film)) as film:
            video = film.streams.video[0]
            assert (video.codec_context.name, video.width, video.height) == ("h264", 320, 180)
            assert float(video.average_rate or 0) == pytest.approx(24, abs=0.01)
            assert [stream.language for stream in film.streams.audio] == ["eng", "hin"]
            assert {stream.codec_context.name for stream in film.streams.audio} == {"aac"}
            assert {stream.channels for stream in film.streams.audio} == {channels}
            assert [stream.language for stream in film.streams.subtitles] == ["eng", "hin"]
            assert film.chapters()[0]["metadata"]["title"]
            assert (film.duration or 0) / av.time_base == pytest.approx(6, abs=0.1)
            keyframes = [
                float(packet.pts * packet.time_base)
                for packet in film.demux(video)
                if packet.is_keyframe and packet.pts is not None and packet.time_base
            ]
        assert keyframes == pytest.approx([0, 2, 4], abs=0.01)
        assert list(tmp_path.glob(".*")) == []

    async def test_leaves_what_is_there(self, runner: ChildRunner, tmp_path: Path):
        film = film_by_slug("first-light")
        kept = tmp_path / "first-light.mp4"
        kept.write_bytes(b"a film")
        made = await render(film, runner, tmp_path, shot=SHORT)
        assert made.film.read_bytes() == b"a film"
        assert all(path.exists() for path in (made.poster, made.backdrop, made.still))

    async def test_leaves_nothing_when_a_child_fails(self, runner: ChildRunner, tmp_path: Path):
        unknown = replace(film_by_slug("first-light"), preset="no-such-preset")
        with pytest.raises(ChildError):
            await render(unknown, runner, tmp_path, shot=SHORT)
        assert list(tmp_path.iterdir()) == []


class TestSweep:
    def test_removes_the_workshop_of_a_killed_run(self, tmp_path: Path):
        (tmp_path / ".first-light-abc").mkdir()
        (tmp_path / ".first-light-abc" / "frames.raw").write_bytes(b"half")
        (tmp_path / "first-light.mp4").write_bytes(b"whole")
        sweep(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["first-light.mp4"]
