"""Make or change the title of one row."""

from typing import Any, cast
from uuid import UUID

from pydantic import BaseModel, TypeAdapter, ValidationError

from streamverse.domains.catalog.announcing import tell_changed
from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.schemas.documents import TitleDocument, TitleInput, TitlePatch
from streamverse.domains.catalog.service import write_title
from streamverse.domains.catalog.service.bulk.importing import Import
from streamverse.domains.catalog.service.bulk.lines import Line, RowRefused
from streamverse.domains.catalog.service.bulk.matching import Known, matched
from streamverse.domains.catalog.service.create_many import is_plain
from streamverse.domains.catalog.tables.facts import Facts, changes_of
from streamverse.domains.catalog.tables.rows import Problem
from streamverse.domains.catalog.tables.sentences import problems_of
from streamverse.domains.catalog.tables.values import value_of
from streamverse.domains.catalog.tables.written import cells_of
from streamverse.domains.channels.public import find_channel
from streamverse.domains.media.public import asset_summary
from streamverse.kit.db import WriteSession

ASSET_ID = TypeAdapter(UUID)


async def write_title_row(
    session: WriteSession, work: Import, known: Known, number: int, facts: Facts
) -> Line:
    """Make or change a title as a row says. Raises RowRefused, and what write_title refuses."""
    row = matched(known, facts)
    if row is not None and work.titles.setdefault(row.id, number) != number:
        raise RowRefused(Problem("", f"Line {work.titles[row.id]} is about the same title."))
    skips = work.options.on_missing if row is None else work.options.on_existing
    if skips == "skip":
        return Line(number, "skipped", facts.text("name") or (row.name if row else ""))
    document = known.documents.get(row.id) if row else None
    current = plain(document) if document else {}
    if row is not None:
        _drop_what_is_so(facts, row, current)
    channel_id = await _channel(session, work, facts)
    changes = changes_of(facts, current, clears=work.options.is_clearing)
    await _film(session, work, facts, changes)
    if facts.problems:
        raise RowRefused(*facts.problems)
    changes |= {name: facts.given[name] for name in ("state",) if facts.text(name)}
    if row is None:
        kind = facts.text("kind")
        made = changes | ({"kind": value_of("kind", kind)} if kind else {})
        wish = _checked(TitleInput, made, facts)
        if channel_id is None and work.gathered is not None and is_plain(wish):
            line = Line(number, "created", wish.name)
            work.gathered.append((line, wish))
            return line
        return await _create(session, work, number, wish, channel_id)
    return await _change(session, work, row, number, facts, changes, channel_id, document)


def plain(document: TitleDocument) -> dict[str, Any]:
    """Return a document as JSON."""
    return document.model_dump(mode="json")


def _drop_what_is_so(facts: Facts, row: TitleRow, current: dict[str, Any]) -> None:
    """Forget what a row says and what is so already, however it is spelled in a cell."""
    cells = cells_of(current) | {"id": str(row.id), "state": row.state}
    for name, given in list(facts.given.items()):
        is_so = name in cells and isinstance(given, str) and given == cells[name]
        if is_so or name == "id" or (name in current and given == current[name]):
            del facts.given[name]
    if facts.text("kind") and str(facts.given["kind"]).lower() != row.kind:
        facts.refuse("kind", f"It is a {row.kind}, and stays one.")
    facts.given.pop("kind", None)


async def _create(
    session: WriteSession, work: Import, number: int, wish: TitleInput, channel_id: UUID | None
) -> Line:
    if channel_id is not None:
        wish = wish.model_copy(update={"channel_id": channel_id})
    async with session.begin_nested():
        row = await write_title.create(session, work.clock, work.by, wish, is_editor=True)
    line = Line(number, "created")
    note_made(session, work, line, row, wish)
    return line


def note_made(
    session: WriteSession, work: Import, line: Line, row: TitleRow, wish: TitleInput
) -> None:
    """Note a title that was made: in its line, for its episodes, and for who hears of it."""
    tell_changed(session, row.id)
    line.name, line.title_id, line.version_after = row.name, row.id, row.version
    if wish.kind is TitleKind.SERIES:
        ids = wish.external_ids.items()
        work.promised |= {row.slug, *wish.external_ids.values(), *map(":".join, ids)}


async def _change(
    session: WriteSession,
    work: Import,
    row: TitleRow,
    number: int,
    facts: Facts,
    changes: dict[str, Any],
    channel_id: UUID | None,
    document: TitleDocument | None,
) -> Line:
    current = plain(document) if document else {}
    line = Line(number, "unchanged", row.name, row.id, row.version, row.version)
    _keep_people(changes, current)
    patch = _checked(TitlePatch, changes, facts)
    sent = patch.model_dump(mode="json", include=set(changes))
    is_moved = channel_id is not None and channel_id != row.channel_id
    state = sent.pop("state", None)
    is_same = (
        cells_of({**current, **sent}) == cells_of(current) and (state or row.state) == row.state
    )
    if is_same and not is_moved:
        return line
    line.before = {"document": current, "state": row.state}
    if is_moved:
        patch = patch.model_copy(update={"channel_id": channel_id})
        patch.model_fields_set.add("channel_id")
    async with session.begin_nested():
        await write_title.patch(
            session, work.clock, row, patch, work.by, is_editor=True, known=document
        )
    line.outcome, line.name, line.version_after = "changed", row.name, row.version
    return line


def _checked(model: type[BaseModel], changes: dict[str, Any], facts: Facts) -> Any:
    try:
        return model.model_validate(changes)
    except ValidationError as error:
        raise RowRefused(*problems_of(error, facts.columns)) from None


def _keep_people(changes: dict[str, Any], current: dict[str, Any]) -> None:
    """Let names that are credited already mean the people they meant."""
    before = cast("list[dict[str, Any]]", current.get("credits") or [])
    people = {each["name"]: each["person_id"] for each in before}
    for given in cast("list[Any]", changes.get("credits") or []):
        if not isinstance(given, dict):
            continue
        credit = cast("dict[str, Any]", given)
        if not credit.get("person_id") and credit.get("name") in people:
            credit["person_id"] = people[credit["name"]]


async def _channel(session: WriteSession, work: Import, facts: Facts) -> UUID | None:
    """Return the channel that a row names; a wrong one is noted."""
    handle = facts.text("channel")
    facts.given.pop("channel", None)
    if not handle:
        return None
    if handle not in work.channels:
        card = await find_channel(session, work.clock, handle)
        work.channels[handle] = card.id if card else None
    if work.channels[handle] is None:
        facts.refuse("channel", f"There is no channel “{handle[:60]}”.")
    return work.channels[handle]


async def _film(session: WriteSession, work: Import, facts: Facts, changes: dict[str, Any]) -> None:
    """Check the upload that a row names by its id, or by the file that was brought."""
    name = facts.text("file")
    if name and not changes.get("asset_id") and not work.is_dry_run:
        if name not in work.options.files:
            facts.refuse("file", f"“{name[:60]}” was not brought with the table.")
        else:
            changes["asset_id"] = str(work.options.files[name])
    column = "file" if name else "asset_id"
    if not changes.get("asset_id"):
        return
    try:
        asset_id = ASSET_ID.validate_python(changes["asset_id"])
    except ValidationError:
        facts.refuse(column, f"“{str(changes['asset_id'])[:60]}” is not the id of an upload.")
        return
    asset = await asset_summary(session, asset_id)
    if asset is None or asset.is_deleted:
        facts.refuse(column, "There is no such upload.")
