"""Gather one domain's part of an export: each file is written to the disk, then kept."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from streamverse.domains.identity.models import ExportRow
from streamverse.domains.identity.service.privacy import export_objects
from streamverse.domains.identity.service.privacy.answer_export import GatheredPart, answer_export
from streamverse.domains.identity.service.privacy.orders import Wanted
from streamverse.kit.db import Database
from streamverse.kit.objects import Objects
from streamverse.kit.privacy import Document, ExportPart, Person, Rows, Stored
from streamverse.kit.services import Services

Gather = Callable[[Services, Person], AsyncIterator[ExportPart]]

ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)
BUFFER_BYTES = 256 * 1024
GIVEN_UP = frozenset({"failed", "gone"})


async def gather_part(services: Services, domain: str, gather: Gather, wanted: Wanted) -> None:
    """Keep what `gather` yields and hand it in, unless the export was given up meanwhile."""
    if not await _is_wanted(services, wanted):
        return
    person = Person(wanted.account_id, wanted.profile_ids)
    parts: list[GatheredPart] = []
    with export_objects.room(services) as folder:
        async for part in gather(services, person):
            key = export_objects.part_key(wanted.export_id, domain, len(parts))
            parts.append(await _kept(services, part, key, folder / "part"))
    async with services.get(Database).write() as session:
        await answer_export(services, session, wanted.export_id, domain, parts)
    if not await _is_wanted(services, wanted):
        await export_objects.remove(services, wanted.export_id)


async def _is_wanted(services: Services, wanted: Wanted) -> bool:
    async with services.get(Database).read_latest() as session:
        export = await session.get(ExportRow, wanted.export_id)
    return export is not None and export.state not in GIVEN_UP


async def _kept(services: Services, part: ExportPart, key: str, file: Path) -> GatheredPart:
    objects = services.get(Objects)
    match part:
        case Stored():
            return GatheredPart(part.path, part.about, part.key)
        case Document():
            await objects.put(key, ANYTHING.dump_json(part.content, indent=2))
        case Rows():
            await _write_rows(file, part.rows)
            await objects.put_file(key, file, move=True)
    return GatheredPart(part.path, part.about, key)


async def _write_rows(file: Path, rows: AsyncIterator[Mapping[str, Any]]) -> None:
    """Write a JSON array with a row on each line."""
    with await asyncio.to_thread(file.open, "wb") as out:
        buffer = bytearray(b"[")
        separator = b"\n"
        async for row in rows:
            buffer += separator + ANYTHING.dump_json(dict(row))
            separator = b",\n"
            if len(buffer) > BUFFER_BYTES:
                await asyncio.to_thread(out.write, bytes(buffer))
                buffer.clear()
        await asyncio.to_thread(out.write, bytes(buffer) + b"\n]\n")
