"""Versions of titles: what they were like after each change, what differs, and going back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from streamverse.domains.catalog.editorial_errors import VersionNotFound
from streamverse.domains.catalog.models import TitleRow, TitleVersionRow
from streamverse.domains.catalog.repository import editorial as repository
from streamverse.domains.catalog.schemas.documents import TitleDocument
from streamverse.domains.catalog.service.documents import document_of
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession

ONE_SITTING = timedelta(minutes=10)
"""Saves of one person that follow one another within this time are one version."""


async def keep(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    by: UUID,
    comment: str = "",
    run_id: UUID | None = None,
) -> None:
    """Keep a title as it is now, after a change; what one person saves in one sitting is one."""
    await session.flush()
    document = await _document(session, row)
    kept = await repository.versions_of(session, row.id, None, 1)
    last = kept[0] if kept else None
    is_plain = not comment and run_id is None
    if last is not None and is_plain and last.document == document:
        return
    if last is not None and last.number == row.version:
        last.document = document
        last.comment = comment or last.comment
        return
    has_earlier = len(kept) > 1  # the very first stays
    if last and has_earlier and is_plain and await _is_one_sitting(session, clock, last, by):
        await session.delete(last)
    _add(session, row, document, by, clock, comment, run_id)


async def keep_first(session: WriteSession, row: TitleRow) -> None:
    """Keep what a title was like before anybody kept its versions."""
    if await repository.versions_of(session, row.id, None, 0):
        return
    session.add(
        TitleVersionRow(
            title_id=row.id,
            number=row.version,
            document=await _document(session, row),
            changed_by=row.owner_id,
            changed_at=row.updated_at,
            comment="",
            run_id=None,
        )
    )
    await session.flush()


async def version_of(session: ReadSession, row: TitleRow, number: int) -> TitleVersionRow:
    """Return one version of a title. Raises VersionNotFound."""
    found = await repository.version(session, row.id, number)
    if found is None:
        raise VersionNotFound(f"Version {number}.")
    return found


def read_document(version: TitleVersionRow) -> TitleDocument:
    """Return the document of a version. Raises VersionNotFound when it can't be read any more."""
    try:
        return TitleDocument.model_validate(version.document)
    except ValidationError as error:
        raise VersionNotFound("This version can't be read any more.") from error


def changes_between(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[tuple[str, Any, Any]]:
    """Return (field, before, after) of what differs, in the document's order."""
    fields = [*TitleDocument.model_fields, *sorted({*before, *after})]
    return [
        (field, before.get(field), after.get(field))
        for field in dict.fromkeys(fields)
        if before.get(field) != after.get(field)
    ]


async def _is_one_sitting(
    session: ReadSession, clock: Clock, last: TitleVersionRow, by: UUID
) -> bool:
    is_own = last.changed_by == by and not last.comment and last.run_id is None
    if not is_own or clock.now() - last.changed_at > ONE_SITTING:
        return False
    moved_at = await repository.last_moved_at(session, last.title_id)
    return moved_at is None or moved_at <= last.changed_at


async def _document(session: ReadSession, row: TitleRow) -> dict[str, Any]:
    return (await document_of(session, row)).model_dump(mode="json")


def _add(
    session: WriteSession,
    row: TitleRow,
    document: dict[str, Any],
    by: UUID,
    clock: Clock,
    comment: str,
    run_id: UUID | None,
) -> None:
    session.add(
        TitleVersionRow(
            title_id=row.id,
            number=row.version,
            document=document,
            changed_by=by,
            changed_at=clock.now(),
            comment=comment,
            run_id=run_id,
        )
    )
