"""Pages of lists, people and collections for the world, and the map of the site."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from streamverse.domains.catalog import sitemap
from streamverse.domains.catalog.browse_facts import browse_facts
from streamverse.domains.catalog.kinds import Platform
from streamverse.domains.catalog.rights import Asker
from streamverse.kit.db import Database
from tests.domains.catalog.conftest import TITLES, MakeTitle

NOW = Asker(None, Platform.WEB, None, datetime.now(UTC) + timedelta(hours=1))


class TestFacts:
    async def test_know_nothing_of_what_there_is_not(self, database: Database) -> None:
        async with database.read() as session:
            for path in (
                "/genre/none",
                "/category/none",
                "/people/nobody",
                "/collection/none",
                "/genre/a/b",
                "/elsewhere",
            ):
                assert await browse_facts(session, path, NOW) is None, path

    async def test_name_lists_and_genres(self, database: Database, make_title: MakeTitle) -> None:
        await make_title(genres=["Drama"])
        async with database.read() as session:
            genre = await browse_facts(session, "/genre/drama", NOW)
            films = await browse_facts(session, "/movies", NOW)
        assert genre
        assert genre.name == "Drama"
        assert films
        assert films.name == "Films"

    async def test_describe_a_person(self, database: Database, make_title: MakeTitle) -> None:
        made = await make_title(credits=[{"name": "Asha <Rao>", "role": "director"}])
        slug = made["credits"][0]["person"]["slug"]
        async with database.read() as session:
            facts = await browse_facts(session, f"/people/{slug}", NOW)
        assert facts
        assert facts.open_graph_type == "profile"
        assert facts.json_ld["@type"] == "Person"
        assert facts.json_ld["name"] == facts.name

    async def test_show_a_collection_only_where_and_while_it_is_open(
        self, database: Database, editor: httpx.AsyncClient
    ) -> None:
        wish: dict[str, Any] = {
            "kind": "curated",
            "name": "Rain",
            "description": "Wet streets.",
            "territories": ["IN"],
            "is_published": True,
        }
        made = (await editor.post("/api/v1/collections", json=wish)).raise_for_status().json()
        path = f"/collection/{made['slug']}"
        async with database.read() as session:
            shown = await browse_facts(session, path, replace(NOW, country="IN"))
            hidden = await browse_facts(session, path, replace(NOW, country="US"))
        assert shown
        assert (shown.name, shown.description) == ("Rain", "Wet streets.")
        assert hidden is None


class TestSitemap:
    async def test_tells_of_nothing_that_is_not_everywhere(
        self, database: Database, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        await make_title(name="Draft", state="draft")
        here = await make_title(name="Only here")
        (window,) = (await editor.get(f"{TITLES}/{here['id']}/rights")).json()["items"]
        wish = {key: window[key] for key in ("from_at", "until_at", "monetisation")}
        answer = await editor.put(
            f"{TITLES}/{here['id']}/rights/{window['id']}", json={**wish, "territories": ["IN"]}
        )
        assert answer.status_code == 200, answer.text
        await make_title(name="Everywhere")
        at = datetime.now(UTC) + timedelta(seconds=1)
        async with database.read() as session:
            found = await sitemap.sitemap_titles(session, at, 1)
            assert [slug for slug, _ in found] == ["everywhere"]
            assert await sitemap.sitemap_pages(session, at) == 1

    async def test_goes_on_on_further_pages(
        self, database: Database, make_title: MakeTitle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sitemap, "PAGE", 2)
        for number in "123":
            await make_title(name=f"Film {number}")
        at = datetime.now(UTC) + timedelta(seconds=1)
        async with database.read() as session:
            assert await sitemap.sitemap_pages(session, at) == 2
            (last,) = await sitemap.sitemap_titles(session, at, 2)
            assert last[0] == "film-3"
            assert await sitemap.sitemap_titles(session, at, 3) == []
