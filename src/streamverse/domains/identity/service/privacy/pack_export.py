"""Pack an export: a ZIP of what every domain answered, with a README and an index."""

import asyncio
import hashlib
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from streamverse.domains.identity import links
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import ExportAnswerRow, ExportRow
from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.service.privacy import export_objects
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.objects import ObjectMissing, Objects, checked_key
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

FORMAT = 1
PACKED_ALREADY = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".mp4", ".zip"})


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A line of the index."""

    path: str
    about: str
    bytes: int
    sha256: str


async def pack_export(services: Services, export_id: UUID) -> None:
    """Make the ZIP, keep it and mail its link; again from the beginning after a crash."""
    clock = services.get(Clock)
    async with services.get(Database).read_latest() as session:
        export = await session.get(ExportRow, export_id)
        answers = await repository.export_answers(session, export_id)
    if export is None or export.state != "packing":
        return
    with export_objects.room(services) as folder:
        file = folder / "export.zip"
        await _write_zip(services, file, export_id, answers, clock.now())
        size_bytes = file.stat().st_size
        key = export_objects.zip_key(export_id)
        await services.get(Objects).put_file(key, file, move=True)
    is_ready = await _say_ready(services, export_id, size_bytes, clock.now())
    await export_objects.remove(services, export_id, but=key if is_ready else "")


async def _say_ready(services: Services, export_id: UUID, size_bytes: int, now: datetime) -> bool:
    """Say so and have the link mailed; False when nobody waits for it any more."""
    lifetime = timedelta(days=services.get(Settings).exports_kept_days)
    async with services.get(Database).write() as session:
        export = await repository.lock_export(session, export_id)
        if export is None or export.state != "packing":
            return export is not None and export.state == "ready"
        account = await repository.lock_account(session, export.account_id)
        if account is None:
            return False
        export.state = "ready"
        export.ready_at = now
        export.expires_at = now + lifetime
        export.size_bytes = size_bytes
        links.make(
            session,
            services.get(Clock),
            LinkPurpose.EXPORT,
            email=account.email,
            lifetime=lifetime,
            account=account,
            facts={"export_id": str(export_id)},
        )
    return True


async def _write_zip(
    services: Services,
    file: Path,
    export_id: UUID,
    answers: Sequence[ExportAnswerRow],
    now: datetime,
) -> None:
    parts = [(answer.domain, part) for answer in answers for part in answer.parts]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        lines = [await _pack(services, archive, domain, part, now) for domain, part in parts]
        packed = [line for line in lines if line is not None]
        index = {
            "format": FORMAT,
            "export_id": str(export_id),
            "made_at": now.isoformat(),
            "files": [asdict(line) for line in packed],
        }
        archive.writestr(_named("index.json", now), json.dumps(index, indent=2, ensure_ascii=False))
        readme = _readme(services.get(Settings).site_url, packed, now)
        archive.writestr(_named("README.txt", now), readme)


async def _pack(
    services: Services, archive: zipfile.ZipFile, domain: str, part: dict[str, Any], now: datetime
) -> PackedFile | None:
    """Copy one object into the ZIP, chunk by chunk; None when it was deleted meanwhile."""
    objects = services.get(Objects)
    if await objects.head(part["key"]) is None:
        return None
    path = checked_key(f"{domain}/{part['path']}")
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(_named(path, now), "w", force_zip64=True) as entry:
            async for chunk in objects.stream(part["key"]):
                await asyncio.to_thread(entry.write, chunk)
                digest.update(chunk)
                size += len(chunk)
    except ObjectMissing:
        return None
    return PackedFile(path, part["about"], size, digest.hexdigest())


def _named(path: str, now: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, now.timetuple()[:6])
    is_packed = Path(path).suffix.lower() in PACKED_ALREADY
    info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _readme(site_url: str, packed: Sequence[PackedFile], now: datetime) -> str:
    lines = [f"  {line.path}\n      {line.about}" for line in packed]
    return "\n".join(
        [
            "YOUR DATA",
            "",
            f"Everything {site_url} knows about you, as it was on {now:%d %B %Y, %H:%M} UTC.",
            "",
            "The .json files can be opened with any text editor or browser, and read by programs:",
            "UTF-8, times in UTC, one row on a line. index.json lists every file with its size and",
            "its SHA-256, for programs.",
            "",
            "What is in here:",
            "",
            *lines,
            "",
            "Left out are secrets that protect your account (passwords and keys are stored only in",
            "a form that nobody can read) and what is about other people.",
            "",
        ]
    )
