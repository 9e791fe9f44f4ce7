"""What is exported imports unchanged, in every form."""

import csv
import io
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamverse.domains.catalog.kinds import CreditRole
from streamverse.domains.catalog.tables.cells import (
    escaped_cell,
    join,
    join_records,
    plain_cell,
    split,
    split_records,
)
from streamverse.domains.catalog.tables.credit_cells import read_credits, write_credits
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.catalog.bulk.conftest import Imported, outcomes, problems
from tests.domains.catalog.conftest import TITLES, MakeAsset
from tests.domains.catalog.queries import counted

Exported = Callable[..., Awaitable[bytes]]
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
WORD = TEXT.map(str.strip).filter(bool)


@pytest.fixture
def exported(editor: httpx.AsyncClient, done: Imported) -> Exported:
    """Export titles to the end; returns the file."""

    async def did(format_: str, **wanted: Any) -> bytes:
        wish = {"format": format_, "filter": wanted}
        run = await done(await editor.post("/api/v1/exports", json=wish))
        assert run["state"] == "done", run["problem"]
        answer = await editor.get(f"/api/v1/runs/{run['id']}/file")
        assert answer.status_code == 200, answer.text
        return answer.content

    return did


async def fill(editor: httpx.AsyncClient, make_asset: MakeAsset) -> None:
    """Make titles with everything that a table could get wrong."""
    asset_id = str(await make_asset(editor))
    odd = {
        "kind": "movie",
        "name": "=HYPERLINK('x'), \"quoted\" | and; more",
        "slug": "odd",
        "original_name": "'=1+1",
        "tagline": "-5 \\ back:slash",
        "synopsis": 'Two\nlines, with a "quote" and <b>',
        "year": 1999,
        "ratings": [{"board": "mpa", "rating": "PG"}, {"board": "fsk", "rating": "12"}],
        "genres": ["Drama | Crime", "Sci-Fi"],
        "tags": ["a:b", "back\\slash"],
        "original_language": "hi",
        "languages": ["hi", "en-GB"],
        "countries": ["IN"],
        "released_on": "1999-05-01",
        "releases": [{"territory": "IN", "kind": "theatrical", "released_on": "1999-05-01"}],
        "runtime_seconds": 3600,
        "advisories": ["violence"],
        "credits": [
            {"name": "Ana (actor) as One", "role": "actor", "character": "Queen (old) | as such"},
            {"name": "Ben", "role": "director"},
        ],
        "texts": {"hi": {"name": "माया", "synopsis": "=फ़ॉर्मूला"}},
        "external_ids": {"imdb": "tt1", "own": "x-1", "wikidata": "Q1"},
        "markers": [{"kind": "intro", "from_seconds": 1.5, "to_seconds": 6, "name": "a|b"}],
        "asset_id": asset_id,
        "extras": [{"kind": "trailer", "name": "T: one", "asset_id": asset_id}],
    }
    made = await editor.post(TITLES, json=odd)
    assert made.status_code == 201, made.text
    relation = [{"kind": "sequel", "title_id": made.json()["id"]}]
    event = {"starts_at": "2026-12-01T18:00:00Z", "venue": "Hall", "participants": ["A|1", "B"]}
    for wish in (
        {"kind": "event", "name": "Match", "event": event, "relations": relation},
        {"kind": "station", "name": "Night", "station": {"number": 7, "call_sign": "N7"}},
        {"kind": "series", "name": "Night Train", "slug": "night-train"},
    ):
        answer = await editor.post(TITLES, json=wish)
        assert answer.status_code == 201, answer.text
    for number in (1, 2):
        await editor.post(f"{TITLES}/night-train/seasons", json={"number": number})
        episode = {"name": f"+{number}", "synopsis": "@home", "released_on": "2001-01-01"}
        path = f"{TITLES}/night-train/seasons/{number}/episodes"
        assert (await editor.post(path, json=episode)).status_code == 201


