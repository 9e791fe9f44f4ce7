"""Tables become titles: row by row, each failing alone, and never twice."""

import asyncio
import json
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import func, select

from streamverse.domains.catalog.models import BulkLineRow, TitleRow, TitleVersionRow
from streamverse.domains.catalog.service.bulk import run_import, write_batch
from streamverse.domains.catalog.service.bulk.work import work_on
from streamverse.kit.db import Database
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.catalog.bulk.conftest import Answered, Imported, outcomes, problems
from tests.domains.catalog.conftest import MakeAsset

HEADER = "external_id,name,year,genres,credits\n"


class TestWhoMayNot:
    async def test_strangers_viewers_and_creators_import_nothing(
        self,
        send: Answered,
        guest: httpx.AsyncClient,
        viewer: httpx.AsyncClient,
        creator: httpx.AsyncClient,
    ) -> None:
        statuses = [
            (await send("name,year\nA,1\n", by=by)).status_code for by in (guest, viewer, creator)
        ]
        assert statuses == [401, 403, 403]

    async def test_nobody_sees_the_runs_of_others_but_editors(
        self, send: Answered, creator: httpx.AsyncClient
    ) -> None:
        run = (await send("name,year\nA,1990\n")).json()
        for path in ("", "/lines", "/report.csv", "/events", "/file"):
            answer = await creator.get(f"/api/v1/runs/{run['id']}{path}")
            assert answer.status_code == 404, path
        assert (await creator.post(f"/api/v1/runs/{run['id']}/cancel")).status_code == 404
        assert (await creator.post(f"/api/v1/runs/{run['id']}/undo")).status_code == 404
        assert (await creator.get("/api/v1/runs")).json()["items"] == []


class TestAnImportThatIsRefused:
    async def test_for_its_delimiter_says_which_would_do(self, send: Answered) -> None:
        answer = await send("name;year\nA;1990\n", delimiter=",")
        assert answer.status_code == 422
        assert answer.json()["code"] == "table_unreadable"
        assert answer.json()["reason"] == "one_column"
        assert "semicolon" in answer.json()["detail"]

    async def test_for_columns_that_name_no_title_lists_them(self, send: Answered) -> None:
        answer = await send("colour,size\nred,1\n")
        assert answer.json()["reason"] == "mapping"
        assert "colour, size" in answer.json()["detail"]

    @pytest.mark.parametrize("mapping", [{"a": "nonsense"}, {"a": "name", "b": "name"}])
    async def test_for_its_mapping_says_so(self, send: Answered, mapping: dict[str, str]) -> None:
        answer = await send("a,b\nA,1\n", mapping=mapping)
        assert answer.json()["reason"] == "mapping"

    async def test_for_its_size_before_it_is_kept(
        self, send: Answered, shared: Services, settings: Settings
    ) -> None:
        shared.add(settings.model_copy(update={"max_import_bytes": 1024**2}))
        answer = await send("name,year\n" + "A,1990\n" * 200_000)
        assert answer.status_code == 413
        assert answer.json()["detail"] == "Send at most 1 MB; split the table in parts."

    async def test_for_options_that_are_none(self, editor: httpx.AsyncClient) -> None:
        answer = await editor.post(
            "/api/v1/imports", files={"file": ("a.csv", b"name,year\n")}, data={"options": "[1"}
        )
        assert answer.status_code == 422


