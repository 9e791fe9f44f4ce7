"""People go: a profile, a creator, somebody of the staff. What they take along and what stays."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.catalog import privacy as catalog
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.identity.events import ProfileRemoved
from streamverse.domains.identity.public import Role, create_account
from streamverse.domains.media import privacy as media
from streamverse.domains.media.models import AssetRow
from streamverse.domains.playback import privacy as playback_privacy
from streamverse.domains.playback.models import (
    PlaybackSessionRow,
    ResumePointRow,
    WatchlistRow,
)
from streamverse.domains.playback.reactions import forget_profile
from streamverse.kit.db import Database
from streamverse.kit.privacy import ExportPart, Person, Rows, Stored
from streamverse.kit.services import Services
from tests.domains.playback.stored import store_film
from tests.domains.playback.viewing import (
    BOTH_ENGINES,
    opened,
    refusal,
    store_series,
    store_title,
    watched,
)

WATCHED = (ResumePointRow, WatchlistRow, PlaybackSessionRow)


@pytest.fixture
async def boss_id(playback: Services) -> UUID:
    """Who runs the place."""
    return await create_account(
        playback, "boss@example.com", "correct horse battery", "Boss", {Role.SUPERUSER}
    )


class TestProfileRemoved:
    @BOTH_ENGINES
    async def test_takes_its_history_list_and_running_films_and_nobody_elses(
        self,
        playback: Services,
        owner: httpx.AsyncClient,
        kid: httpx.AsyncClient,
        media: httpx.AsyncClient,
        owner_id: UUID,
        kid_id: UUID,
        profile_id: UUID,
        film_id: UUID,
    ) -> None:
        title = await store_title(playback, owner_id, film_id, rating="U")
        for viewer in (owner, kid):
            await watched(viewer, 5, title_id=title)
            await viewer.put(f"/api/v1/playback/watchlist/{title}")
        running = str((await opened(kid, title_id=title))["hls_url"])
        async with playback.get(Database).write() as session:
            await forget_profile(playback, session, ProfileRemoved(owner_id, kid_id))
        assert refusal(await media.get(running)) == (410, "media_token_revoked")
        async with playback.get(Database).read() as session:
            for table in WATCHED:
                keys = set(await session.scalars(select(table.viewer_key)))
                assert keys == {f"profile:{profile_id}"}, table


class TestExport:
    async def test_has_what_a_person_watched_made_and_uploaded(
        self,
        playback: Services,
        owner: httpx.AsyncClient,
        guest: httpx.AsyncClient,
        owner_id: UUID,
        profile_id: UUID,
        film_id: UUID,
    ) -> None:
        series, _ = await store_series(playback, owner_id, [film_id])
        await watched(owner, 5, title_id=series)
        await watched(guest, 5, title_id=series)
        await owner.put(f"/api/v1/playback/watchlist/{series}")
        person = Person(owner_id, (profile_id,))
        found = await gathered(playback, playback_privacy, person)
        assert {path: len(rows) for path, rows in found.items()} == {
            "history.json": 1,
            "watchlist.json": 1,
            "sessions.json": 1,
        }
        assert found["history.json"][0]["position_seconds"] == 5
        (title,) = (await gathered(playback, catalog, person))["titles.json"]
        assert (title["name"], title["episodes"][0]["name"]) == ("Lamps", "Part 1")
        (upload,) = (await gathered(playback, media, person))["uploads.json"]
        assert upload["filename"] == "film.mp4"
        assert "source_key" not in upload


class TestErasure:
    @BOTH_ENGINES
    async def test_of_a_creator_takes_their_works_along(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        owner: httpx.AsyncClient,
        owner_id: UUID,
        profile_id: UUID,
        boss_id: UUID,
        film_id: UUID,
    ) -> None:
        theirs = await store_film(playback, boss_id)
        kept = await store_title(playback, boss_id, theirs)
        series, _ = await store_series(playback, owner_id, [film_id])
        await watched(owner, 5, title_id=kept)
        for _ in range(2):
            await erased(playback, Person(owner_id, (profile_id,)))
        async with playback.get(Database).read() as session:
            gone = await session.get_one(TitleRow, series)
            assert (gone.name, gone.synopsis, gone.owner_id) == ("", "", UUID(int=0))
            assert gone.deleted_at is not None
            upload = await session.get_one(AssetRow, film_id)
            assert (upload.title, upload.filename, upload.owner_id) == ("", "", UUID(int=0))
            assert upload.deleted_at is not None
            for table in WATCHED:
                assert not (await session.scalars(select(table.viewer_key))).all()
        assert (await opened(guest, title_id=kept))["asset_id"] == str(theirs)

    async def test_of_an_editor_leaves_their_works_to_the_service(
        self, playback: Services, guest: httpx.AsyncClient, boss_id: UUID
    ) -> None:
        editor_id = await create_account(
            playback, "edda@example.com", "correct horse battery", "Edda", {Role.EDITOR}
        )
        film = await store_film(playback, editor_id)
        title = await store_title(playback, editor_id, film)
        await erased(playback, Person(editor_id, ()))
        async with playback.get(Database).read() as session:
            row = await session.get_one(TitleRow, title)
            assert (row.owner_id, row.published_by) == (boss_id, None)
            assert (await session.get_one(AssetRow, film)).owner_id == boss_id
        assert (await opened(guest, title_id=title))["asset_id"] == str(film)


async def erased(services: Services, person: Person) -> None:
    """Erase a person from all three domains, media first."""
    for domain in (media, catalog, playback_privacy):
        async with services.get(Database).write() as session:
            await domain.erase(services, session, person)


async def gathered(services: Services, domain: Any, person: Person) -> dict[str, list[Any]]:
    """Return the rows of a domain's part of an export, by their file."""
    found: dict[str, list[Any]] = {}
    part: ExportPart
    async for part in domain.gather(services, person):
        if isinstance(part, Rows):
            found[part.path] = [dict(row) async for row in part.rows]
        else:
            assert isinstance(part, Stored)
    return found
