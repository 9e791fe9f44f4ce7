"""Look at a table before anything is done with it: how it is written, what its columns may be."""

import asyncio
import itertools
import shutil
from pathlib import Path
from typing import Any, BinaryIO

from streamverse.domains.catalog.bulk_errors import TableTooLarge
from streamverse.domains.catalog.schemas.bulk import FieldBody, InspectionBody, TableOptions
from streamverse.domains.catalog.service.bulk.room import room
from streamverse.domains.catalog.tables.encodings import ENCODINGS
from streamverse.domains.catalog.tables.fields import (
    COLUMNS,
    LISTS,
    ONLY_READ,
    RECORDS,
    guessed_mapping,
)
from streamverse.domains.catalog.tables.opening import opened, shape_of
from streamverse.domains.catalog.tables.rows import Shape
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

SAMPLE_ROWS = 5
SHOWN_CHARACTERS = 300
COPIED_BYTES = 1024 * 1024
FIELDS = tuple(
    FieldBody(name=name, is_list=name in LISTS or name in RECORDS or name == "credits")
    for name in (*COLUMNS, *ONLY_READ)
)


async def inspect(services: Services, file: BinaryIO, options: TableOptions) -> InspectionBody:
    """Say what a file looks like, or its beginning. Raises TableUnreadable, TableTooLarge."""
    with room(services) as folder:
        path = await laid_down(services, file, folder)
        shape = await found_shape(path, options)
        sample = await asyncio.to_thread(_sample, path, shape)
        size_bytes = path.stat().st_size
    return InspectionBody(
        format=shape.format,  # pyright: ignore[reportArgumentType]
        encoding=shape.encoding,
        delimiter=shape.delimiter,
        columns=[column for column in shape.columns if column],
        mapping=guessed_mapping(tuple(column for column in shape.columns if column)),
        sample=sample,
        fields=list(FIELDS),
        encodings=list(ENCODINGS),
        size_bytes=size_bytes,
    )


async def laid_down(services: Services, file: BinaryIO, folder: Path) -> Path:
    """Copy what was sent to a file of its own. Raises TableTooLarge."""
    limit = services.get(Settings).max_import_bytes
    path = folder / "table"
    await asyncio.to_thread(_copy, file, path, limit)
    return path


async def found_shape(path: Path, options: TableOptions) -> Shape:
    """Find out how a table is written, in a thread. Raises TableUnreadable."""
    return await asyncio.to_thread(
        shape_of, path, options.format or "", options.encoding, options.delimiter
    )


def _copy(file: BinaryIO, path: Path, limit: int) -> None:
    file.seek(0, 2)
    if file.tell() > limit:
        raise TableTooLarge(f"Send at most {limit // 1024**2} MB; split the table in parts.")
    file.seek(0)
    with path.open("wb") as to:
        shutil.copyfileobj(file, to, COPIED_BYTES)


def _sample(path: Path, shape: Shape) -> list[dict[str, Any]]:
    with opened(path, shape, is_cut=True) as rows:
        return [
            {column: _short(value) for column, value in row.values.items()}
            for row in itertools.islice(rows, SAMPLE_ROWS)
        ]


def _short(value: Any) -> Any:
    is_long = isinstance(value, str) and len(value) > SHOWN_CHARACTERS
    return f"{value[:SHOWN_CHARACTERS]}…" if is_long else value
