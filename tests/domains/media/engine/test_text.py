"""Subtitles: from the source and beside it, clean WebVTT either way."""

from typing import Any, cast

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from streamverse.domains.media.engine import (
    RefusalCode,
    SourceRefused,
    plan,
    probe,
    run_text,
    sidecar_to_webvtt,
)
from streamverse.kit.process import ChildRunner
from tests.media_samples import Samples

SRT = """1
00:00:01,000 --> 00:00:02,500
Hello, <i>world</i> & all

2
00:00:03,000 --> 00:00:04,000 X1:40 Y1:20
{\\an8}नमस्ते
second line
"""


def cues(data: bytes) -> list[tuple[str, str, str]]:
    """Read WebVTT with a reader that is not ours."""
    read = cast("Any", webvtt.from_string(data.decode()))
    return [(it.start, it.end, it.raw_text) for it in read]


class TestSidecar:
    """An uploaded .srt or .vtt."""

    @pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 100, b"Dear reader,\n\nno cues.\n"])
    def test_refuses_what_holds_no_cues(self, data: bytes) -> None:
        with pytest.raises(SourceRefused) as caught:
            sidecar_to_webvtt(data)
        assert caught.value.code is RefusalCode.NOT_SUBTITLES

    def test_refuses_what_is_too_large(self) -> None:
        with pytest.raises(SourceRefused) as caught:
            sidecar_to_webvtt(b" " * 9 * 1024**2)
        assert caught.value.code is RefusalCode.TOO_LARGE

    def test_turns_srt_into_webvtt(self) -> None:
        assert cues(sidecar_to_webvtt(SRT.encode())) == [
            ("00:00:01.000", "00:00:02.500", "Hello, <i>world</i> &amp; all"),
            ("00:00:03.000", "00:00:04.000", "नमस्ते\nsecond line"),
        ]

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
    def test_reads_other_encodings(self, encoding: str) -> None:
        made = sidecar_to_webvtt(SRT.replace("\n", "\r\n").encode(encoding))
        assert "नमस्ते".encode() in made

    def test_keeps_webvtt_settings_and_drops_styles_and_notes(self) -> None:
        made = sidecar_to_webvtt(
            b"WEBVTT\n\nSTYLE\n::cue { background: url(http://tracker) }\n\nNOTE secret\n\n"
            b"intro\n01:00.000 --> 01:02.000 line:0 align:start onclick:x\n"
            b"<v Bob><script>alert(1)</script>Hi</v>\n"
        )
        assert b"tracker" not in made
        assert b"secret" not in made
        assert b"onclick" not in made
        assert cues(made) == [("00:01:00.000", "00:01:02.000", "alert(1)Hi")]
        assert b"line:0 align:start" in made

    @given(st.text())
    def test_never_lets_markup_through(self, words: str) -> None:
        head = "1\n00:00:01,000 --> 00:00:02,000\n"
        try:
            made = sidecar_to_webvtt((head + words).encode("utf-8", errors="replace")).decode()
        except SourceRefused:
            return
        shown = made.partition("\n\n")[2]
        for tag in ("<b>", "</b>", "<i>", "</i>", "<u>", "</u>"):
            shown = shown.replace(tag, "")
        assert "<" not in shown
        assert shown.count("-->") == shown.count("\n00:") + shown.startswith("00:")


class TestEmbedded:
    """Subtitle tracks inside the source."""

    async def test_becomes_webvtt_on_the_assets_clock(
        self, samples: Samples, runner: ChildRunner
    ) -> None:
        film = samples.film("aac.mp4", seconds=6)
        srt = samples.bytes("words.srt", SRT.encode())
        path = samples.make(
            "subtitled.mkv",
            [
                *("-i", str(film), "-i", str(srt), "-map", "0", "-map", "1", "-c", "copy"),
                *("-metadata:s:s:0", "language=hin", "-disposition:s:0", "hearing_impaired"),
                *("-output_ts_offset", "50"),
            ],
        )
        wanted = plan(await probe(path, runner))
        (text,) = wanted.text
        assert (text.language, text.role) == ("hi", "captions")
        made = cues(await run_text(wanted, text, path, runner))
        assert [start for start, _, _ in made] == ["00:00:01.000", "00:00:03.000"]
        assert made[1][2] == "नमस्ते\nsecond line"
