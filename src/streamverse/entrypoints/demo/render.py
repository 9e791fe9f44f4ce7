"""Rendering: one film from its description to a file, by four children side by side."""

import asyncio
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from streamverse.entrypoints.demo.film import Film, Shot
from streamverse.entrypoints.demo.picture import (
    BACKDROP,
    END,
    FRAMES,
    POSTER,
    SERIES_POSTER,
    STILL,
    TITLE,
    shot_in_words,
)
from streamverse.entrypoints.demo.soundtrack import CHAPTERS, TRACKS
from streamverse.kit.process import ChildLimits, ChildRunner

OnPart = Callable[[float], None]

PICTURE, SOUND = "picture.mkv", "sound.mka"
"""Matroska for both: from an MP4 with other ticks, ffmpeg 9 writes wrong chapters into an MP4."""
GOP_SECONDS = 2
TITLE_FROM, TITLE_TO, END_SECONDS = 0.8, 4.4, 4.5
MODULE = "streamverse.entrypoints.demo"
BITS_A_CHANNEL = 80_000


@dataclass(frozen=True, slots=True)
class Rendered:
    """A film on disk, with its artwork."""

    film: Path
    poster: Path
    backdrop: Path
    still: Path


async def render(
    film: Film,
    runner: ChildRunner,
    folder: Path,
    *,
    shot: Shot | None = None,
    niceness: int = 10,
    artwork_only: bool = False,
    on_part: OnPart | None = None,
) -> Rendered:
    """Render a film into `folder`; what is there already is kept, half a film never stays.

    Raises ChildError when a child fails. `on_part` hears how much of the picture is done, 0 to 1.
    """
    shot = shot or film.shot
    folder.mkdir(parents=True, exist_ok=True)
    paths = Rendered(
        film=folder / f"{film.slug}.{film.container}",
        poster=folder / f"{film.slug}-{POSTER}",
        backdrop=folder / f"{film.slug}-{BACKDROP}",
        still=folder / f"{film.slug}-{STILL}",
    )
    pictures = (paths.poster, paths.backdrop, paths.still)
    has_artwork = all(path.exists() for path in pictures)
    has_film = artwork_only or paths.film.exists()
    if has_film and has_artwork:
        return paths
    workshop = Path(tempfile.mkdtemp(prefix=f".{film.slug}-", dir=folder))
    work = _Work(film, shot, runner, workshop, ChildLimits(seconds=600, niceness=niceness))
    try:
        async with asyncio.TaskGroup() as group:
            if not has_film:
                group.create_task(work.picture(on_part or (lambda _: None)))
                group.create_task(work.sound())
            if not has_artwork:
                group.create_task(work.artwork())
        if not has_artwork:
            for name, path in zip((POSTER, BACKDROP, STILL), pictures, strict=True):
                (workshop / name).replace(path)
        if not has_film:
            (await work.join()).replace(paths.film)
    except BaseExceptionGroup as failed:
        raise first_cause(failed) from None
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return paths


async def render_series_poster(runner: ChildRunner, folder: Path) -> Path:
    """Paint the poster of the series into `folder`. Raises ChildError."""
    folder.mkdir(parents=True, exist_ok=True)
    await runner.run("python", ["-m", f"{MODULE}.picture", "series", str(folder)])
    return folder / SERIES_POSTER


