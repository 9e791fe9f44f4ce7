"""How an export stands, and its file."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity import links
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import ExportRow
from streamverse.domains.identity.privacy_errors import ExportGone, ExportNotReady, NoSuchExport
from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.service.privacy import export_objects
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services

GATHERED = 0.9
"""How far an export is when all parts are there and only the packing is left."""


@dataclass(frozen=True, slots=True)
class Export:
    """An export as its owner sees it. `progress` runs from 0 to 1."""

    id: UUID
    state: str
    progress: float
    problem: str | None
    asked_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None
    size_bytes: int | None


@dataclass(frozen=True, slots=True)
class ExportFile:
    """The ZIP: its name, its size, and its bytes as they are read."""

    name: str
    size_bytes: int
    chunks: AsyncIterator[bytes]


async def export_of(session: ReadSession, account_id: UUID, export_id: UUID) -> Export:
    """Return an account's own export. Raises NoSuchExport."""
    row = await repository.export_of(session, account_id, export_id)
    if row is None:
        raise NoSuchExport
    return await _export(session, row)


async def last_export_of(session: ReadSession, account_id: UUID) -> Export | None:
    """Return an account's newest export."""
    row = await repository.last_export(session, account_id)
    return None if row is None else await _export(session, row)


async def file_of(
    services: Services, session: ReadSession, account_id: UUID, export_id: UUID
) -> ExportFile:
    """Return the ZIP of an account's own export.

    Raises NoSuchExport, ExportNotReady, ExportGone.
    """
    row = await repository.export_of(session, account_id, export_id)
    if row is None:
        raise NoSuchExport
    return _file(services, row)


async def file_by_link(services: Services, session: ReadSession, token: str) -> ExportFile:
    """Return the ZIP of a mailed link, as often as it is asked for within its time.

    Raises LinkInvalid, LinkExpired, ExportGone.
    """
    link = await links.look(services, session, LinkPurpose.EXPORT, token)
    row = await session.get(ExportRow, UUID(link.facts["export_id"]))
    if row is None or row.account_id != link.account_id:
        raise ExportGone
    return _file(services, row)


def _file(services: Services, row: ExportRow) -> ExportFile:
    now = services.get(Clock).now()
    if row.state == "gone" or (row.expires_at is not None and row.expires_at <= now):
        raise ExportGone
    if row.state != "ready" or row.ready_at is None or row.size_bytes is None:
        raise ExportNotReady(row.problem or "", state=row.state)
    return ExportFile(
        name=f"my-data-{row.ready_at:%Y-%m-%d}.zip",
        size_bytes=row.size_bytes,
        chunks=services.get(Objects).stream(export_objects.zip_key(row.id)),
    )


async def _export(session: ReadSession, row: ExportRow) -> Export:
    return Export(
        id=row.id,
        state=row.state,
        progress=await _progress(session, row),
        problem=row.problem,
        asked_at=row.asked_at,
        ready_at=row.ready_at,
        expires_at=row.expires_at,
        size_bytes=row.size_bytes,
    )


async def _progress(session: ReadSession, row: ExportRow) -> float:
    if row.state == "gathering":
        answers = await repository.export_answers(session, row.id)
        answered = sum(1 for each in answers if each.answered_at)
        return round(GATHERED * answered / max(1, len(answers)), 3)
    return {"packing": GATHERED, "failed": 0.0}.get(row.state, 1.0)
