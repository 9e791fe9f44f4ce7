"""What stands beside picture and sound: subtitles, posters, storyboards."""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from streamverse.domains.media import repository
from streamverse.domains.media.engine import (
    MadeFile,
    Poster,
    run_posters,
    run_storyboard,
    run_text,
)
from streamverse.domains.media.models import AssetRow
from streamverse.domains.media.service.planning import local_source
from streamverse.domains.media.service.scratch import scratch_of
from streamverse.domains.media.service.units import Note, Work
from streamverse.kit.db import WriteSession
from streamverse.kit.objects import Objects
from streamverse.kit.process import ChildRunner
from streamverse.kit.services import Services


class _HasRecipe(Protocol):
    @property
    def recipe(self) -> str: ...


def folder_key(asset_id: UUID, spec: _HasRecipe) -> str:
    """Return the folder of an asset's pieces that one recipe decides."""
    return f"media/{asset_id}/{spec.recipe}"


async def make_text(services: Services, work: Work) -> Note:
    """Turn a subtitle track of the source into WebVTT."""
    spec = next(each for each in work.plan.text if each.name == work.unit.name)
    source = await local_source(services, work.asset)
    data = await run_text(work.plan, spec, source, services.get(ChildRunner))
    key = f"{folder_key(work.asset.id, spec)}/{spec.name}.vtt"
    await services.get(Objects).put(key, data, if_absent=True)

    async def note(session: WriteSession, asset: AssetRow) -> None:
        for track in await repository.tracks(session, asset.id):
            if track.name == spec.name:
                track.text_key = key
        asset.revision += 1
        asset.extras_bytes += len(data)

    return note


async def make_storyboard(services: Services, work: Work) -> Note:
    """Make the pictures for the seek bar and the WebVTT that names them."""
    spec = work.plan.storyboard
    assert spec is not None
    with scratch_of(services).room() as scratch:
        files = await run_storyboard(
            work.plan, await local_source(services, work.asset), services.get(ChildRunner), scratch
        )
    folder = folder_key(work.asset.id, spec)
    await _store(services, folder, files)

    async def note(_session: WriteSession, asset: AssetRow) -> None:
        asset.storyboard_key = f"{folder}/storyboard.vtt"
        asset.revision += 1
        asset.extras_bytes += _size(files)

    return note


async def make_posters(services: Services, work: Work) -> Note:
    """Make the poster candidates in all their sizes and types."""
    spec = work.plan.posters
    assert spec is not None
    with scratch_of(services).room() as scratch:
        posters = await run_posters(
            work.plan, await local_source(services, work.asset), services.get(ChildRunner), scratch
        )
    folder = folder_key(work.asset.id, spec)
    for poster in posters:
        await _store(services, folder, poster.files)

    async def note(_session: WriteSession, asset: AssetRow) -> None:
        asset.posters = [_poster(folder, poster) for poster in posters]
        asset.revision += 1
        asset.extras_bytes += sum(_size(poster.files) for poster in posters)

    return note


def _poster(folder: str, poster: Poster) -> dict[str, Any]:
    return {
        "at_seconds": poster.at_seconds,
        "dominant_color": poster.dominant_color,
        "files": [
            {
                "key": f"{folder}/{file.name}",
                "type": file.content_type,
                "width": file.width,
                "height": file.height,
            }
            for file in poster.files
        ],
    }


async def _store(services: Services, folder: str, files: Sequence[MadeFile]) -> None:
    for file in files:
        await services.get(Objects).put(f"{folder}/{file.name}", file.data, if_absent=True)


def _size(files: Sequence[MadeFile]) -> int:
    return sum(len(file.data) for file in files)