class TestAnExport:
    @pytest.mark.parametrize("format_", ["csv", "json"])
    async def test_imports_unchanged(
        self,
        format_: str,
        editor: httpx.AsyncClient,
        make_asset: MakeAsset,
        exported: Exported,
        imported: Imported,
    ) -> None:
        await fill(editor, make_asset)
        table = await exported(format_)
        run = await imported(table)
        assert problems(run) == []
        assert outcomes(run) == ["unchanged"] * 6
        assert outcomes(await imported(table, is_clearing=True)) == ["unchanged"] * 6

    async def test_makes_the_same_titles_elsewhere(
        self,
        editor: httpx.AsyncClient,
        make_asset: MakeAsset,
        exported: Exported,
        imported: Imported,
    ) -> None:
        await fill(editor, make_asset)
        rows = [row for row in json.loads(await exported("json")) if row.get("slug") == "odd"]
        await editor.delete(f"{TITLES}/odd")
        ids = {"imdb": "tt2", "own": "x-2"}
        elsewhere = [{**row, "slug": "odd-2", "id": None, "external_ids": ids} for row in rows]
        run = await imported(json.dumps(elsewhere))
        assert outcomes(run) == ["created"], problems(run)
        again = [row for row in json.loads(await exported("json")) if row.get("slug") == "odd-2"]
        for name in rows[0].keys() - {"id", "slug", "external_ids"}:
            assert again[0][name] == rows[0][name], name

    async def test_holds_no_formula_that_a_spreadsheet_would_run(
        self, editor: httpx.AsyncClient, make_asset: MakeAsset, exported: Exported
    ) -> None:
        await fill(editor, make_asset)
        text = (await exported("csv")).decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert any(cell.startswith("'=") for cell in cells)
        assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]

    async def test_is_of_what_is_wished(self, imported: Imported, exported: Exported) -> None:
        await imported("slug,name,year,genres\na,A,1990,Drama\nb,B,1991,Drama\nc,C,1991,\n")
        rows = json.loads(await exported("json", genre="drama", year=1991))
        assert [row["slug"] for row in rows] == ["b"]

    async def test_is_not_there_before_it_is_done(self, editor: httpx.AsyncClient) -> None:
        run = (await editor.post("/api/v1/exports", json={})).json()
        answer = await editor.get(f"/api/v1/runs/{run['id']}/file")
        assert (answer.status_code, answer.json()["code"]) == (409, "no_file_yet")


class TestLines:
    async def test_take_as_many_queries_for_one_as_for_twenty(
        self, imported: Imported, editor: httpx.AsyncClient, shared: Services
    ) -> None:
        counts: list[int] = []
        for amount in (1, 20):
            run = await imported(
                "name,year\n" + "".join(f"N {amount} {n},1990\n" for n in range(amount))
            )
            with counted(shared.get(Database)) as queries:
                await editor.get(f"/api/v1/runs/{run['id']}/lines")
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestCells:
    @given(st.text(max_size=30))
    def test_are_what_they_were(self, text: str) -> None:
        cell = escaped_cell(text)
        assert plain_cell(cell) == text
        assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r"} or not cell

    @pytest.mark.parametrize("sign", ["=", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
    def test_are_no_formulas_in_any_width(self, sign: str) -> None:
        cell = escaped_cell(f"{sign}HYPERLINK(1)")
        assert cell.startswith("'")
        assert plain_cell(cell) == f"{sign}HYPERLINK(1)"

    @given(st.lists(WORD, max_size=5))
    def test_hold_lists(self, words: list[str]) -> None:
        assert split(join(words)) == words

    @given(st.lists(st.lists(WORD, min_size=1, max_size=4), max_size=4))
    def test_hold_records(self, records: list[list[str]]) -> None:
        assert split_records(join_records(records)) == records

    @given(
        st.lists(
            st.fixed_dictionaries(
                {
                    "name": WORD,
                    "character": st.one_of(st.just(""), WORD),
                    "role": st.sampled_from(CreditRole),
                }
            ),
            max_size=4,
        )
    )
    def test_hold_credits(self, credited: list[dict[str, Any]]) -> None:
        assert read_credits(write_credits(credited)) == credited
