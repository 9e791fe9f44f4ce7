"""Sources that are hostile, broken or odd: a clear refusal, or what can be played of them."""

import struct
import time
import zlib
from pathlib import Path

import pytest

from streamverse.domains.media.engine import (
    EncodeSettings,
    ProbeLimits,
    RefusalCode,
    SourceRefused,
    plan,
    probe,
    run_copy,
    run_unit,
)
from streamverse.kit.process import ChildRunner
from tests.domains.media.engine.playing import KeepingSink, frames, make
from tests.media_samples import Samples

SECRET = "the content of another file"


def boxes_of(data: bytes) -> dict[bytes, tuple[int, int]]:
    """Return (offset, size) of each top-level box of an MP4."""
    found: dict[bytes, tuple[int, int]] = {}
    position = 0
    while position + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, position)
        found[kind] = (position, size)
        position += size
    return found


def png(width: int, height: int) -> bytes:
    """Return a grey PNG of any size, small however large it is."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    row = b"\x00" * (1 + (width + 7) // 8)
    rows = zlib.compressobj(9)
    data = b"".join([*(rows.compress(row) for _ in range(height)), rows.flush()])
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


async def refusal(
    path: Path, runner: ChildRunner, limits: ProbeLimits | None = None
) -> RefusalCode:
    """Return why a source is refused; its reason must be a sentence."""
    with pytest.raises(SourceRefused) as caught:
        await probe(path, runner, limits)
    assert caught.value.reason.endswith(".")
    assert str(path) not in caught.value.reason
    return caught.value.code


class TestRefused:
    """What is turned away."""

    async def test_an_empty_file(self, samples: Samples, runner: ChildRunner) -> None:
        assert await refusal(samples.bytes("empty.mp4", b""), runner) is RefusalCode.EMPTY

    async def test_text_called_mp4(self, samples: Samples, runner: ChildRunner) -> None:
        path = samples.bytes("letter.mp4", b"Dear StreamVerse,\nplease play this.\n" * 50)
        assert await refusal(path, runner) is RefusalCode.NOT_MEDIA

    async def test_noise_called_mp4(self, samples: Samples, runner: ChildRunner) -> None:
        noise = b"".join(zlib.crc32(bytes([n % 256, n // 256])).to_bytes(4) for n in range(50_000))
        path = samples.bytes("noise.mp4", noise)
        assert await refusal(path, runner) in {RefusalCode.NOT_MEDIA, RefusalCode.NO_TRACK}

    @pytest.mark.parametrize(
        "text",
        [
            "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
            "\ufeff\n#EXTM3U\n#EXTINF:1,\n/etc/passwd\n",
            "ffconcat version 1.0\nfile '/etc/passwd'\n",
            '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>',
        ],
        ids=["hls", "hls with a mark", "concat", "dash"],
    )
    async def test_a_playlist(self, samples: Samples, runner: ChildRunner, text: str) -> None:
        path = samples.bytes("list.mp4", text.encode())
        assert await refusal(path, runner) is RefusalCode.PLAYLIST

    async def test_a_playlist_behind_other_bytes_never_opens_its_files(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        film = samples.film("short.mp4", seconds=8, gop=50, sound=None)
        text = f"# a comment first\n#EXTM3U\n#EXTINF:9,\n{film}\n#EXT-X-ENDLIST\n"
        path = samples.bytes("hidden-list.mp4", text.encode())
        assert await refusal(path, runner) is RefusalCode.NOT_MEDIA

    @pytest.mark.parametrize("side", [1, 16_000])
    async def test_a_picture_of_any_size(
        self, samples: Samples, runner: ChildRunner, side: int
    ) -> None:
        path = samples.bytes(f"picture-{side}.mp4", png(side, side))
        assert await refusal(path, runner) is RefusalCode.PICTURE

    async def test_an_mp4_without_its_table_of_contents(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        data = samples.film("short.mp4", seconds=8, gop=50, sound=None).read_bytes()
        moov_offset, _ = boxes_of(data)[b"moov"]
        path = samples.bytes("no-moov.mp4", data[:moov_offset])
        assert await refusal(path, runner) is RefusalCode.TRUNCATED

    async def test_an_mp4_cut_in_its_table_of_contents(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        data = samples.film("short.mp4", seconds=8, gop=50, sound=None).read_bytes()
        moov_offset, moov_bytes = boxes_of(data)[b"moov"]
        path = samples.bytes("half-moov.mp4", data[: moov_offset + moov_bytes // 2])
        assert await refusal(path, runner) is RefusalCode.TRUNCATED

    async def test_an_encrypted_film(self, samples: Samples, runner: ChildRunner) -> None:
        film = samples.film("short.mp4", seconds=8, gop=50, sound=None)
        key = "00112233445566778899aabbccddeeff"
        path = samples.copied(
            "encrypted.mp4",
            film,
            ("-encryption_scheme", "cenc-aes-ctr", "-encryption_key", key, "-encryption_kid", key),
        )
        assert await refusal(path, runner) is RefusalCode.ENCRYPTED

    async def test_a_film_longer_than_allowed(self, samples: Samples, runner: ChildRunner) -> None:
        film = samples.film("short.mp4", seconds=8, gop=50, sound=None)
        assert await refusal(film, runner, ProbeLimits(max_seconds=5)) is RefusalCode.TOO_LONG

    async def test_a_file_larger_than_allowed(self, samples: Samples, runner: ChildRunner) -> None:
        film = samples.film("short.mp4", seconds=8, gop=50, sound=None)
        assert await refusal(film, runner, ProbeLimits(max_bytes=1000)) is RefusalCode.TOO_LARGE

    async def test_a_picture_wider_than_allowed(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        film = samples.film("short.mp4", seconds=8, gop=50, sound=None)
        limits = ProbeLimits(max_side=200)
        assert await refusal(film, runner, limits) is RefusalCode.TOO_BIG_PICTURE

    async def test_a_film_of_no_frames(self, samples: Samples, runner: ChildRunner) -> None:
        film = samples.film("short.mp4", seconds=8, gop=50, sound=None)
        path = samples.make("nothing.mp4", ["-i", str(film), "-c", "copy", "-t", "0"])
        assert await refusal(path, runner) in {RefusalCode.NO_TRACK, RefusalCode.NOT_MEDIA}

    async def test_subtitles_alone(self, samples: Samples, runner: ChildRunner) -> None:
        cues = samples.bytes("alone.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHello\n")
        path = samples.make("alone.mkv", ["-i", str(cues)])
        assert await refusal(path, runner) is RefusalCode.NO_TRACK


class TestCutShort:
    """Films that end before they say they do: they play up to there, and it is said."""

    async def test_an_mp4_whose_media_are_cut(self, samples: Samples, runner: ChildRunner) -> None:
        film = samples.film("twelve.mp4", seconds=12, gop=50)
        data = samples.copied("front.mp4", film, ("-movflags", "+faststart")).read_bytes()
        path = samples.bytes("cut.mp4", data[: len(data) * 6 // 10])
        report = await probe(path, runner)
        assert "missing" in report.problem
        assert report.duration_seconds < 8
        made = await make(path, runner, rungs=(144,))
        assert made.plan.problem == report.problem
        for rendition in ("source", "144p"):
            numbers = [it.number for it in frames(made.sink.stream(rendition))]
            assert numbers == list(range(len(numbers)))
            assert len(numbers) > 100
        assert made.sink.spans("source") == made.sink.spans("144p")

    async def test_a_file_that_turns_to_rubbish_in_the_middle(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        film = samples.film("twenty.mp4", seconds=20, gop=50, sound=None)
        data = samples.copied("whole.mkv", film).read_bytes()
        middle = len(data) // 2
        path = samples.bytes("rubbish.mkv", data[:middle] + b"\xa5" * (len(data) - middle))
        wanted = plan(await probe(path, runner), EncodeSettings(rungs=(144,)))
        assert wanted.grid is not None
        sink = KeepingSink()
        results = [await run_unit(wanted, unit, path, sink, runner) for unit in wanted.units]
        assert results[0].is_whole
        if wanted.copy is not None:
            results.append(await run_copy(wanted, path, sink, runner))
        if wanted.grid.frame_count > 300:
            broken = next(result for result in results if not result.is_whole)
            assert "damaged" in broken.problem
        numbers = [it.number for it in frames(sink.stream(wanted.rungs[-1].name))]
        assert numbers[:150] == list(range(150))

    async def test_a_bad_packet_does_not_end_the_film(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        film = samples.film("twelve.mp4", seconds=12, gop=50)
        data = bytearray(film.read_bytes())
        start, size = boxes_of(bytes(data))[b"mdat"]
        data[start + size // 2 : start + size // 2 + 3000] = b"\x00" * 3000
        path = samples.bytes("scratched.mp4", bytes(data))
        made = await make(path, runner, rungs=(144,))
        numbers = [it.number for it in frames(made.sink.stream("144p"))]
        assert numbers[:100] == list(range(100))
        assert numbers[-20:] == list(range(280, 300))


class TestSpeed:
    """The promise that probing does not depend on the length."""

    @pytest.mark.alone
    async def test_a_film_of_an_hour_is_probed_from_its_index(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        short = samples.film("short.mp4", seconds=8, gop=50, sound=None)
        path = samples.make(
            "hour.mp4", ["-stream_loop", "449", "-i", str(short), "-c", "copy", "-t", "3600"]
        )
        await probe(short, runner)
        started = time.monotonic()
        report = await probe(path, runner)
        assert time.monotonic() - started < 2.0  # half a second on a quiet machine
        assert report.duration_seconds == pytest.approx(3600, abs=0.1)
        assert report.video is not None
        assert len(report.video.keyframes) == 1800
