"""Take a table in and order its import."""

import asyncio
import hashlib
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from streamverse.domains.catalog.bulk_errors import NotRehearsed, TableUnreadable
from streamverse.domains.catalog.schemas.bulk import ImportOptions, RunBody
from streamverse.domains.catalog.service.bulk import runs
from streamverse.domains.catalog.service.bulk.inspect import found_shape, laid_down
from streamverse.domains.catalog.service.bulk.room import room, source_key
from streamverse.domains.catalog.tables.fields import IDS, guessed_mapping, is_field
from streamverse.domains.catalog.tables.rows import Shape
from streamverse.domains.catalog.tables.tmdb import is_tmdb
from streamverse.domains.identity.public import Account
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.http.idempotency import once
from streamverse.kit.ids import new_id
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services

NAMING = frozenset({"name", "id", "slug", "series", *IDS})


async def start_import(
    services: Services,
    account: Account,
    file: BinaryIO,
    file_name: str,
    options: ImportOptions,
    key: str | None,
) -> RunBody:
    """Keep a table and order its import. Raises TableUnreadable, TableTooLarge."""
    run_id = new_id()
    with room(services) as folder:
        path = await laid_down(services, file, folder)
        shape = await found_shape(path, options)
        mapping = mapping_of(shape, options)
        digest = await asyncio.to_thread(_digest, path)
        await services.get(Objects).put_file(source_key(run_id), path, move=True)
    kept = options.model_dump(mode="json") | {
        "format": shape.format,
        "encoding": shape.encoding,
        "delimiter": shape.delimiter,
        "columns": list(shape.columns),
        "mapping": mapping,
    }
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:

        async def ask() -> RunBody:
            row = runs.ask(
                session,
                now,
                "import",
                account.id,
                kept,
                run_id=run_id,
                is_dry_run=options.is_dry_run,
                file_name=file_name,
                source_key=source_key(run_id),
                format_=shape.format,
            )
            return runs.body_of(row, now)

        caller = f"import:{account.id}"
        body = await once(session, caller, key, options, RunBody, ask, target=digest)
    if body.id != run_id:
        await services.get(Objects).delete([source_key(run_id)])
    return body


async def import_rehearsed(
    services: Services, session: WriteSession, account: Account, run_id: UUID
) -> RunBody:
    """Order the import that a dry run rehearsed. Raises RunNotFound, NotRehearsed."""
    dry = await runs.run_to_see(session, account, run_id)
    if dry.kind != "import" or not dry.is_dry_run or dry.state != "done":
        raise NotRehearsed
    now = services.get(Clock).now()
    row = runs.ask(
        session,
        now,
        "import",
        account.id,
        {**dry.options, "is_dry_run": False},
        file_name=dry.file_name,
        source_key=dry.source_key,
        format_=dry.format,
    )
    return runs.body_of(row, now)


def mapping_of(shape: Shape, options: ImportOptions) -> dict[str, str]:
    """Return the field of every column. Raises TableUnreadable where that makes no titles."""
    columns = tuple(column for column in shape.columns if column)
    if options.mapping is None:
        mapping = guessed_mapping(columns)
    else:
        mapping = {column: options.mapping.get(column, "") for column in columns}
    wrong = next((field for field in mapping.values() if field and not is_field(field)), None)
    if wrong is not None:
        raise TableUnreadable("mapping", f"There is no field “{wrong}”.")
    fields = [field for field in mapping.values() if field]
    twice = next((field for at, field in enumerate(fields) if field in fields[:at]), None)
    if twice is not None:
        raise TableUnreadable("mapping", f"Two columns are mapped to “{twice}”.")
    if NAMING.isdisjoint(fields) and not is_tmdb(columns):
        said = f"None of the columns names a title. They are: {', '.join(columns[:20])}."
        raise TableUnreadable("mapping", said)
    return mapping


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