class TestARowThatFails:
    async def test_in_the_middle_fails_alone_with_line_column_and_sentence(
        self, imported: Imported
    ) -> None:
        run = await imported(
            HEADER
            + "a,First,1990,,\n"
            + "b,Second,nineteen,,\n"
            + "c,,1991,,\n"
            + "d,Fourth,1700,,\n"
            + "e,Fifth,1992,Drama,Ana (queen)|Ben as Hero (pilot)\n"
        )
        assert run["state"] == "done"
        assert outcomes(run) == ["created", "failed", "failed", "failed", "created"]
        assert problems(run) == [
            (3, "year", "“nineteen” is not a whole number."),
            (4, "name", "This is needed."),
            (5, "year", "“1700” is less than 1878."),
        ]
        assert (run["created"], run["failed"], run["done"], run["total"]) == (2, 3, 5, 5)

    async def test_by_what_the_database_knows_leaves_nothing_behind(
        self, imported: Imported, editor: httpx.AsyncClient
    ) -> None:
        run = await imported(
            "name,slug,channel,relations,asset_id\n"
            "A,taken,,,\n"
            "B,b,nowhere,,\n"
            "C,c,,sequel:0198f000-0000-7000-8000-000000000000,\n"
            "D,d,,,0198f000-0000-7000-8000-000000000001\n"
            "E,e,,,not-an-id\n"
        )
        assert outcomes(run) == ["created", "failed", "failed", "failed", "failed"]
        assert problems(run)[0][1] == "channel"
        for slug in ("b", "c", "d", "e"):
            assert (await editor.get(f"/api/v1/titles/{slug}")).status_code == 404

    async def test_for_an_id_that_another_row_has_names_that_line(self, imported: Imported) -> None:
        run = await imported("imdb,name,slug\ntt1,A,a\ntt2,B,b\ntt1,C,c\ntt3,D,a\n,E,e\n,E,e\n")
        assert outcomes(run) == ["created", "created", "failed", "failed", "created", "failed"]
        assert problems(run)[0] == (4, "imdb", "Line 2 has this imdb already: tt1.")
        assert problems(run)[1] == (5, "slug", "Line 2 has this slug already: a.")

    async def test_for_ids_of_two_titles_says_so(self, imported: Imported) -> None:
        await imported("imdb,tmdb,name\ntt1,,A\n,22,B\n")
        run = await imported("imdb,tmdb,name\ntt1,22,C\n")
        assert problems(run) == [(2, "", "Its imdb and tmdb are those of different titles.")]

    async def test_for_its_form_is_told_from_the_others(self, imported: Imported) -> None:
        run = await imported(b'name,year\nA,1990\nB\n"C,1991\nD\x00,1992\nE,1993\n')
        assert outcomes(run) == ["created", "failed", "failed", "failed", "created"]
        assert [number for number, _, _ in problems(run)] == [3, 4, 5]

    async def test_of_json_that_breaks_off_is_where_the_run_ends(self, imported: Imported) -> None:
        run = await imported('[{"name": "A"}, {"name": "B"}, {"name": ')
        assert run["state"] == "failed"
        assert "after its row 2" in run["problem"]
        assert run["created"] == 2


