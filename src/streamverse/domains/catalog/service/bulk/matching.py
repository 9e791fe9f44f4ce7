"""Which titles the rows of a table are about: by their ids, else by their addresses."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.repository.titles import parse_id
from streamverse.domains.catalog.schemas.documents import TitleDocument
from streamverse.domains.catalog.service.bulk.lines import RowRefused
from streamverse.domains.catalog.service.documents import documents_of
from streamverse.domains.catalog.slugs import numbered, slug_of
from streamverse.domains.catalog.tables.facts import Facts
from streamverse.domains.catalog.tables.fields import IDS
from streamverse.domains.catalog.tables.rows import Problem
from streamverse.kit.db import ReadSession

EPISODE = "episode"
NAMESAKES = 5
"""Among how many titles with one name, as their addresses number them, a row looks for its own."""


@dataclass(slots=True)
class Known:
    """The titles that some rows may be about, with what is known of them."""

    by_id: dict[UUID, TitleRow] = field(default_factory=dict[UUID, TitleRow])
    by_slug: dict[str, TitleRow] = field(default_factory=dict[str, TitleRow])
    by_outer_id: dict[tuple[str, str], UUID] = field(default_factory=dict[tuple[str, str], UUID])
    documents: Mapping[UUID, TitleDocument] = field(default_factory=dict[UUID, TitleDocument])


def outer_ids(facts: Facts) -> dict[str, str]:
    """Return what other catalogs call a row's title, by source."""
    return {source: facts.text(column) for column, source in IDS.items() if facts.text(column)}


def keys_of(facts: Facts) -> list[str]:
    """Return by what a row's title is known in its table; two rows must not share one."""
    if facts.text("kind").lower() == EPISODE:
        place = (facts.text(name).lower() for name in ("series", "season", "number"))
        return [f"episode:{':'.join(place)}"]
    keys = [f"{source}:{value}" for source, value in outer_ids(facts).items()]
    keys += [f"{name}:{facts.text(name)}" for name in ("id", "slug") if facts.text(name)]
    name = facts.text("name")
    return keys or ([f"name:{name.casefold()} {facts.text('year')}"] if name else [])


async def known_titles(session: ReadSession, rows: Iterable[Facts]) -> Known:
    """Look up the titles of many rows at once."""
    ids: set[UUID] = set()
    slugs: set[str] = set()
    values: set[str] = set()
    for facts in rows:
        given = parse_id(facts.text("id"))
        ids |= {given} if given else set()
        slugs |= {each for each in (facts.text("slug"), *guessed_slugs(facts)) if each}
        values |= set(outer_ids(facts).values())
    by_outer_id = await repository.subjects_of(session, values)
    titles = await repository.titles_by_keys(session, ids | set(by_outer_id.values()), slugs)
    return Known(
        by_id={row.id: row for row in titles},
        by_slug={row.slug: row for row in titles},
        by_outer_id=by_outer_id,
        documents=await documents_of(session, titles),
    )


def guessed_slugs(facts: Facts) -> tuple[str, ...]:
    """Return the addresses that a title of this name would have, of a row that has no other key."""
    name, year = facts.text("name"), facts.text("year")
    has_key = bool(facts.text("id") or facts.text("slug") or outer_ids(facts))
    if not name or has_key:
        return ()
    plain = (f"{slug_of(name)}-{year}", slug_of(name)) if year else (slug_of(name),)
    return tuple(slug for each in plain for slug in itertools.islice(numbered(each), NAMESAKES))


def matched(known: Known, facts: Facts) -> TitleRow | None:
    """Return the title that a row is about. Raises RowRefused when its ids name several."""
    found: dict[UUID, str] = {}
    given = parse_id(facts.text("id"))
    if given is not None and given in known.by_id:
        found[given] = "id"
    for source, value in outer_ids(facts).items():
        title_id = known.by_outer_id.get((source, value))
        if title_id is not None:
            found.setdefault(title_id, source)
    if len(found) > 1:
        names = " and ".join(found.values())
        raise RowRefused(Problem("", f"Its {names} are those of different titles."))
    if found:
        return known.by_id.get(next(iter(found)))
    if facts.text("slug"):
        return known.by_slug.get(facts.text("slug"))
    return _by_name(known, facts)


def _by_name(known: Known, facts: Facts) -> TitleRow | None:
    for slug in guessed_slugs(facts):
        row = known.by_slug.get(slug)
        is_same_year = row is not None and str(row.year or "") == facts.text("year")
        if (
            row is not None
            and is_same_year
            and row.name.casefold() == facts.text("name").casefold()
        ):
            return row
    return None
