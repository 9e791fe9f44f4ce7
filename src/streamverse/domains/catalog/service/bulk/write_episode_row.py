"""Make or change the episode of one row: kind `episode`, its series, season and number."""

from typing import Any
from uuid import UUID

from pydantic import ValidationError

from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.models import EpisodeRow, TitleRow
from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.repository.titles import lock_title
from streamverse.domains.catalog.schemas.series import EpisodeInput, SeasonInput
from streamverse.domains.catalog.service import write_series
from streamverse.domains.catalog.service.bulk.importing import Import
from streamverse.domains.catalog.service.bulk.lines import Line, RowRefused
from streamverse.domains.catalog.tables.facts import Facts
from streamverse.domains.catalog.tables.fields import IDS
from streamverse.domains.catalog.tables.rows import Problem
from streamverse.domains.catalog.tables.sentences import problems_of
from streamverse.domains.catalog.tables.values import CellWrong, whole_number
from streamverse.domains.media.public import asset_summary
from streamverse.kit.db import WriteSession

PLAIN = ("name", "synopsis", "runtime_seconds", "released_on", "asset_id")
MOST = 10_000


async def write_episode_row(session: WriteSession, work: Import, number: int, facts: Facts) -> Line:
    """Make or change an episode. Raises RowRefused, and what write_series refuses."""
    place = _place(facts)
    given = _given(work, facts)
    if facts.problems:
        raise RowRefused(*facts.problems)
    named = facts.text("series")
    series = await _series(session, named)
    if series is None:
        if work.is_dry_run and named in work.promised:
            wish = _checked(given, facts)
            return Line(number, "created", wish.name)
        raise RowRefused(_at(facts, "series", f"There is no series “{named[:60]}”."))
    if series.kind != TitleKind.SERIES:
        raise RowRefused(_at(facts, "series", f"“{named[:60]}” is a {series.kind}."))
    episode = await _episode(session, series.id, place)
    skips = work.options.on_missing if episode is None else work.options.on_existing
    if skips == "skip":
        return Line(number, "skipped", facts.text("name"), series.id)
    current = {name: getattr(episode, name) for name in PLAIN} if episode else {}
    wish = _checked({**current, **given}, facts)
    await _require_film(session, wish.asset_id, current.get("asset_id"), facts)
    line = Line(number, "unchanged", wish.name, series.id, series.version, series.version)
    if episode is None:
        line.outcome = "created"
        await _make(session, work, series, place, wish)
    elif any(getattr(wish, name) != current[name] for name in PLAIN):
        line.outcome = "changed"
        await write_series.change_episode(session, work.clock, series, place, wish)
    if line.outcome != "unchanged":
        line.before = {"episode": [*place], "facts": wishes_of(current) if episode else None}
    line.version_after = series.version
    return line


async def _make(
    session: WriteSession,
    work: Import,
    series: TitleRow,
    place: tuple[int, int],
    wish: EpisodeInput,
) -> None:
    season = await series_repository.season(session, series.id, place[0])
    if season is None:
        wanted = SeasonInput(number=place[0])
        await write_series.add_season(session, work.clock, series, wanted)
    numbered = wish.model_copy(update={"number": place[1]})
    await write_series.add_episode(session, work.clock, series, place[0], numbered)


def wishes_of(current: dict[str, Any]) -> dict[str, Any]:
    """Return an episode's facts as JSON, to bring them back."""
    return EpisodeInput.model_validate(current).model_dump(mode="json", include=set(PLAIN))


def _place(facts: Facts) -> tuple[int, int]:
    """Return (season, number); what is wrong with them is noted."""
    place: list[int] = []
    for name in ("season", "number"):
        try:
            place.append(whole_number(facts.text(name)))
        except CellWrong as problem:
            said = str(problem) if facts.text(name) else "An episode needs this."
            facts.refuse(name, said)
            continue
        if not 0 <= place[-1] <= MOST:
            facts.refuse(name, f"This is not between 0 and {MOST}.")
    if not facts.text("series"):
        facts.refuse("series", "An episode needs the id or the address of its series.")
    return (place[0], place[1]) if len(place) == 2 else (0, 0)


def _given(work: Import, facts: Facts) -> dict[str, Any]:
    """Return the fields that a row fills."""
    given: dict[str, Any] = {name: facts.text(name) for name in PLAIN if facts.text(name)}
    if facts.text("runtime_minutes"):
        try:
            given["runtime_seconds"] = whole_number(facts.text("runtime_minutes")) * 60
        except CellWrong as problem:
            facts.refuse("runtime_minutes", str(problem))
    name = facts.text("file")
    if name and work.is_dry_run:
        return given
    if name and name not in work.options.files:
        facts.refuse("file", f"“{name[:60]}” was not brought with the table.")
    elif name:
        given["asset_id"] = work.options.files[name]
    return given


def _checked(given: dict[str, Any], facts: Facts) -> EpisodeInput:
    try:
        return EpisodeInput.model_validate(given)
    except ValidationError as error:
        raise RowRefused(*problems_of(error, facts.columns)) from None


async def _series(session: WriteSession, named: str) -> TitleRow | None:
    """Return a series by its id or address, or by what another catalog calls it."""
    row = await lock_title(session, named)
    if row is not None:
        return row
    source, _, value = named.partition(":")
    subjects = await repository.subjects_of(session, {named, value} - {""})
    wanted = [(IDS.get(source, source), value), *((each, named) for each in IDS.values())]
    found = next((subjects[key] for key in wanted if key in subjects), None)
    return await lock_title(session, str(found)) if found else None


async def _episode(
    session: WriteSession, title_id: UUID, place: tuple[int, int]
) -> EpisodeRow | None:
    season = await series_repository.season(session, title_id, place[0])
    return await series_repository.episode(session, season.id, place[1]) if season else None


async def _require_film(
    session: WriteSession, asset_id: UUID | None, current: UUID | None, facts: Facts
) -> None:
    if asset_id is None or asset_id == current:
        return
    asset = await asset_summary(session, asset_id)
    if asset is None or asset.is_deleted:
        column = "file" if facts.text("file") else "asset_id"
        raise RowRefused(_at(facts, column, "There is no such upload."))


def _at(facts: Facts, name: str, message: str) -> Problem:
    return Problem(facts.columns.get(name, name), message)