class TestARow:
    async def test_makes_a_title_with_all_it_says(
        self, imported: Imported, editor: httpx.AsyncClient, make_asset: MakeAsset
    ) -> None:
        asset_id = await make_asset(editor)
        await imported(
            "Title,Original title,Overview,Year,Genre,Tags,Country,Languages,ratings,imdb_id,"
            "external_ids,cast,director,runtime,name.hi,releases,markers,advisories,asset_id\n"
            'Maya,माया,"A house, a sea.",1999,Drama|Family,sea\\|side|1990s,in|us,en|hi,'
            "mpa:PG,tt0001,wikidata:Q1,Ana as Maya|Ben,Cy Dee,61,माया,IN:theatrical:1999-05-01,"
            f"intro:1:5,violence|fear,{asset_id}\n"
        )
        title = (await editor.get("/api/v1/titles/maya?language=und")).json()
        assert title["original_name"] == "माया"
        assert [each["name"] for each in title["genres"]] == ["Drama", "Family"]
        assert [each["name"] for each in title["tags"]] == ["sea|side", "1990s"]
        assert title["countries"] == ["IN", "US"]
        assert title["external_ids"] == {"imdb": "tt0001", "wikidata": "Q1"}
        credited = [(c["person"]["name"], c["role"], c["character"]) for c in title["credits"]]
        assert set(credited) == {
            ("Ana", "actor", "Maya"),
            ("Ben", "actor", ""),
            ("Cy Dee", "director", ""),
        }
        assert title["runtime_seconds"] == 3660
        assert title["texts"]["hi"]["name"] == "माया"
        assert title["markers"][0]["from_seconds"] == 1

    async def test_changes_the_title_with_its_id_and_keeps_what_it_leaves_empty(
        self, imported: Imported, editor: httpx.AsyncClient
    ) -> None:
        await imported("imdb,name,year,tagline,genres\ntt1,Maya,1999,By the sea,Drama\n")
        run = await imported("imdb,name,year,tagline,genres\ntt1,Maya Again,,,Family|Drama\n")
        assert outcomes(run) == ["changed"]
        title = (await editor.get("/api/v1/titles/maya")).json()
        assert (title["name"], title["year"], title["tagline"]) == (
            "Maya Again",
            1999,
            "By the sea",
        )
        assert [each["name"] for each in title["genres"]] == ["Family", "Drama"]

    async def test_empties_fields_where_that_is_wished(
        self, imported: Imported, editor: httpx.AsyncClient
    ) -> None:
        await imported("imdb,name,year,tagline,genres\ntt1,Maya,1999,By the sea,Drama\n")
        await imported("imdb,name,year,tagline,genres\ntt1,,,,\n", is_clearing=True)
        title = (await editor.get("/api/v1/titles/maya")).json()
        assert (title["name"], title["year"], title["tagline"]) == ("Maya", None, "")
        assert title["genres"] == []

    async def test_is_found_again_by_its_name_and_year(self, imported: Imported) -> None:
        table = "name,year\nMaya,1999\nMaya,2004\nमाया,2004\n"
        assert outcomes(await imported(table)) == ["created"] * 3
        assert outcomes(await imported(table)) == ["unchanged"] * 3

    async def test_is_left_alone_where_only_new_or_only_known_ones_are_wished(
        self, imported: Imported
    ) -> None:
        await imported("imdb,name\ntt1,A\n")
        table = "imdb,name\ntt1,A changed\ntt2,B\n"
        assert outcomes(await imported(table, on_existing="skip")) == ["skipped", "created"]
        table = "imdb,name\ntt1,A changed\ntt3,C\n"
        assert outcomes(await imported(table, on_missing="skip")) == ["changed", "skipped"]

    async def test_takes_formulas_and_scripts_as_text(
        self, imported: Imported, editor: httpx.AsyncClient
    ) -> None:
        formula = '=HYPERLINK(""http://x"";""y"")'
        run = await imported(
            f'slug,name,tagline\nf,"{formula}",<script>alert(1)</script>\ng,@SUM(A1),-2+3\n'
        )
        assert problems(run) == []
        title = (await editor.get("/api/v1/titles/f")).json()
        assert title["name"] == '=HYPERLINK("http://x";"y")'
        assert (await editor.get("/api/v1/titles/g")).json()["name"] == "@SUM(A1)"

    async def test_keeps_its_kind(self, imported: Imported) -> None:
        await imported("slug,name,kind\nm,M,movie\n")
        run = await imported("slug,name,kind\nm,M,series\nn,N,sitcom\n")
        assert problems(run)[0] == (2, "kind", "It is a movie, and stays one.")
        assert problems(run)[1][1] == "kind"


