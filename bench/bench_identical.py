"""Ingest a file twice: the same recipe has to make the same bytes."""

import tempfile
from pathlib import Path

from bench.harness import Row
from bench.service import RunningService, asset_when, running_service
from bench.sources import film
from streamverse.entrypoints.cli.tus_client import upload

MEDIA = (".mp4", ".m4s", ".vtt", ".jpg", ".webp", ".avif")


def run() -> list[Row]:
    """Compare every object of two assets made from one file."""
    with tempfile.TemporaryDirectory(prefix="bench-films-") as name, running_service() as service:
        source = film(Path(name), "h264", 20, size="1280x720")
        first, second = (objects_of(service, source) for _ in range(2))
    names = first.keys() | second.keys()
    changed = sum(
        max(len(first.get(each, b"")), len(second.get(each, b"")))
        for each in names
        if first.get(each) != second.get(each)
    )
    total = sum(map(len, first.values())) / 2**20
    note = f"of {total:.1f} MB in {len(names)} objects"
    return [Row("bytes that a second ingest changes", changed, "B", at_most=0, note=note)]


def objects_of(service: RunningService, source: Path) -> dict[str, bytes]:
    """Make a film whole; return its objects by their address after the asset's id."""
    asset_id = upload(service.client, source, source.stem, lambda _: None).asset_id
    asset_when(service, asset_id, "ready", seconds=600)
    folder = service.data / "objects" / "media" / asset_id
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.suffix in MEDIA
    }
