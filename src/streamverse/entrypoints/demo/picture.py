"""The child that paints: frames of one film into a pipe, or its artwork into a folder.

`python -m streamverse.entrypoints.demo.picture frames SLUG SHOT FOLDER`
`python -m streamverse.entrypoints.demo.picture artwork SLUG FOLDER`
`python -m streamverse.entrypoints.demo.picture series FOLDER`
"""

import sys
from pathlib import Path

import numpy as np

from streamverse.entrypoints.demo.artwork import (
    backdrop,
    end_card,
    poster,
    still,
    title_card,
    titled_poster,
)
from streamverse.entrypoints.demo.film import Film, Picture, Shot
from streamverse.entrypoints.demo.library import LETTERS_FROM_ORBIT, film_by_slug

FRAMES = "frames.raw"
TITLE, END = "title.png", "end.png"
SERIES_POSTER = "series-poster.jpg"
POSTER, BACKDROP, STILL = "poster.jpg", "backdrop.jpg", "still.jpg"


def shot_in_words(shot: Shot) -> str:
    """Write a shot as `1280x720@24x48`: size, frames a second, seconds."""
    return f"{shot.width}x{shot.height}@{shot.fps}x{shot.seconds}"


def shot_from_words(words: str) -> Shot:
    """Read what `shot_in_words` wrote."""
    width, height, fps, seconds = (int(word) for word in words.replace("@", "x").split("x"))
    return Shot(width, height, fps, seconds)


def raw(picture: Picture) -> bytes:
    """Return a picture as ffmpeg reads it: gbrp16le for light, rgb0 for bytes."""
    if picture.dtype == np.uint8:
        return picture.tobytes()
    deep = np.clip(picture, 0, 1) * np.float32(65535)
    return deep.astype("<u2")[[1, 2, 0]].tobytes()


def paint_frames(film: Film, shot: Shot, folder: Path) -> None:
    """Write the cards, then every frame into the pipe."""
    title_card(film, shot.width, shot.height).save(folder / TITLE)
    end_card(film, shot.width, shot.height).save(folder / END)
    with (folder / FRAMES).open("wb", buffering=0) as pipe:
        for picture in film.scene.frames(shot):
            data = memoryview(raw(picture))
            while data:
                data = data[pipe.write(data) :]


def paint_artwork(film: Film, folder: Path) -> None:
    """Write poster, backdrop and still."""
    poster(film).save(folder / POSTER, quality=90, optimize=True)
    wide = backdrop(film)
    wide.save(folder / BACKDROP, quality=88, optimize=True)
    still(film, wide).save(folder / STILL, quality=88, optimize=True)


def main(argv: list[str]) -> None:
    """Do what the arguments say."""
    if argv[0] == "frames":
        paint_frames(film_by_slug(argv[1]), shot_from_words(argv[2]), Path(argv[3]))
    elif argv[0] == "artwork":
        paint_artwork(film_by_slug(argv[1]), Path(argv[2]))
    else:
        series = LETTERS_FROM_ORBIT
        picture = titled_poster(series.face, series.lines_on_card, series.tagline)
        picture.save(Path(argv[1]) / SERIES_POSTER, quality=90, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
