"""Take a film of the watch folder in: an asset, a title as its sidecar says, pictures, captions.

Every step may come twice after a crash: the asset's id is chosen before, titles are found again by
what they are called, pictures are named by their content.
"""

import asyncio
from pathlib import Path
from uuid import UUID

from streamverse.domains.catalog.announcing import told_together
from streamverse.domains.catalog.bulk_errors import TableUnreadable
from streamverse.domains.catalog.repository import watching as repository
from streamverse.domains.catalog.repository.titles import lock_title
from streamverse.domains.catalog.schemas.bulk import ImportOptions
from streamverse.domains.catalog.service.artwork import set_artwork, store_picture
from streamverse.domains.catalog.service.bulk.importing import Import
from streamverse.domains.catalog.service.bulk.lines import RowRefused
from streamverse.domains.catalog.service.bulk.matching import EPISODE, known_titles
from streamverse.domains.catalog.service.bulk.write_episode_row import write_episode_row
from streamverse.domains.catalog.service.bulk.write_title_row import write_title_row
from streamverse.domains.catalog.service.watching.describe import described
from streamverse.domains.catalog.service.watching.looking import (
    Found,
    captions_of,
    pictures_of,
    series_sidecar_of,
    sidecar_of,
)
from streamverse.domains.catalog.service.write_title import touch
from streamverse.domains.catalog.tables.facts import Facts
from streamverse.domains.catalog.tables.rows import Shape
from streamverse.domains.identity.public import oldest_superuser
from streamverse.domains.media.public import (
    add_captions,
    asset_summaries,
    asset_summary,
    create_asset_from_file,
)
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.errors import Refusal
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services

PREPARED = frozenset({"preparing", "playable", "ready"})


async def take(services: Services, folder: Path, film: Found, asset_id: UUID) -> None:
    """Take a film in; what stands in the way is noted beside it."""
    try:
        title_id = await _take(services, folder, film, asset_id)
    except RowRefused as refused:
        said = " ".join(f"{each.column}: {each.message}" for each in refused.problems)
        await _note(services, film.path, state="failed", problem=said[:1000])
    except (Refusal, OSError) as error:
        said = f"{error.title}. {error.detail}" if isinstance(error, Refusal) else str(error)
        await _note(services, film.path, state="failed", problem=said[:1000])
    else:
        await _note(services, film.path, state="dressing", title_id=title_id)


async def _take(services: Services, folder: Path, film: Found, asset_id: UUID) -> UUID:
    facts = await asyncio.to_thread(described, sidecar_of(film.file), film.file)
    async with services.get(Database).read() as session:
        owner_id = await oldest_superuser(session)
        is_there = await asset_summary(session, asset_id) is not None
    if owner_id is None:
        raise TableUnreadable("owner", "There is no superuser whose the film could be.")
    if not is_there:
        await create_asset_from_file(
            services, film.file, owner_id, film.file.name, facts.text("name"), asset_id=asset_id
        )
    facts.given["asset_id"] = str(asset_id)
    title_id = await _title(services, folder, film, facts, owner_id)
    await _hang_pictures(services, title_id, film.file, is_episode=facts.text("kind") == EPISODE)
    return title_id


async def _title(
    services: Services, folder: Path, film: Found, facts: Facts, owner_id: UUID
) -> UUID:
    work = Import(
        run_id=new_id(),
        by=owner_id,
        clock=services.get(Clock),
        options=ImportOptions(),
        shape=Shape("json", "utf-8", "", ()),
        mapping={},
        is_dry_run=False,
    )
    is_episode = facts.text("kind") == EPISODE
    series = series_sidecar_of(film.file, folder) if is_episode else None
    series_facts = described(series, film.file.parent) if is_episode and series else None
    async with told_together(services.get(Database)) as session:
        if series_facts is not None:
            known = await known_titles(session, [series_facts])
            line = await write_title_row(session, work, known, 0, series_facts)
            facts.given["series"] = str(line.title_id)
        if is_episode:
            line = await write_episode_row(session, work, 1, facts)
        else:
            line = await write_title_row(
                session, work, await known_titles(session, [facts]), 1, facts
            )
    if line.title_id is None:
        raise TableUnreadable("sidecar", "Its sidecar names no title.")
    return line.title_id


async def _hang_pictures(
    services: Services, title_id: UUID, film: Path, *, is_episode: bool
) -> None:
    if is_episode:
        return
    clock = services.get(Clock)
    for role, file in pictures_of(film).items():
        data = await asyncio.to_thread(file.read_bytes)
        picture = await store_picture(services, title_id, role, data)
        async with services.get(Database).write() as session:
            row = await lock_title(session, str(title_id))
            if row is not None:
                await set_artwork(session, clock, title_id, role, picture, row.name)
                touch(session, clock, row)


async def dress(services: Services, folder: Path) -> None:
    """Add the captions of films that are prepared by now."""
    async with services.get(Database).read_latest() as session:
        rows = await repository.files_in(session, "dressing")
        assets = await asset_summaries(session, [row.asset_id for row in rows if row.asset_id])
    for row in rows:
        film = folder / row.path
        asset = assets.get(row.asset_id) if row.asset_id else None
        if asset is None or row.asset_id is None or asset.state == "failed" or not film.exists():
            await _note(services, row.path, state="taken")
        elif asset.state in PREPARED:
            await _add_captions(services, row.path, row.asset_id, film)


async def _add_captions(services: Services, path: str, asset_id: UUID, film: Path) -> None:
    problems: list[str] = []
    for file, language in captions_of(film).items():
        try:
            data = await asyncio.to_thread(file.read_bytes)
            await add_captions(services, asset_id, data, language)
        except (Refusal, OSError) as error:
            problems.append(f"{file.name}: {error}")
    await _note(services, path, state="taken", problem=" ".join(problems)[:1000])


async def _note(services: Services, path: str, **facts: object) -> None:
    async with services.get(Database).write() as session:
        await repository.note(session, path, **facts)
