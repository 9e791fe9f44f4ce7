"""Storyboards and posters."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from streamverse.domains.media.engine import plan, probe, run_posters, run_storyboard
from streamverse.kit.process import ChildRunner
from tests.media_samples import Samples

COLOURS = "color=black:s=320x180:r=25:d=4[a];color=red:s=320x180:r=25:d=4[b];"
BLACK_THEN_RED = f"{COLOURS}[a][b]concat=n=2"


class TestStoryboard:
    """Preview pictures for the seek bar."""

    async def test_shows_at_each_time_what_the_film_shows(
        self, samples: Samples, runner: ChildRunner, tmp_path: Path
    ) -> None:
        path = samples.make(
            "black-red.mp4",
            ["-f", "lavfi", "-i", BLACK_THEN_RED, "-c:v", "libx264", "-pix_fmt", "yuv420p"],
        )
        made = await run_storyboard(plan(await probe(path, runner)), path, runner, tmp_path)
        index, sprite = made
        assert (index.name, sprite.name) == ("storyboard.vtt", "storyboard-0.jpg")
        picture = Image.open(io.BytesIO(sprite.data)).convert("RGB")
        assert picture.size == (sprite.width, sprite.height)
        areas = re.findall(r"storyboard-0\.jpg#xywh=(\d+),(\d+),(\d+),(\d+)", index.data.decode())
        assert len(areas) == 8
        for second, area in enumerate(areas):
            x, y, width, height = map(int, area)
            red, green, _ = picture.getpixel((x + width // 2, y + height // 2))  # type: ignore[misc]
            assert (red > 200) == (second >= 4)
            assert green < 60
        assert list(tmp_path.iterdir()) == []

    async def test_of_a_long_film_fills_several_sprites_from_keyframes(
        self, samples: Samples, runner: ChildRunner, tmp_path: Path
    ) -> None:
        short = samples.film("short.mp4", seconds=8, gop=50, sound=None)
        path = samples.make(
            "three-minutes.mp4",
            ["-stream_loop", "22", "-i", str(short), "-c", "copy", "-t", "180"],
        )
        index, *sprites = await run_storyboard(
            plan(await probe(path, runner)), path, runner, tmp_path
        )
        assert len(sprites) == 4
        assert index.data.count(b"-->") == 90
        again = await run_storyboard(plan(await probe(path, runner)), path, runner, tmp_path)
        assert again == (index, *sprites)


class TestPosters:
    """Stills to stand for the film."""

    async def test_prefers_a_picture_to_black(
        self, samples: Samples, runner: ChildRunner, tmp_path: Path
    ) -> None:
        picture = "color=black:s=1280x720:r=25:d=3[a];testsrc2=s=1280x720:r=25:d=3[b];"
        path = samples.make(
            "dark-start.mp4",
            [
                *("-f", "lavfi", "-i", f"{picture}[a][b]concat=n=2"),
                *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"),
            ],
        )
        made = await run_posters(plan(await probe(path, runner)), path, runner, tmp_path)
        assert len(made) == 4
        assert made[0].at_seconds > 3
        assert [poster.score for poster in made] == sorted(
            (poster.score for poster in made), reverse=True
        )
        assert re.fullmatch("#[0-9a-f]{6}", made[0].dominant_color)
        sizes = [(it.width, it.height, it.content_type) for it in made[0].files]
        assert sizes == [
            (width, width * 9 // 16, kind)
            for width in (320, 640, 1280)
            for kind in ("image/jpeg", "image/webp")
        ]
        for file in made[0].files:
            with Image.open(io.BytesIO(file.data)) as image:
                assert image.size == (file.width, file.height)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("seconds", [0.04, 1])
    async def test_of_a_very_short_film(
        self, samples: Samples, runner: ChildRunner, tmp_path: Path, seconds: float
    ) -> None:
        path = samples.film(f"blink-{seconds}.mp4", seconds=seconds, sound=None)
        made = await run_posters(plan(await probe(path, runner)), path, runner, tmp_path)
        assert made
        assert len(made[0].files) == 2
