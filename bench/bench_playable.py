"""From the upload's last byte to the first frame a player can show."""

import io
import re
import tempfile
import time
from pathlib import Path
from urllib.parse import urljoin

import av
import httpx

from bench.harness import Row
from bench.service import RunningService, asset_when, running_service
from bench.sources import film, repeated
from streamverse.entrypoints.cli.tus_client import upload

COPIED_SECONDS = {"10 s": 10, "10 min": 600, "2 h": 7200}
ENCODED = ("hevc", "vp9")


def run() -> list[Row]:
    """Upload each source to a fresh service; nothing else is being made meanwhile."""
    with tempfile.TemporaryDirectory(prefix="bench-films-") as name, running_service() as service:
        folder = Path(name)
        short = film(folder, "h264", 10)
        warm_up(service, short)
        rows = [
            Row(
                f"upload's end to first frame, H.264/AAC 1080p, {length}",
                seconds_to_first_frame(
                    service, short if seconds == 10 else repeated(short, seconds)
                ),
                "s",
                at_most=2,
            )
            for length, seconds in COPIED_SECONDS.items()
        ]
        for codec in ENCODED:
            source = film(folder, codec, 30)
            measured = seconds_to_first_frame(service, source)
            what = f"upload's end to first frame, {codec.upper()} 1080p, 30 s"
            rows.append(Row(what, measured, "s", at_most=8))
        return rows


def warm_up(service: RunningService, source: Path) -> None:
    """Bring one film all the way, so that the machine's speed is known to the service."""
    with uploaded(service, source) as (_, asset_id):
        asset_when(service, asset_id, "ready", seconds=300)


def seconds_to_first_frame(service: RunningService, source: Path) -> float:
    """Upload a film, play its first frame, forget it."""
    with uploaded(service, source) as (ended, asset_id):
        asset_when(service, asset_id, "playable", "ready", seconds=120)
        decode_first_frame(service, asset_id)
        return time.monotonic() - ended


class uploaded:  # noqa: N801 - reads as a statement
    """An uploaded film, deleted afterwards: (when its upload ended, the asset's id)."""

    def __init__(self, service: RunningService, source: Path) -> None:
        """Name the film."""
        self.service, self.source = service, source

    def __enter__(self) -> tuple[float, str]:
        """Upload it."""
        asset = upload(self.service.client, self.source, self.source.stem, lambda _: None)
        self.asset_id = asset.asset_id
        return time.monotonic(), asset.asset_id

    def __exit__(self, *_: object) -> None:
        """Delete it, whatever is being made of it."""
        self.service.client.delete(f"/api/v1/assets/{self.asset_id}").raise_for_status()


def decode_first_frame(service: RunningService, asset_id: str) -> None:
    """Go the way a player goes: session, playlists, init segment, first segment, picture."""
    client = service.client
    opened = client.post("/api/v1/playback/sessions", json={"asset_id": asset_id})
    master = opened.raise_for_status().json()["hls_url"]
    variants = read(client, master)
    playlist = urljoin(master, first(r"^[^#\s].*\.m3u8$", variants))
    segments = read(client, playlist)
    init = urljoin(playlist, first(r'(?<=EXT-X-MAP:URI=")[^"]+', segments))
    segment = urljoin(playlist, first(r"^[^#\s].*\.m4s$", segments))
    data = b"".join(client.get(url).raise_for_status().content for url in (init, segment))
    with av.open(io.BytesIO(data), "r") as container:
        next(container.decode(container.streams.video[0]))


def read(client: httpx.Client, url: str) -> str:
    """Return a text."""
    return client.get(url).raise_for_status().text


def first(pattern: str, text: str) -> str:
    """Return the first match. Raises LookupError."""
    match = re.search(pattern, text, re.MULTILINE)
    if match is None:
        raise LookupError(pattern)
    return match[0]