def first_cause(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the first failure of a group, however deep."""
    cause: BaseException = group
    while isinstance(cause, BaseExceptionGroup):
        inner: tuple[BaseException, ...] = cause.exceptions  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        cause = inner[0]
    return cause


def sweep(folder: Path) -> None:
    """Remove what a killed run left behind."""
    for leftover in folder.glob(".*-*"):
        shutil.rmtree(leftover, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Work:
    """One film being made in one folder."""

    film: Film
    shot: Shot
    runner: ChildRunner
    folder: Path
    limits: ChildLimits

    async def picture(self, on_part: OnPart) -> None:
        """Paint in one child, encode in another; a named pipe joins them."""
        os.mkfifo(self.folder / FRAMES)
        microseconds = self.shot.seconds * 1_000_000

        def heard(report: Any) -> None:
            done = str(report.get("out_time_us", "0"))
            on_part(min(1.0, int(done) / microseconds) if done.isdigit() else 0.0)

        async with asyncio.TaskGroup() as group:
            painted = replace(self.shot, fps=self._painted_fps)
            group.create_task(
                self._python("picture", "frames", self.film.slug, shot_in_words(painted))
            )
            group.create_task(
                self.runner.run("ffmpeg", self._encode(), limits=self.limits, on_progress=heard)
            )

    async def sound(self) -> None:
        """Make the sound tracks, then pack them as AAC."""
        await self._python("soundtrack", self.film.slug, str(self.shot.seconds))
        sounds = self._tracks()["sounds"]
        args = ["-v", "error", "-y"]
        for sound in sounds:
            layout = "stereo" if sound["channels"] == 2 else "5.1"
            args += ["-f", "f32le", "-ar", "48000", "-ch_layout", layout]
            args += ["-i", str(self.folder / sound["file"])]
        for number, sound in enumerate(sounds):
            args += ["-map", str(number), f"-b:a:{number}", str(BITS_A_CHANNEL * sound["channels"])]
        args += ["-c:a", "aac", "-bitexact", str(self.folder / SOUND)]
        await self.runner.run("ffmpeg", args, limits=self.limits)

    async def artwork(self) -> None:
        """Paint poster, backdrop and still."""
        await self._python("picture", "artwork", self.film.slug)

    async def join(self) -> Path:
        """Put picture, sound, subtitles and chapters into one file; returns it."""
        done = self.folder / f"done.{self.film.container}"
        await self.runner.run("ffmpeg", self._mux(done), limits=self.limits)
        return done

    async def _python(self, module: str, *args: str) -> None:
        command = ["-m", f"{MODULE}.{module}", *args, str(self.folder)]
        await self.runner.run("python", command, limits=self.limits)

    @property
    def _painted_fps(self) -> int:
        return self.shot.fps // self.film.paints_every

    def _tracks(self) -> dict[str, list[dict[str, Any]]]:
        return json.loads((self.folder / TRACKS).read_text(encoding="utf-8"))

    def _encode(self) -> list[str]:
        film, shot = self.film, self.shot
        width, height = shot.painted(film.scene.working_height)
        gop = shot.fps * GOP_SECONDS
        return [
            *("-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", film.scene.pixel_format),
            *(
                "-s",
                f"{width}x{height}",
                "-r",
                str(self._painted_fps),
                "-i",
                str(self.folder / FRAMES),
            ),
            *("-i", str(self.folder / TITLE), "-i", str(self.folder / END)),
            *("-filter_complex", self._filters(), "-map", "[out]"),
            *("-c:v", "libx264", "-preset", film.preset, "-crf", str(film.quality)),
            *("-profile:v", "high", "-g", str(gop), "-keyint_min", str(gop), "-sc_threshold", "0"),
            *("-flags", "+cgop", "-bf", "2", "-aq-mode", "3", "-threads", "2", "-bitexact"),
            *("-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709"),
            *("-frames:v", str(shot.frame_count), str(self.folder / PICTURE)),
        ]

    def _filters(self) -> str:
        """Scale, lay the title over the beginning and the credits over the end, fade.

        The cards exist only while they are seen: blending nothing costs as much as a card.
        """
        shot = self.shot
        end_from = max(TITLE_TO, shot.seconds - END_SECONDS)
        colours = "out_color_matrix=bt709:out_range=tv"
        scale = f"scale={shot.width}:{shot.height}:flags=bicubic:{colours}"
        if self._painted_fps != shot.fps:
            scale = f"scale={colours},format=yuv420p10,{self._between()},{scale}"
        leave = f"fade=out:st={TITLE_TO - 0.9}:d=0.9:alpha=1"
        return ";".join(
            (
                f"[0:v]{scale},format=yuv420p[film]",
                f"[1:v]{self._card(TITLE_FROM, TITLE_TO)},{leave}[title]",
                f"[2:v]{self._card(end_from, shot.seconds)}[end]",
                "[film][title]overlay=eof_action=pass:repeatlast=0[titled]",
                "[titled][end]overlay=eof_action=pass:repeatlast=0[whole]",
                f"[whole]fade=in:d=0.8,fade=out:st={shot.seconds - 1.2}:d=1.2[out]",
            )
        )

    def _between(self) -> str:
        """Blend the frames between the painted ones, and hold the last one to the end."""
        blend = f"framerate=fps={self.shot.fps}:interp_start=0:interp_end=255:scene=100"
        return f"{blend},tpad=stop_mode=clone:stop_duration=1"

    def _card(self, since: float, until: float) -> str:
        """Show a still picture between two moments, and let it appear."""
        fps = self.shot.fps
        first = round(since * fps)
        more = max(0, round(until * fps) - first - 1)
        times = f"loop=loop={more}:size=1:start=0,setpts=(N+{first})/({fps}*TB)"
        return f"format=yuva420p,{times},fade=in:st={first / fps}:d=0.9:alpha=1"

    def _mux(self, done: Path) -> list[str]:
        tracks = self._tracks()
        args = [
            "-v",
            "error",
            "-y",
            "-i",
            str(self.folder / PICTURE),
            "-i",
            str(self.folder / SOUND),
        ]
        for text in tracks["texts"]:
            args += ["-i", str(self.folder / text["file"])]
        chapters = 2 + len(tracks["texts"])
        args += ["-i", str(self.folder / CHAPTERS), "-map", "0:v", "-map", "1:a"]
        for number in range(len(tracks["texts"])):
            args += ["-map", str(2 + number)]
        args += ["-map_metadata", str(chapters), "-map_chapters", str(chapters), "-c", "copy"]
        args += ["-c:s", "mov_text" if self.film.container == "mp4" else "subrip"]
        for kind, listed in (("a", tracks["sounds"]), ("s", tracks["texts"])):
            for number, track in enumerate(listed):
                stream = f"-metadata:s:{kind}:{number}"
                args += [stream, f"language={track['language']}", stream, f"title={track['label']}"]
                args += [stream, f"handler_name={track['label']}"]
        args += ["-disposition:a:0", "default", "-disposition:s", "0", "-bitexact"]
        return [*args, *(("-movflags", "+faststart") if done.suffix == ".mp4" else ()), str(done)]
