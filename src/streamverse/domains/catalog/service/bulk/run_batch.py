"""Change many titles, some in each short transaction; what is done is known by its lines."""

from collections.abc import Sequence
from uuid import UUID

from streamverse.domains.catalog.announcing import told_together
from streamverse.domains.catalog.models import BulkRunRow, TitleRow
from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.repository.titles import titles_by_id
from streamverse.domains.catalog.schemas.bulk import BatchChange
from streamverse.domains.catalog.schemas.documents import TitleDocument
from streamverse.domains.catalog.service import write_title
from streamverse.domains.catalog.service.bulk import runs
from streamverse.domains.catalog.service.bulk.edits import edited, windows_of
from streamverse.domains.catalog.service.bulk.keep_versions import keep_versions
from streamverse.domains.catalog.service.bulk.lines import Line, RowRefused, count, refused
from streamverse.domains.catalog.service.bulk.windows import remembered
from streamverse.domains.catalog.service.bulk.write_title_row import plain
from streamverse.domains.catalog.service.documents import documents_of
from streamverse.domains.catalog.service.rights.write_windows import add_window
from streamverse.domains.catalog.tables.rows import Problem
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.errors import Refusal
from streamverse.kit.services import Services

BATCH_TITLES = 50


async def run_batch(services: Services, run: BulkRunRow) -> None:
    """Do what is not done yet of a batch edit."""
    ids = [UUID(each) for each in run.options["ids"]]
    database = services.get(Database)
    async with database.read_latest() as session:
        last = await repository.last_line(session, run.id)
    for start in range(last, len(ids), BATCH_TITLES):
        numbered = list(enumerate(ids[start : start + BATCH_TITLES], start=start + 1))
        async with told_together(database) as session:
            locked = await repository.lock_run(session, run.id)
            if locked is None or locked.state != "running":
                return
            lines = await _lines(services, session, locked, numbered)
            session.add_all(line.row(locked) for line in lines)
            count(locked, lines)
        await runs.tell(services, run.id)
    await runs.end(services, run.id)


async def _lines(
    services: Services, session: WriteSession, run: BulkRunRow, numbered: Sequence[tuple[int, UUID]]
) -> list[Line]:
    clock = services.get(Clock)
    change = BatchChange.model_validate(run.options["change"])
    rows = await titles_by_id(session, [title_id for _, title_id in numbered])
    documents = await documents_of(session, list(rows.values()))
    lines: list[Line] = []
    for number, title_id in numbered:
        row = rows.get(title_id)
        if row is None:
            gone = RowRefused(Problem("", "This title was deleted meanwhile."))
            lines.append(refused(number, "", gone))
            continue
        name = row.name
        try:
            async with session.begin_nested():
                line = await _change(session, clock, run, number, row, documents[title_id], change)
        except (Refusal, RowRefused) as error:
            line = refused(number, name, error)
            line.title_id = title_id
        lines.append(line)
    touched = [line.title_id for line in lines if line.title_id and line.outcome == "changed"]
    comment = str(run.options.get("comment") or "")
    await keep_versions(session, clock, touched, run.asked_by, run.id, comment)
    return lines


async def _change(
    session: WriteSession,
    clock: Clock,
    run: BulkRunRow,
    number: int,
    row: TitleRow,
    document: TitleDocument,
    change: BatchChange,
) -> Line:
    current = plain(document)
    patch = edited(current | {"state": row.state}, change)
    line = Line(number, "unchanged", row.name, row.id, row.version, row.version)
    windows = windows_of(change)
    if not patch.model_fields_set and not windows:
        return line
    line.before = {"document": current, "state": row.state}
    if windows or patch.access is not None:
        line.before["windows"] = await remembered(session, row.id)
    for window in windows:
        await add_window(session, clock, row, window, run.asked_by)
    is_editor = bool(run.options.get("is_editor"))
    await write_title.patch(
        session, clock, row, patch, run.asked_by, is_editor=is_editor, known=document
    )
    line.outcome, line.version_after = "changed", row.version
    return line
