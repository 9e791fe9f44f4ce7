"""What the catalog holds of people: the titles they made.

A creator's titles go with them, as if they had deleted them, and what the rows said is blanked.
The titles of those who edit the catalog are the service's: the oldest superuser takes them over.
"""

from collections.abc import AsyncIterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from streamverse.domains.catalog.repository import artwork as artwork_repository
from streamverse.domains.catalog.repository import bulk as bulk_repository
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.repository import traces
from streamverse.domains.catalog.service.bulk.leaving import forget_runs, runs_asked_by
from streamverse.domains.catalog.service.documents import documents_of
from streamverse.domains.catalog.service.leaving import NOBODY, blank, delete_with_parts
from streamverse.domains.identity.public import successor_of, taking_part
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.privacy import ExportPart, Person, Retention, Rows, Stored, facts_of
from streamverse.kit.services import Services

FACTS = {
    "ratings",
    "genres",
    "tags",
    "releases",
    "credits",
    "texts",
    "external_ids",
    "extras",
    "relations",
    "markers",
    "event",
    "station",
}
"""What is kept beside a title's row."""
PERSONAL = {
    "titles": "titles.json and artwork; blanked with its parts, or handed to a superuser",
    "title_steps": "editing.json; who and what they said is blanked",
    "title_versions": "editing.json; who is blanked",
    "title_flags": "editing.json; who and what they said is blanked",
    "rights_windows": "editing.json; who is blanked",
    "home_layouts": "editing.json; who is blanked",
    "bulk_runs": "runs.json; who asked and the file's name are blanked",
}
KEPT = {"people": "what is publicly known of those who made films; nobody's account"}


async def gather(services: Services, person: Person) -> AsyncIterator[ExportPart]:
    """Yield the titles that somebody made, with their pictures."""
    async with services.get(Database).read() as session:
        yield Rows("titles.json", "Titles you made.", _titles(session, person))
        done = traces.traces_of(session, person.account_id)
        yield Rows("editing.json", "What you did to titles, and what you reported.", done)
        runs = runs_asked_by(session, person)
        yield Rows("runs.json", "Imports, exports and batch edits you asked for.", runs)
        owned = [row.id for row in await repository.titles_of(session, person.account_id)]
        placed = await series_repository.placed_by_title(session, owned)
        episodes = [each.episode.id for parts in placed.values() for each in parts]
        artwork = await artwork_repository.artworks_of(session, [*owned, *episodes])
    for rows in artwork.values():
        for row in rows:
            key = str(row.images[-1]["key"])
            path = f"artwork/{row.subject_id}-{row.role}{PurePosixPath(key).suffix}"
            yield Stored(path, f"A picture ({row.role}) of a title of yours.", key)
            if row.original_key:
                path = f"artwork/{row.subject_id}-{row.role}-as-uploaded"
                yield Stored(path, f"What you uploaded as its {row.role}.", row.original_key)


async def erase(services: Services, session: WriteSession, person: Person) -> None:
    """Hand titles over or delete them, and forget who published what."""
    heir = await successor_of(session, person.account_id)
    rows = await repository.titles_of(session, person.account_id)
    for row in rows:
        if heir is not None:
            row.owner_id = heir
        else:
            await delete_with_parts(session, services.get(Clock), row)
            blank(row)
    await repository.forget_publisher(session, person.account_id)
    await traces.forget_traces(session, person.account_id, NOBODY)
    await bulk_repository.forget_asker(session, person.account_id)


async def _titles(session: ReadSession, person: Person) -> AsyncIterator[Mapping[str, Any]]:
    titles = await repository.titles_of(session, person.account_id)
    placed = await series_repository.placed_by_title(session, [row.id for row in titles])
    documents = await documents_of(session, titles)
    parts = [each.episode.id for episodes in placed.values() for each in episodes]
    texts = await facts_repository.texts_of(session, parts)
    markers = await facts_repository.markers_of(session, parts)
    for row in titles:
        episodes = [
            {
                "season": each.season.number,
                **facts_of(each.episode, without=("title_id", "season_id")),
                "texts": [facts_of(text) for text in texts.get(each.episode.id, ())],
                "markers": [facts_of(marker) for marker in markers.get(each.episode.id, ())],
            }
            for each in placed[row.id]
        ]
        yield {
            **facts_of(row, without=("folded", "sort_name", "came_out_on")),
            **documents[row.id].model_dump(mode="json", include=FACTS),
            "episodes": episodes,
        }


PRIVACY = taking_part("catalog", gather, erase)
RETENTION = (Retention("bulk_runs", lambda settings: settings.bulk_runs_kept_days, forget_runs),)