class TestAnEpisode:
    TABLE = (
        "kind,slug,imdb,name,series,season,number,runtime_seconds\n"
        "series,night-train,tt9,Night Train,,,,\n"
        "episode,,,Departure,night-train,1,1,1500\n"
        "episode,,,Arrival,tt9,1,2,\n"
        "episode,,,Return,imdb:tt9,2,1,\n"
        "episode,,,Lost,nowhere,1,1,\n"
        "episode,,,Twice,night-train,1,1,\n"
        "episode,,,Where,night-train,,x,\n"
    )

    async def test_joins_its_series_by_address_or_by_id(
        self, imported: Imported, editor: httpx.AsyncClient
    ) -> None:
        run = await imported(self.TABLE)
        assert outcomes(run) == ["created"] * 4 + ["failed"] * 3
        assert problems(run)[0] == (6, "series", "There is no series “nowhere”.")
        assert "Line 3 has this episode already" in problems(run)[1][2]
        assert [problem[1] for problem in problems(run)[2:]] == ["season", "number"]
        body = (await editor.get("/api/v1/titles/night-train?include=seasons")).json()
        placed = [
            (season["number"], episode["number"], episode["name"])
            for season in body["seasons"]
            for episode in season["episodes"]
        ]
        assert placed == [(1, 1, "Departure"), (1, 2, "Arrival"), (2, 1, "Return")]

    async def test_is_promised_by_a_dry_run_that_makes_nothing(
        self, imported: Imported, editor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(run_import, "BATCH_ROWS", 1)
        run = await imported(self.TABLE, is_dry_run=True)
        assert outcomes(run) == ["created"] * 4 + ["failed"] * 3
        assert (await editor.get("/api/v1/titles/night-train")).status_code == 404

    async def test_is_changed_and_is_left_as_it_is(self, imported: Imported) -> None:
        await imported(self.TABLE)
        run = await imported(self.TABLE.replace("Arrival", "The Arrival"))
        assert outcomes(run)[:4] == ["unchanged", "unchanged", "changed", "unchanged"]


class TestADryRun:
    async def test_says_what_the_run_does_and_does_nothing(
        self, imported: Imported, shared: Services
    ) -> None:
        await imported("imdb,name\ntt1,A\n")
        table = "imdb,name,year\ntt1,A,1990\ntt2,B,1991\ntt3,C,x\n"
        dry = await imported(table, is_dry_run=True)
        assert outcomes(dry) == ["changed", "created", "failed"]
        assert not dry["is_undoable"]
        async with shared.get(Database).read() as session:
            assert await session.scalar(select(func.count()).select_from(TitleRow)) == 1
        assert outcomes(await imported(table)) == outcomes(dry)


class TestARun:
    async def test_goes_on_after_a_kill_and_does_no_row_twice(
        self, send: Answered, shared: Services, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(run_import, "BATCH_ROWS", 10)
        table = "name,year\n" + "".join(f"Film {n},1990\n" for n in range(50)) + "Film 3,1990\n"
        run_id = UUID((await send(table)).json()["id"])
        batches = 0
        whole = write_batch.write_batch

        async def killed(*args: Any) -> bool:
            nonlocal batches
            batches += 1
            if batches == 3:
                raise asyncio.CancelledError
            return await whole(*args)

        with monkeypatch.context() as until:
            until.setattr(run_import, "write_batch", killed)
            with pytest.raises(asyncio.CancelledError):
                await work_on(shared, run_id)
        await work_on(shared, run_id)
        await work_on(shared, run_id)  # a job may come twice
        async with shared.get(Database).read() as session:
            assert await session.scalar(select(func.count()).select_from(TitleRow)) == 50
            lines = (await session.scalars(select(BulkLineRow).order_by(BulkLineRow.number))).all()
        assert [line.number for line in lines] == list(range(2, 53))
        assert lines[-1].outcome == "failed"  # the name of a line that was done before the kill

    async def test_tells_of_a_batch_in_one_event_and_keeps_versions(
        self, imported: Imported, shared: Services
    ) -> None:
        run = await imported("name,year\n" + "".join(f"Film {n},1990\n" for n in range(150)))
        async with shared.get(Database).read() as session:
            query = select(OutboxRow).where(OutboxRow.name.startswith("catalog.title"))
            events = (await session.scalars(query)).all()
            query = select(func.count()).select_from(TitleVersionRow)
            versions = await session.scalar(query.where(TitleVersionRow.run_id == UUID(run["id"])))
        assert [event.name for event in events] == ["catalog.titles_changed"] * 2
        assert sum(len(event.payload["title_ids"]) for event in events) == 150
        assert versions == 150

    async def test_stops_when_it_is_cancelled_and_says_how_far_it_came(
        self, send: Answered, done: Imported, editor: httpx.AsyncClient
    ) -> None:
        answer = await send("name,year\nA,1990\n")
        cancelled = await editor.post(f"/api/v1/runs/{answer.json()['id']}/cancel")
        assert cancelled.json()["state"] == "cancelled"
        run = await done(answer)
        assert (run["state"], run["done"]) == ("cancelled", 0)

    async def test_is_not_cancelled_once_it_is_over(
        self, imported: Imported, editor: httpx.AsyncClient
    ) -> None:
        run = await imported("name,year\nA,1990\n")
        answer = await editor.post(f"/api/v1/runs/{run['id']}/cancel")
        assert (answer.status_code, answer.json()["code"]) == (409, "run_is_over")

    async def test_is_one_for_requests_with_one_key(self, editor: httpx.AsyncClient) -> None:
        def ask(data: bytes) -> Any:
            return editor.post(
                "/api/v1/imports",
                files={"file": ("a.csv", data)},
                headers={"idempotency-key": "k1"},
            )

        first, again, other = [
            await ask(data)
            for data in (b"name,year\nA,1\n", b"name,year\nA,1\n", b"name,year\nB,1\n")
        ]
        assert first.json()["id"] == again.json()["id"]
        assert other.json()["code"] == "idempotency_key_reused"

    async def test_has_lines_by_outcome_in_pages_and_a_report(
        self, imported: Imported, editor: httpx.AsyncClient
    ) -> None:
        run = await imported("name,year\n=A,1990\nB,x\nC,y\nD,1991\n")
        address = f"/api/v1/runs/{run['id']}"
        page = (await editor.get(f"{address}/lines?outcome=failed&limit=1")).json()
        assert [line["number"] for line in page["items"]] == [3]
        cursor = page["next_cursor"]
        page = (await editor.get(f"{address}/lines?outcome=failed&limit=1&cursor={cursor}")).json()
        assert [line["number"] for line in page["items"]] == [4]
        assert page["next_cursor"] is None
        assert (await editor.get(f"{address}/lines?cursor=WyJ4Il0")).status_code == 422
        report = (await editor.get(f"{address}/report.csv")).text
        assert "'=A" in report
        assert "“x” is not a whole number." in report

    async def test_is_told_to_who_follows_it(
        self, imported: Imported, editor: httpx.AsyncClient
    ) -> None:
        run = await imported("name,year\nA,1990\n")
        said = (await editor.get(f"/api/v1/runs/{run['id']}/events")).text
        assert said.startswith("event: run\n")
        assert '"state":"done"' in said

    async def test_is_read_from_tmdbs_json(
        self, imported: Imported, editor: httpx.AsyncClient
    ) -> None:
        film = {
            "id": 11,
            "imdb_id": "tt76759",
            "title": "Far Off",
            "original_title": "Far Off",
            "overview": "Long ago.",
            "release_date": "1977-05-25",
            "runtime": 121,
            "genres": [{"id": 1, "name": "Adventure"}],
            "production_countries": [{"iso_3166_1": "US"}],
            "original_language": "en",
            "credits": {
                "cast": [{"name": "Mark", "character": "Luke"}],
                "crew": [{"name": "George", "job": "Director"}],
            },
        }
        run = await imported(json.dumps([film]))
        assert outcomes(run) == ["created"], problems(run)
        title = (await editor.get("/api/v1/titles/far-off")).json()
        assert title["external_ids"] == {"imdb": "tt76759", "tmdb": "11"}
        assert title["year"] == 1977


class TestInspect:
    async def test_shows_columns_a_guess_and_a_sample(self, editor: httpx.AsyncClient) -> None:
        table = "Titel;Title;Release year;Cast\nx;Maya;1999;Ana\n".encode("utf-16")
        answer = await editor.post("/api/v1/imports/inspect", files={"file": ("a.csv", table)})
        body = answer.json()
        assert (body["format"], body["encoding"], body["delimiter"]) == ("csv", "utf-16", ";")
        assert body["mapping"] == {
            "Titel": "",
            "Title": "name",
            "Release year": "year",
            "Cast": "credits.actor",
        }
        assert body["sample"] == [
            {"Titel": "x", "Title": "Maya", "Release year": "1999", "Cast": "Ana"}
        ]
