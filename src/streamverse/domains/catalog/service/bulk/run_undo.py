"""Take back what a run did: every title that nobody has changed since; the others are listed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.announcing import told_together
from streamverse.domains.catalog.bulk_errors import RunNotFound, RunNotUndoable
from streamverse.domains.catalog.models import BulkLineRow, BulkRunRow, TitleRow
from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.repository.titles import titles_by_id
from streamverse.domains.catalog.schemas.bulk import RunBody
from streamverse.domains.catalog.schemas.documents import TitleDocument, TitlePatch
from streamverse.domains.catalog.schemas.series import EpisodeInput
from streamverse.domains.catalog.service import write_series, write_title
from streamverse.domains.catalog.service.bulk import runs
from streamverse.domains.catalog.service.bulk.keep_versions import keep_versions
from streamverse.domains.catalog.service.bulk.orders import UNDO, OneRun
from streamverse.domains.catalog.service.bulk.windows import bring_back
from streamverse.domains.identity.public import Account
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.errors import Refusal
from streamverse.kit.services import Services

BATCH_TITLES = 50
CHANGED_SINCE = "Somebody has changed this title since."
GONE_SINCE = "This title has been deleted since."


async def ask_undo(
    services: Services, session: WriteSession, account: Account, run_id: UUID
) -> RunBody:
    """Order the undoing of a run; one that is ordered stays. Raises RunNotFound, RunNotUndoable."""
    row = await repository.lock_run(session, run_id)
    if row is None or not runs.may_see(account, row):
        raise RunNotFound
    now = services.get(Clock).now()
    if row.state not in {"undoing", "undone"}:
        if not runs.body_of(row, now).is_undoable:
            raise RunNotUndoable
        row.state = "undoing"
        outbox.enqueue(session, UNDO, OneRun(run_id))
    return runs.body_of(row, now)


async def run_undo(services: Services, run_id: UUID) -> None:
    """Undo what is not undone yet, title by title, some in each short transaction."""
    database = services.get(Database)
    async with database.read_latest() as session:
        run = await repository.run(session, run_id)
        lines = await repository.lines_to_undo(session, run_id)
    if run is None or run.state != "undoing":
        return
    ids = list(lines)
    for start in range(0, len(ids), BATCH_TITLES):
        part = {title_id: lines[title_id] for title_id in ids[start : start + BATCH_TITLES]}
        async with told_together(database) as session:
            locked = await repository.lock_run(session, run_id)
            if locked is None or locked.state != "undoing":
                return
            await _undo(services, session, locked, part)
        await runs.tell(services, run_id)
    async with database.write() as session:
        locked = await repository.lock_run(session, run_id)
        if locked is not None:
            locked.state, locked.undone_at = "undone", services.get(Clock).now()
    await runs.tell(services, run_id)


async def _undo(
    services: Services,
    session: WriteSession,
    run: BulkRunRow,
    lines: dict[UUID, list[BulkLineRow]],
) -> None:
    rows = await titles_by_id(session, lines)
    clock = services.get(Clock)
    restored: list[UUID] = []
    for title_id, done in lines.items():
        problem = ""
        row = rows.get(title_id)
        has_made = done[0].version_before is None
        if row is None:
            problem = "" if has_made else GONE_SINCE
        elif row.version != done[-1].version_after:
            problem = CHANGED_SINCE
        else:
            try:
                async with session.begin_nested():
                    await _bring_back(session, clock, run, row, done)
            except Refusal as refusal:
                problem = f"{refusal.title}. {refusal.detail}".strip()
        outcome = "conflict" if problem else "undone"
        said = [{"column": "", "message": problem}] if problem else []
        await repository.mark_lines(session, run.id, title_id, outcome, said)
        run.conflicts += len(done) if problem else 0
        run.undone += 0 if problem else len(done)
        if not problem and not has_made:
            restored.append(title_id)
    await keep_versions(session, clock, restored, run.asked_by, run.id, "undo")


async def _bring_back(
    session: WriteSession, clock: Clock, run: BulkRunRow, row: TitleRow, done: Sequence[BulkLineRow]
) -> None:
    if done[0].version_before is None:
        await write_title.delete(session, clock, row)
        return
    for line in reversed(done):
        before = line.before or {}
        if "episode" in before:
            await _bring_back_episode(session, clock, row, before)
        else:
            await _bring_back_title(session, clock, run, row, before)


async def _bring_back_title(
    session: WriteSession, clock: Clock, run: BulkRunRow, row: TitleRow, before: dict[str, Any]
) -> None:
    by = run.asked_by
    is_editor = run.kind == "import" or bool(run.options.get("is_editor"))
    document = TitleDocument.model_validate(before["document"])
    if "windows" in before:
        await bring_back(session, row.id, before["windows"])
    await write_title.apply_document(session, clock, row, document, by)
    times = {name: before["document"].get(name) for name in ("publish_at", "expire_at")}
    moved = TitlePatch.model_validate({**times, "state": before["state"]})
    await write_title.patch(session, clock, row, moved, by, is_editor=is_editor)


async def _bring_back_episode(
    session: WriteSession, clock: Clock, row: TitleRow, before: dict[str, Any]
) -> None:
    place = (int(before["episode"][0]), int(before["episode"][1]))
    if before["facts"] is None:
        await write_series.delete_episode(session, clock, row, place)
    else:
        wish = EpisodeInput.model_validate(before["facts"])
        await write_series.change_episode(session, clock, row, place, wish)


async def give_up_undoing(services: Services, run_id: UUID, error: str) -> None:
    """Say that an undoing stopped half way; it can be asked for again."""
    async with services.get(Database).write() as session:
        row = await repository.lock_run(session, run_id)
        if row is not None and row.state == "undoing":
            row.state = "done"
            row.problem = f"Undoing stopped because of a fault: {error[:300]}"
    await runs.tell(services, run_id)
