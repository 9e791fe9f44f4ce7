"""Lists of titles: filters, orders, pages; what is told in whose language; answers kept by tag."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from streamverse.domains.catalog.languages import accepted, broader, found_in
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.catalog.queries import counted

TITLES = "/api/v1/titles"

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]
MakeAsset = Callable[..., Awaitable[Any]]


async def names(client: httpx.AsyncClient, **params: Any) -> list[str]:
    answer = await client.get(TITLES, params=params)
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["items"]]


class TestFilters:
    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_narrow_by_everything_that_is_known(
        self, guest: httpx.AsyncClient, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        await editor.post("/api/v1/categories", json={"name": "Food"})
        await make_title("Old", year=1990, languages=["pt-BR"], countries=["BR"], min_age=16)
        await make_title("Mid", year=2005, genres=["A", "B"], tags=["t"], credits=[{"name": "Om"}])
        await make_title("New", year=2026, kind="video", category="food", genres=["A"], min_age=0)
        om = (await guest.get("/api/v1/people/om")).json()["id"]
        for params, found in (
            ({"kind": ["video", "series"]}, ["New"]),
            ({"kind": ["video", "movie"]}, ["New", "Mid", "Old"]),
            ({"year_from": 2000, "year_to": 2010}, ["Mid"]),
            ({"year_from": 2026, "year_to": 2026}, ["New"]),
            ({"genre": "a"}, ["New", "Mid"]),
            ({"genre": ["a", "b"]}, ["Mid"]),
            ({"genre": "a", "tag": "t"}, ["Mid"]),
            ({"category": "food"}, ["New"]),
            ({"rating_max": 7}, ["New"]),
            ({"language": "pt"}, ["Old"]),
            ({"language": "p"}, None),
            ({"country": "br"}, ["Old"]),
            ({"person": om}, ["Mid"]),
            ({"access": "free"}, ["New", "Mid", "Old"]),
            ({"access": "rent"}, []),
            ({"q": "mid"}, ["Mid"]),
        ):
            if found is None:
                assert (await guest.get(TITLES, params=params)).status_code == 422
            else:
                assert await names(guest, **params) == found, params

    async def test_show_flagged_ones_to_editors_only(
        self, guest: httpx.AsyncClient, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        await make_title()
        assert await names(guest, flagged=True) == ["First Light"]
        assert await names(editor, flagged=True) == []


class TestSorts:
    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_turn_pages_in_every_order(
        self, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        for name, year in (("Émile", 2001), ("zoo", None), ("Ada", 2003), ("Bo", 1999)):
            await make_title(name, year=year)
        newest = ["Bo", "Ada", "zoo", "Émile"]
        released = ["Ada", "Émile", "Bo", "zoo"]
        by_name = ["Ada", "Bo", "Émile", "zoo"]
        for params, expected in (
            ({"sort": "newest"}, newest),
            ({"sort": "oldest"}, newest[::-1]),
            ({"sort": "updated"}, newest),
            ({"sort": "name"}, by_name),
            ({"sort": "name", "order": "desc"}, by_name[::-1]),
            ({"sort": "released"}, released),
            ({"sort": "released", "order": "asc"}, released[::-1]),
            ({"sort": "popularity"}, newest),
            ({"sort": "trending"}, newest),
        ):
            seen: list[str] = []
            cursor: str | None = None
            while True:
                page = params | {"limit": "1"} | ({"cursor": cursor} if cursor else {})
                answer = (await guest.get(TITLES, params=page)).json()
                seen += [each["name"] for each in answer["items"]]
                cursor = answer["next_cursor"]
                if cursor is None:
                    break
            assert seen == expected, params

    async def test_refuse_a_cursor_of_another_order_or_one_that_was_tampered_with(
        self, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        for name in ("A", "B", "C"):
            await make_title(name)
        first = await guest.get(TITLES, params={"limit": 1, "sort": "name"})
        cursor = first.json()["next_cursor"]
        kept = {"limit": 1, "sort": "name", "cursor": cursor}
        assert (await guest.get(TITLES, params=kept)).status_code == 200
        middle = len(cursor) // 2
        other = "A" if cursor[middle] != "A" else "B"
        for params in (
            {"cursor": cursor},
            {"cursor": cursor, "sort": "popularity"},
            {"cursor": cursor, "sort": "name", "order": "desc"},
            {"cursor": cursor[:middle] + other + cursor[middle + 1 :], "sort": "name"},
            {"cursor": cursor[:-3], "sort": "name"},
            {"cursor": "W10", "sort": "name"},
            {"cursor": "WzEsMiwzXQ", "sort": "name"},
        ):
            answer = await guest.get(TITLES, params=params)
            assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor"), params


class TestAnswers:
    async def test_are_sparse_where_that_is_wished(
        self, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title(credits=[{"name": "Om"}], genres=["Drama"])
        listed = await guest.get(TITLES, params={"fields": "slug,name"})
        assert listed.json()["items"] == [
            {"id": title["id"], "slug": "first-light", "name": "First Light"}
        ]
        whole = await guest.get(f"{TITLES}/first-light", params={"fields": "synopsis"})
        assert whole.json() == {"id": title["id"], "synopsis": "A lamp is lit."}
        for path in (TITLES, f"{TITLES}/first-light"):
            wrong = await guest.get(path, params={"fields": "name,owner_password"})
            assert (wrong.status_code, wrong.json()["code"]) == (422, "unknown_field")
        parts = await guest.get(TITLES, params={"include": "credits,offers"})
        item = parts.json()["items"][0]
        assert item["credits"][0]["person"]["name"] == "Om"
        assert item["offers"][0]["monetisation"] == "free"
        assert "seasons" not in item
        thin = await guest.get(f"{TITLES}/first-light", params={"include": "offers"})
        assert (thin.json()["credits"], len(thin.json()["offers"])) == ([], 1)

    async def test_say_when_nothing_is_new(
        self, guest: httpx.AsyncClient, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title()
        path = f"{TITLES}/{title['id']}"
        for each in (TITLES, path):
            seen = await guest.get(each)
            tag = {"If-None-Match": seen.headers["etag"]}
            again = await guest.get(each, headers=tag)
            assert (again.status_code, again.content) == (304, b"")
        tag = {"If-None-Match": (await creator.get(path)).headers["etag"]}
        changed = {"If-Match": (await creator.get(path)).headers["etag"]}
        answer = await creator.patch(path, json={"tagline": "Look."}, headers=changed)
        assert answer.status_code == 200
        assert (await creator.get(path, headers=tag)).status_code == 200

    async def test_take_as_many_queries_for_one_title_as_for_twenty(
        self,
        shared: Services,
        guest: httpx.AsyncClient,
        creator: httpx.AsyncClient,
        make_asset: MakeAsset,
        make_title: MakeTitle,
    ) -> None:
        facts = {"genres": ["Drama"], "texts": {"hi": {"name": "एक"}}, "credits": [{"name": "Om"}]}
        asset = str(await make_asset(creator))
        await make_title("Film 0", asset_id=asset, **facts)
        params = {"include": "credits,offers,seasons", "language": "und"}
        hindi = {"Accept-Language": "hi"}

        async def asked(params: dict[str, str]) -> int:
            with counted(shared.get(Database)) as statements:
                answer = await guest.get(TITLES, params=params, headers=hindi)
            assert answer.status_code == 200
            return len(statements)

        few = [await asked(params), await asked({})]
        for number in range(1, 20):
            await make_title(f"Film {number}", asset_id=asset, **facts)
        assert [await asked(params), await asked({})] == few


class TestLanguages:
    @pytest.mark.parametrize(
        ("header", "languages"),
        [
            ("hi-IN,hi;q=0.9,en;q=0.8", ("hi-IN", "hi", "en")),
            ("en;q=0.1, PT-br", ("pt-BR", "en")),
            ("de;q=0, *, fr;q=x, zh-hant-tw", ("zh-Hant-TW",)),
            ("", ()),
            ("<script>", ()),
        ],
    )
    def test_are_read_from_the_header_best_first(
        self, header: str, languages: tuple[str, ...]
    ) -> None:
        assert accepted(header) == languages

    def test_are_looked_up_as_rfc_4647_says(self) -> None:
        assert broader("zh-Hant-TW") == ["zh-Hant-TW", "zh-Hant", "zh"]
        assert broader("de-x-old") == ["de-x-old", "de"]
        there = {"hi", "pt-BR"}
        assert found_in(("hi-IN", "en"), "en", there) == "hi"
        assert found_in(("en-GB", "hi"), "en", there) is None
        assert found_in(("pt",), "en", there) is None
        assert found_in(("fr",), "en", there) is None

    async def test_decide_how_titles_are_told(
        self, guest: httpx.AsyncClient, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        await make_title(
            original_language="en",
            tagline="Look.",
            texts={"hi": {"name": "पहली रोशनी"}, "fr": {"name": "Première lumière"}},
        )
        path = f"{TITLES}/first-light"
        for language, header, name in (
            (None, None, "First Light"),
            (None, "hi-IN, en;q=0.5", "पहली रोशनी"),
            (None, "en, hi", "First Light"),
            ("fr-CA", "hi", "Première lumière"),
            ("und", "hi", "First Light"),
            ("sw", "hi", "First Light"),
        ):
            params = {"language": language} if language else {}
            headers = {"Accept-Language": header} if header else {"Accept-Language": ""}
            told = (await guest.get(path, params=params, headers=headers)).json()
            assert (told["name"], told["tagline"]) == (name, "Look."), (language, header)
        listed = await guest.get(TITLES, headers={"Accept-Language": "hi"})
        assert listed.json()["items"][0]["name"] == "पहली रोशनी"
        document = await editor.get(f"{path}/document", headers={"Accept-Language": "hi"})
        assert document.json()["name"] == "First Light"
        assert (await guest.get(f"{path}/document")).status_code == 401
