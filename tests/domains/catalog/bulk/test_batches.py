"""Many titles are edited at once: looked at before, and taken back afterwards."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.catalog.models import TitleVersionRow
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.catalog.bulk.conftest import Imported, outcomes, problems
from tests.domains.catalog.conftest import TITLES, MakeTitle

Edited = Callable[..., Awaitable[dict[str, Any]]]
TABLE = (
    "slug,name,year,genres,tags,rating\na,A,1990,Drama|Crime,x,PG\nb,B,1991,Drama,,\nc,C,1992,,,\n"
)


@pytest.fixture
def edited(editor: httpx.AsyncClient, done: Imported) -> Edited:
    """Edit titles in a batch: `await edited(ids, set={…})`."""

    async def did(ids: list[str], **change: Any) -> dict[str, Any]:
        answer = await editor.post("/api/v1/batch", json={"ids": ids, "change": change})
        return await done(answer)

    return did


async def ids_of(client: httpx.AsyncClient, *slugs: str) -> list[str]:
    return [(await client.get(f"{TITLES}/{slug}")).json()["id"] for slug in slugs]


async def title(client: httpx.AsyncClient, slug: str) -> dict[str, Any]:
    return (await client.get(f"{TITLES}/{slug}?language=und")).json()


class TestWhoMayNot:
    async def test_a_creator_changes_their_own_titles_only(
        self, creator: httpx.AsyncClient, imported: Imported, editor: httpx.AsyncClient
    ) -> None:
        await imported(TABLE)
        wish = {"ids": await ids_of(editor, "a"), "change": {"set": {"year": 2000}}}
        assert (await creator.post("/api/v1/batch/preview", json=wish)).json()["count"] == 0
        answer = await creator.post("/api/v1/batch", json=wish)
        assert (answer.status_code, answer.json()["code"]) == (422, "nothing_selected")

    async def test_viewers_and_strangers_change_nothing(
        self, viewer: httpx.AsyncClient, guest: httpx.AsyncClient
    ) -> None:
        wish: dict[str, Any] = {"ids": [], "change": {"set": {"year": 2000}}}
        assert (await viewer.post("/api/v1/batch", json=wish)).status_code == 403
        assert (await guest.post("/api/v1/batch/preview", json=wish)).status_code == 401


class TestAChangeThatMakesNoSense:
    @pytest.mark.parametrize(
        "change",
        [
            {},
            {"set": {"slug": "one"}},
            {"set": {"nonsense": 1}},
            {"set": {"year": "soon"}},
            {"add": {"name": ["x"]}},
            {"add": {"languages": ["??"]}},
            {"set": {"genres": ["A"]}, "add": {"genres": ["B"]}},
        ],
    )
    async def test_is_refused_in_words(
        self, editor: httpx.AsyncClient, change: dict[str, Any]
    ) -> None:
        answer = await editor.post("/api/v1/batch/preview", json={"ids": [], "change": change})
        assert (answer.status_code, answer.json()["code"]) == (422, "wrong_change")


class TestABatchEdit:
    async def test_shows_what_it_would_do_and_does_it(
        self, imported: Imported, editor: httpx.AsyncClient, edited: Edited, shared: Services
    ) -> None:
        await imported(TABLE)
        ids = await ids_of(editor, "a", "b", "c")
        change = {
            "set": {"rating": "12"},
            "add": {"genres": ["drama", "Family"], "tags": ["new"]},
            "remove": {"genres": ["CRIME"]},
        }
        seen = await editor.post("/api/v1/batch/preview", json={"ids": ids, "change": change})
        preview = seen.json()
        assert preview["count"] == 3
        changes = {each["field"]: each["after"] for each in preview["sample"][0]["changes"]}
        assert changes["genres"] == ["Drama", "Family"]
        assert (await title(editor, "a"))["rating"] == "PG"
        run = await edited(ids, **change)
        assert outcomes(run) == ["changed"] * 3
        body = await title(editor, "a")
        assert [each["name"] for each in body["genres"]] == ["Drama", "Family"]
        assert [each["name"] for each in body["tags"]] == ["x", "new"]
        assert body["rating"] == "12"
        async with shared.get(Database).read() as session:
            kept = (await session.scalars(select(TitleVersionRow.run_id))).all()
        assert [str(each) for each in kept].count(run["id"]) == 3
        assert outcomes(await edited(ids, **change)) == ["unchanged"] * 3

    async def test_fails_for_one_title_alone(
        self, imported: Imported, editor: httpx.AsyncClient, edited: Edited
    ) -> None:
        await imported("slug,name,kind\na,A,movie\nb,B,series\n")
        run = await edited(
            await ids_of(editor, "a", "b"),
            set={"markers": [{"kind": "chapter", "from_seconds": 1, "name": "One"}]},
        )
        assert outcomes(run) == ["changed", "failed"]
        assert problems(run)[0][0] == 2


class TestUndo:
    async def test_brings_back_what_nobody_changed_since_and_lists_the_others(
        self, imported: Imported, editor: httpx.AsyncClient, edited: Edited, done: Imported
    ) -> None:
        await imported(TABLE)
        before = [await title(editor, slug) for slug in ("a", "b")]
        run = await edited(
            await ids_of(editor, "a", "b", "c"), set={"year": 2020}, add={"genres": ["New"]}
        )
        await editor.patch(f"{TITLES}/c", json={"tagline": "changed since"})
        assert run["is_undoable"]
        asked = await editor.post(f"/api/v1/runs/{run['id']}/undo")
        assert asked.json()["state"] == "undoing"
        undone = await done(asked, undo=True)
        assert (undone["state"], undone["undone"], undone["conflicts"]) == ("undone", 2, 1)
        assert outcomes(undone) == ["undone", "undone", "conflict"]
        assert problems(undone) == [(3, "", "Somebody has changed this title since.")]
        for old, slug in zip(before, ("a", "b"), strict=True):
            now = await title(editor, slug)
            for name in ("year", "genres", "tags", "rating", "state"):
                assert now[name] == old[name], name
        assert (await title(editor, "c"))["year"] == 2020
        again = await editor.post(f"/api/v1/runs/{run['id']}/undo")
        assert again.json()["state"] == "undone"

    async def test_of_an_import_deletes_what_it_made_and_restores_what_it_changed(
        self, imported: Imported, editor: httpx.AsyncClient, done: Imported
    ) -> None:
        await imported("slug,name,kind\ns,S,series\n")
        run = await imported(
            "slug,name,kind,series,season,number\n"
            "s,S changed,series,,,\n"
            ",Pilot,episode,s,1,1\n"
            "n,New,series,,,\n"
            ",First,episode,n,1,1\n"
        )
        assert outcomes(run) == ["changed", "created", "created", "created"]
        undone = await done(await editor.post(f"/api/v1/runs/{run['id']}/undo"), undo=True)
        assert outcomes(undone) == ["undone"] * 4, problems(undone)
        series = await title(editor, "s")
        assert series["name"] == "S"
        assert [each for season in series["seasons"] for each in season["episodes"]] == []
        assert (await editor.get(f"{TITLES}/n")).status_code in {404, 410}

    async def test_takes_rights_windows_away_that_it_opened(
        self, imported: Imported, editor: httpx.AsyncClient, edited: Edited, done: Imported
    ) -> None:
        await imported(TABLE)
        [title_id] = await ids_of(editor, "a")
        window = {"from_at": "2030-01-01T00:00:00Z", "territories": ["IN"]}
        run = await edited([title_id], add={"windows": [window]}, set={"access": "rent"})
        assert outcomes(run) == ["changed"], problems(run)
        rights = f"{TITLES}/a/rights"
        assert len((await editor.get(rights)).json()["items"]) >= 1
        await done(await editor.post(f"/api/v1/runs/{run['id']}/undo"), undo=True)
        assert (await editor.get(rights)).json()["items"] == []

    async def test_leaves_dry_runs_and_exports_alone(
        self, imported: Imported, editor: httpx.AsyncClient
    ) -> None:
        run = await imported(TABLE, is_dry_run=True)
        answer = await editor.post(f"/api/v1/runs/{run['id']}/undo")
        assert (answer.status_code, answer.json()["code"]) == (409, "run_not_undoable")

    async def test_keeps_a_published_title_published(
        self, editor: httpx.AsyncClient, make_title: MakeTitle, edited: Edited, done: Imported
    ) -> None:
        made = await make_title("Shown", year=1990)
        run = await edited([made["id"]], set={"year": 2020})
        await done(await editor.post(f"/api/v1/runs/{run['id']}/undo"), undo=True)
        body = await title(editor, made["slug"])
        assert (body["year"], body["state"]) == (1990, "published")


class TestADryRunThatIsCarriedOut:
    async def test_does_what_it_said_with_the_same_file(
        self, imported: Imported, editor: httpx.AsyncClient, done: Imported
    ) -> None:
        dry = await imported(TABLE, is_dry_run=True)
        answer = await editor.post(
            f"/api/v1/runs/{dry['id']}/import", headers={"idempotency-key": "k"}
        )
        again = await editor.post(
            f"/api/v1/runs/{dry['id']}/import", headers={"idempotency-key": "k"}
        )
        assert answer.json()["id"] == again.json()["id"]
        assert outcomes(await done(answer)) == ["created"] * 3
        refused = await editor.post(f"/api/v1/runs/{answer.json()['id']}/import")
        assert refused.json()["code"] == "not_rehearsed"
