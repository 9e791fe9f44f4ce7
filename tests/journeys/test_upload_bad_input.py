"""Hostile and broken files through the whole service: a clear answer, nothing left behind."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from streamverse.domains.identity.public import Role, create_account, issue_token
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.media_samples import Samples
from tests.running import asset_in, upload

PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile://%s\n#EXT-X-ENDLIST\n"


@pytest.fixture
async def creator(services: Services, client: httpx.AsyncClient) -> httpx.AsyncClient:
    """A creator's client of the whole service."""
    account = await create_account(
        services, "meera@example.com", "a quiet river 7", "Meera", {Role.CREATOR}
    )
    client.headers["Authorization"] = f"Bearer {await issue_token(services, account)}"
    return client


async def outcome(client: httpx.AsyncClient, file: Path) -> dict[str, Any]:
    """Upload a file and wait until it is ready or refused."""
    return await asset_in(client, await upload(client, file), "ready", "failed", seconds=60)


@asynccontextmanager
async def nothing_is_left(settings: Settings) -> AsyncGenerator[None]:
    """Check that a refused file leaves no source, no part, no piece."""
    yield
    for folder in ("objects/sources", "objects/media", "uploads"):
        path = settings.data / folder
        left = [each for each in path.rglob("*") if each.is_file()] if path.exists() else []
        assert left == []


class TestRefusedFiles:
    async def test_text_with_a_films_name(
        self, creator: httpx.AsyncClient, samples: Samples, settings: Settings
    ) -> None:
        async with nothing_is_left(settings):
            asset = await outcome(creator, samples.bytes("text.mp4", b"just words\n" * 100))
            assert asset["state"] == "failed"
            assert asset["problem"]["code"] == "not_media"
            assert asset["steps"][1]["problem"] == asset["problem"]

    async def test_an_mp4_whose_index_is_missing(
        self, creator: httpx.AsyncClient, samples: Samples, settings: Settings
    ) -> None:
        data = samples.film("indexed.mp4", seconds=4).read_bytes()
        async with nothing_is_left(settings):
            asset = await outcome(creator, samples.bytes("cut.mp4", data[: len(data) // 2]))
            assert (asset["state"], asset["problem"]["code"]) == ("failed", "truncated")

    async def test_a_playlist_that_points_at_a_local_file(
        self, creator: httpx.AsyncClient, samples: Samples, settings: Settings
    ) -> None:
        secret = samples.film("secret.mp4", seconds=2)
        data = PLAYLIST % str(secret).encode()
        async with nothing_is_left(settings):
            asset = await outcome(creator, samples.bytes("list.mp4", data))
            assert (asset["state"], asset["problem"]["code"]) == ("failed", "playlist")

    @pytest.mark.parametrize(("name", "size"), [("dot.png", "1x1"), ("wall.png", "16000x16000")])
    async def test_a_picture_of_any_size(
        self,
        creator: httpx.AsyncClient,
        samples: Samples,
        settings: Settings,
        name: str,
        size: str,
    ) -> None:
        one_frame = ["-f", "lavfi", "-i", f"color=black:s={size}", "-frames:v", "1"]
        one_frame += ["-pix_fmt", "monob"]
        picture = samples.make(name, one_frame)
        async with nothing_is_left(settings):
            asset = await outcome(creator, picture)
            assert asset["state"] == "failed"
            assert asset["problem"]["code"] in {"picture_not_supported_yet", "picture_too_large"}


class TestOddFilms:
    async def test_of_one_frame_plays(self, creator: httpx.AsyncClient, samples: Samples) -> None:
        film = samples.film("frame.mp4", seconds=0.04, sound=None)
        asset = await outcome(creator, film)
        assert asset["state"] == "ready"
        assert asset["duration_seconds"] == pytest.approx(0.04, abs=0.02)

    @pytest.mark.parametrize("shift", ["-5", "100000"])
    async def test_with_odd_timestamps_plays_from_its_beginning(
        self, creator: httpx.AsyncClient, samples: Samples, shift: str
    ) -> None:
        film = samples.film("plain.mp4", seconds=4)
        name = f"shifted{shift}.ts"
        shifted = samples.copied(name, film, ["-output_ts_offset", shift, "-f", "mpegts"])
        asset = await outcome(creator, shifted)
        assert asset["state"] == "ready", asset["problem"]
        assert asset["duration_seconds"] == pytest.approx(4, abs=0.3)

    async def test_without_sound_and_without_picture_play(
        self, creator: httpx.AsyncClient, samples: Samples
    ) -> None:
        mute = await outcome(creator, samples.film("mute.mp4", seconds=2, sound=None))
        assert [track["kind"] for track in mute["tracks"]] == ["video"]
        assert mute["state"] == "ready"
        song = samples.copied("song.m4a", samples.film("plain.mp4", seconds=4), ["-vn"])
        heard = await outcome(creator, song)
        assert [track["kind"] for track in heard["tracks"]] == ["audio"]
        assert heard["state"] == "ready", heard["problem"]

    async def test_cut_in_the_middle_play_up_to_there_and_say_so(
        self, creator: httpx.AsyncClient, samples: Samples
    ) -> None:
        film = samples.film("plain.mp4", seconds=4)
        data = samples.copied("fast.mp4", film, ["-movflags", "+faststart"]).read_bytes()
        asset = await outcome(creator, samples.bytes("half.mp4", data[: len(data) * 2 // 3]))
        assert asset["state"] == "ready"
        assert asset["problem"]["code"] == "source_damaged"
        assert 1 < asset["duration_seconds"] < 4
