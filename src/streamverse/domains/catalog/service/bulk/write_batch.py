"""Do some rows of a table in one short transaction; each row fails alone."""

from collections.abc import Sequence
from typing import NoReturn

from sqlalchemy.exc import IntegrityError

from streamverse.domains.catalog.announcing import told_together
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.schemas.documents import TitleInput
from streamverse.domains.catalog.service import write_title
from streamverse.domains.catalog.service.bulk.importing import Import
from streamverse.domains.catalog.service.bulk.keep_versions import keep_versions
from streamverse.domains.catalog.service.bulk.lines import Line, RowRefused, count, refused
from streamverse.domains.catalog.service.bulk.matching import (
    EPISODE,
    Known,
    keys_of,
    known_titles,
)
from streamverse.domains.catalog.service.bulk.write_episode_row import write_episode_row
from streamverse.domains.catalog.service.bulk.write_title_row import note_made, write_title_row
from streamverse.domains.catalog.service.create_many import create_many
from streamverse.domains.catalog.tables.facts import Facts
from streamverse.domains.catalog.tables.rows import Problem
from streamverse.domains.catalog.tables.values import value_of
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.errors import Refusal

Numbered = tuple[int, Facts]


class _Rehearsed(Exception):
    """Ends a dry run's transaction, so that nothing of it stays but what it found."""

    def __init__(self, lines: list[Line]) -> None:
        """Keep what was found."""
        super().__init__()
        self.lines = lines


async def write_batch(database: Database, work: Import, rows: Sequence[Numbered]) -> bool:
    """Do rows and note their lines; False when the run was cancelled meanwhile."""
    lines: list[Line] = []
    if work.is_dry_run:
        try:
            await _rehearse(database, work, rows)
        except _Rehearsed as rehearsed:
            lines = rehearsed.lines
    async with told_together(database) as session:
        run = await repository.lock_run(session, work.run_id)
        if run is None or run.state != "running":
            return False
        if not work.is_dry_run:
            lines = await _lines(session, work, rows)
        session.add_all(line.row(run) for line in lines)
        count(run, lines)
    return True


async def _rehearse(database: Database, work: Import, rows: Sequence[Numbered]) -> None:
    async with database.write() as session:
        _end_rehearsal(await _lines(session, work, rows))


def _end_rehearsal(lines: list[Line]) -> NoReturn:
    raise _Rehearsed(lines)


async def _lines(session: WriteSession, work: Import, rows: Sequence[Numbered]) -> list[Line]:
    titles = [facts for _, facts in rows if not is_episode(facts)]
    known = await known_titles(session, titles)
    work.gathered = []
    lines: list[Line] = []
    for number, facts in rows:
        if is_episode(facts):
            await _make_gathered(session, work)  # its series may be among them
        lines.append(await _line(session, work, known, number, facts))
    await _make_gathered(session, work)
    if not work.is_dry_run:
        done = [each.title_id for each in lines if each.outcome in {"created", "changed"}]
        touched = [title_id for title_id in done if title_id]
        await keep_versions(session, work.clock, touched, work.by, work.run_id)
    return lines


async def _make_gathered(session: WriteSession, work: Import) -> None:
    """Make the titles that were gathered: all at once, or one by one where that fails."""
    gathered, work.gathered = work.gathered or [], []
    if not gathered:
        return
    wishes = [wish for _, wish in gathered]
    made: Sequence[TitleRow | Refusal]
    try:
        async with session.begin_nested():
            made = await create_many(session, work.clock, work.by, wishes)
    except IntegrityError:
        made = [await _make_alone(session, work, wish) for wish in wishes]
    for (line, wish), title in zip(gathered, made, strict=True):
        if isinstance(title, Refusal):
            failed = refused(line.number, line.name, title)
            line.outcome, line.problems = failed.outcome, failed.problems
        else:
            note_made(session, work, line, title, wish)


async def _make_alone(session: WriteSession, work: Import, wish: TitleInput) -> TitleRow | Refusal:
    try:
        async with session.begin_nested():
            return await write_title.create(session, work.clock, work.by, wish, is_editor=True)
    except Refusal as refusal:
        return refusal


async def _line(
    session: WriteSession, work: Import, known: Known, number: int, facts: Facts
) -> Line:
    name = facts.text("name")
    if facts.problems:
        return refused(number, name, RowRefused(*facts.problems))
    try:
        _require_once(work, number, facts)
        if is_episode(facts):
            async with session.begin_nested():
                return await write_episode_row(session, work, number, facts)
        return await write_title_row(session, work, known, number, facts)
    except (Refusal, RowRefused) as error:
        return refused(number, name, error)


def _require_once(work: Import, number: int, facts: Facts) -> None:
    """Raise RowRefused for a row that has the id of one before it."""
    for key in keys_of(facts):
        first = work.seen.setdefault(key, number)
        if first != number:
            source, _, value = key.partition(":")
            said = f"Line {first} has this {source} already: {value}."
            column = facts.columns.get("external_id" if source == "own" else source, "")
            raise RowRefused(Problem(column, said))


def is_episode(facts: Facts) -> bool:
    """Whether a row is an episode of a series."""
    return value_of("kind", facts.text("kind")) == EPISODE
