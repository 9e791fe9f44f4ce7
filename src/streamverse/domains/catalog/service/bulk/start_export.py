"""Order an export, and give its file."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.catalog.bulk_errors import NoFileYet
from streamverse.domains.catalog.schemas.bulk import ExportInput, RunBody
from streamverse.domains.catalog.service.bulk import runs
from streamverse.domains.catalog.service.bulk.room import result_key
from streamverse.domains.identity.public import Account
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class ExportFile:
    """The table that an export made."""

    name: str
    type: str
    size_bytes: int
    chunks: AsyncIterator[bytes]


def start_export(
    services: Services, session: WriteSession, account: Account, wish: ExportInput
) -> RunBody:
    """Order an export."""
    now = services.get(Clock).now()
    name = f"titles-{now:%Y-%m-%d}.{wish.format}"
    run = runs.ask(
        session,
        now,
        "export",
        account.id,
        wish.model_dump(mode="json"),
        file_name=name,
        format_=wish.format,
    )
    return runs.body_of(run, now)


async def export_file(services: Services, account: Account, run_id: UUID) -> ExportFile:
    """Return the file of an export. Raises RunNotFound, NoFileYet."""
    async with services.get(Database).read() as session:
        run = await runs.run_to_see(session, account, run_id)
    key = result_key(run.id, run.format)
    info = await services.get(Objects).head(key) if run.kind == "export" else None
    if run.state != "done" or info is None:
        raise NoFileYet
    chunks = services.get(Objects).stream(key)
    return ExportFile(run.file_name, TYPES[run.format], info.size_bytes, chunks)
