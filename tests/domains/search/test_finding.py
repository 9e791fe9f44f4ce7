"""What finds what."""

import json
from base64 import urlsafe_b64encode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.search.conftest import SEARCH, Library, found, names

pytestmark = pytest.mark.usefixtures("shared")


class TestAQuery:
    @pytest.mark.parametrize(
        "q",
        [
            "बाहुबली",
            "Bahubali",
            "bahubaali",
            "bahubali the beginning",
            "bahu",
            "bahubaly",
            "BAHUBALI!",
            '"बाहुबली"',
            "\u202bबाहुबली\u202c",
        ],
    )
    async def test_in_either_script_or_nearly_finds_the_film(
        self, library: Library, guest: httpx.AsyncClient, q: str
    ) -> None:
        await library.title("बाहुबली: The Beginning", original_language="hi")
        await library.title("Something Else")
        assert await found(guest, q) == ["बाहुबली: The Beginning"]

    async def test_in_hindi_finds_a_name_in_latin_letters(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Bahubali")
        assert await found(guest, "बाहुबली") == ["Bahubali"]

    @pytest.mark.parametrize(
        ("name", "q"),
        [
            ("الرسالة", "الرساله"),
            ("الرسالة", "al-risala"),
            ("Сталкер", "stalker"),
            ("Stalker", "сталкер"),
            ("千と千尋の神隠し", "千尋"),
            ("기생충", "기생충"),
            ("Amélie", "amelie"),
            ("Spider-Man", "spiderman"),
            ("Spider-Man", "spider man"),
            ("Spiderman", "spider man"),
            ("S.W.A.T.", "swat"),
            ("Running Wild", "runs"),
            ("Rocky II", "rocky 2"),
            ("The Matrix", "matirx"),
            ("Interstellar", "intersteler"),
        ],
    )
    async def test_finds_what_is_spelled_otherwise(
        self, library: Library, guest: httpx.AsyncClient, name: str, q: str
    ) -> None:
        await library.title(name)
        await library.title("Wholly Unlike")
        assert await found(guest, q) == [name]

    async def test_forgives_nothing_in_short_words(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Dil")
        assert await found(guest, "dip") == []

    async def test_finds_names_in_other_languages(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Spirited Away", texts={"de": "Chihiros Reise", "ja": "千と千尋"})
        assert await found(guest, "chihiros reise") == ["Spirited Away"]
        assert await found(guest, "千尋") == ["Spirited Away"]

    async def test_finds_people_characters_genres_and_tags(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        actor = await library.person("Rutger Hauer")
        await library.title("Runner", cast=[(actor, "Roy Batty")], genres=["noir"], tags=["rain"])
        for q in ("rutger", "batty", "noir", "rain", "rutger runner"):
            assert "Runner" in await found(guest, q), q
        assert await found(guest, "rutger hauer", type="person") == ["Rutger Hauer"]

    async def test_knows_other_words_for_the_same(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Stars", genres=["sci-fi"])
        assert await found(guest, "science fiction") == ["Stars"]

    async def test_lets_small_words_be_missing_but_not_in_quotes(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Lord of the Rings")
        await library.title("Lord Rings")
        assert (await found(guest, "the lord of rings"))[0] == "Lord of the Rings"
        assert await found(guest, '"lord of the rings"') == ["Lord of the Rings"]

    async def test_leaves_out_what_has_a_minus(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Blue Planet")
        await library.title("Blue Velvet")
        assert await found(guest, "blue -velvet") == ["Blue Planet"]

    async def test_puts_the_whole_name_first_then_what_many_watch(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Heat Wave", popularity=900.0)
        await library.title("Heat", popularity=1.0)
        await library.title("Heat Haze", popularity=5.0)
        assert await found(guest, "heat") == ["Heat", "Heat Wave", "Heat Haze"]

    async def test_that_is_mistyped_says_what_was_meant(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Interstellar")
        answer = (await guest.get(SEARCH, params={"q": "intersteler"})).json()
        assert answer["corrected"] == "interstellar"
        assert answer["did_you_mean"] is None

    async def test_marks_what_it_found(self, library: Library, guest: httpx.AsyncClient) -> None:
        await library.title("The <b>Running</b>", synopsis="They run & run.")
        item = (await guest.get(SEARCH, params={"q": "runs"})).json()["items"][0]
        assert {"text": "Running", "is_match": True} in item["highlights"]["name"]
        assert "".join(each["text"] for each in item["highlights"]["name"]) == "The <b>Running</b>"
        assert {"text": "run", "is_match": True} in item["highlights"]["synopsis"]


class TestOddQueries:
    @pytest.mark.parametrize(
        "q",
        [
            "AND OR NOT",
            "+-&&||!(){}[]^~*?:\\/",
            '"',
            '"""',
            "“unbalanced",
            "-",
            "--x",
            "title:* OR 1=1",
            "🎬🍿",
            "\x00",
            "a\x00b",
            "\u202e\u200f",
            "%",
            "'; DROP TABLE titles; --",
            "a" * 500,
            "word " * 99,
            "é" * 400,
            "*",
        ],
    )
    async def test_are_answered(self, library: Library, guest: httpx.AsyncClient, q: str) -> None:
        await library.title("Lighthouse")
        for path in (SEARCH, f"{SEARCH}/suggest"):
            answer = await guest.get(path, params={"q": q, "facets": 1})
            assert answer.status_code == 200, answer.text

    async def test_of_ten_kilobytes_are_refused_in_words(self, guest: httpx.AsyncClient) -> None:
        for path in (SEARCH, f"{SEARCH}/suggest"):
            answer = await guest.get(path, params={"q": "long " * 2000})
            assert answer.status_code == 422
            assert answer.json()["code"] == "query_too_long"
            assert "500" in answer.json()["detail"]

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(q=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
    async def test_never_break_it(self, guest: httpx.AsyncClient, q: str) -> None:
        for path in (SEARCH, f"{SEARCH}/suggest"):
            answer = await guest.get(path, params={"q": q})
            assert answer.status_code == 200, answer.text


class TestPages:
    async def test_follow_one_another_without_a_gap(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        for number in range(7):
            await library.title(f"Planet {number}", popularity=float(number))
        seen: list[str] = []
        cursor: str | None = None
        while True:
            wanted = {"q": "planet", "limit": 3} | ({"cursor": cursor} if cursor else {})
            answer = await guest.get(SEARCH, params=wanted)
            seen += names(answer)
            assert answer.json()["total"] == 7
            cursor = answer.json()["next_cursor"]
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == 7

    async def test_refuse_cursors_that_were_tampered_with(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        for number in range(3):
            await library.title(f"Planet {number}")
        first = (await guest.get(SEARCH, params={"q": "planet", "limit": 2})).json()
        forged = [
            "x",
            "AAAA",
            urlsafe_b64encode(json.dumps([5, False, "x"]).encode()).decode(),
            urlsafe_b64encode(json.dumps([-5, False, "x"]).encode()).decode(),
            urlsafe_b64encode(json.dumps(["a", [], {}]).encode()).decode(),
        ]
        for cursor in forged:
            answer = await guest.get(SEARCH, params={"q": "planet", "cursor": cursor})
            assert answer.status_code == 422, cursor
            assert answer.json()["code"] == "bad_cursor"
        other = {"q": "other", "cursor": first["next_cursor"]}
        assert (await guest.get(SEARCH, params=other)).json()["code"] == "bad_cursor"

    async def test_ask_as_many_queries_of_twenty_as_of_one(
        self, shared: Services, library: Library, guest: httpx.AsyncClient
    ) -> None:
        for number in range(20):
            await library.title(f"Planet {number}", genres=["drama"])
        await guest.get(SEARCH, params={"q": "planet"})
        one = await _queries(shared, guest, {"q": "planet", "limit": 1, "sort": "newest"})
        many = await _queries(shared, guest, {"q": "planet", "limit": 20, "sort": "oldest"})
        assert many <= one + 1


async def _queries(
    services: Services, client: httpx.AsyncClient, wanted: dict[str, str | int]
) -> int:
    counted: list[str] = []
    engine = services.get(Database)._read_engine.sync_engine  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

    def count(*arguments: object) -> None:
        counted.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", count)
    try:
        assert (await client.get(SEARCH, params=wanted)).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(counted)


class TestFacets:
    async def test_count_what_there_is_to_narrow_down_to(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Planet One", genres=["drama"], year=1999, runtime_seconds=600)
        await library.title("Planet Two", genres=["drama", "noir"], year=2001, min_age=18)
        await library.title("Planet Three", genres=["noir"], kind="series", languages=["hi"])
        wanted = {"q": "planet", "facets": 1}
        facets = (await guest.get(SEARCH, params=wanted)).json()["facets"]
        assert {each["value"]: each["count"] for each in facets["genre"]} == {"drama": 2, "noir": 2}
        assert [each["value"] for each in facets["year"]] == ["2020", "2001", "1999"]
        assert {each["value"] for each in facets["kind"]} == {"movie", "series"}
        assert [each["name"] for each in facets["rating"]] == ["7+", "18+"]
        assert {each["value"] for each in facets["access"]} == {"free"}

    async def test_that_narrow_do_not_shrink_themselves(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Planet One", genres=["drama"], year=1999)
        await library.title("Planet Two", genres=["noir"], year=2001)
        wanted = {"q": "planet", "facets": 1, "genre": "drama"}
        answer = (await guest.get(SEARCH, params=wanted)).json()
        assert answer["total"] == 1
        genres = {each["value"]: each["count"] for each in answer["facets"]["genre"]}
        assert genres == {"drama": 1, "noir": 1}
        assert [each["value"] for each in answer["facets"]["year"]] == ["1999"]

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            ({"kind": "series"}, ["Planet Three"]),
            ({"genre": "noir"}, ["Planet Three", "Planet Two"]),
            ({"year_from": 2000, "year_to": 2010}, ["Planet Two"]),
            ({"rating_max": 12}, ["Planet One", "Planet Three"]),
            ({"language": "hi"}, ["Planet Three"]),
            ({"duration": "short"}, ["Planet One"]),
            ({"access": "rent"}, ["Planet Two"]),
            ({"type": "person"}, []),
        ],
        ids=str,
    )
    async def test_narrow(
        self,
        library: Library,
        guest: httpx.AsyncClient,
        wanted: dict[str, str | int],
        expected: list[str],
    ) -> None:
        await library.title("Planet One", genres=["drama"], year=1999, runtime_seconds=600)
        await library.title(
            "Planet Two", genres=["noir"], year=2001, min_age=18, window={"monetisation": "rent"}
        )
        await library.title("Planet Three", genres=["noir"], kind="series", languages=["hi"])
        assert sorted(await found(guest, "planet", **wanted)) == expected

    async def test_can_be_used_without_words(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Old", year=1950, genres=["noir"], popularity=9.0)
        await library.title("New", year=2020, genres=["noir"])
        assert await found(guest, "", genre="noir") == ["Old", "New"]
        assert await found(guest, "", sort="popularity") == ["Old", "New"]

    async def test_refuse_what_is_no_value(self, guest: httpx.AsyncClient) -> None:
        for wanted in ({"kind": "x"}, {"duration": "x"}, {"rating_max": 99}, {"limit": 0}):
            assert (await guest.get(SEARCH, params=wanted)).status_code == 422


class TestMoments:
    SAID = (
        "WEBVTT\n\n00:10.000 --> 00:13.000\nAll those moments\n\n"
        "00:13.500 --> 00:16.000\nwill be lost in time\n\n"
        "01:05.000 --> 01:08.000\n<i>like tears in rain</i>\n"
    )

    async def test_a_quote_finds_the_second(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        asset_id = await library.asset(self.SAID)
        title_id = await library.title("Runner", asset_id=asset_id)
        wanted = {"q": "tears in rain", "type": "moment"}
        item = (await guest.get(SEARCH, params=wanted)).json()["items"][0]
        assert item["moment"]["start_seconds"] == 65.0
        assert item["moment"]["asset_id"] == str(asset_id)
        assert item["title"]["id"] == str(title_id)
        answer = await guest.get(f"/api/v1/titles/{title_id}/moments", params={"q": "lost in time"})
        assert [each["start_seconds"] for each in answer.json()["items"]] == [13.5]

    async def test_what_is_said_over_two_cues_is_found_as_well(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Runner", asset_id=await library.asset(self.SAID))
        wanted = {"q": '"moments will be lost"', "type": "moment"}
        assert len((await guest.get(SEARCH, params=wanted)).json()["items"]) == 1

    async def test_chapters_are_moments_too(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        title_id = await library.title("Runner", asset_id=await library.asset())
        await library.chapter(title_id, 120.0, "The Rooftop")
        await library.note("title", title_id)
        item = (await guest.get(SEARCH, params={"q": "rooftop"})).json()["items"][0]
        assert item["type"] == "moment"
        assert item["moment"]["start_seconds"] == 120.0
        assert item["moment"]["is_chapter"]


class TestSuggest:
    async def test_puts_names_that_begin_so_first(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("The Lantern", popularity=1.0)
        await library.title("My Lantern", popularity=500.0)
        await library.person("Lana Stray")
        actor = await library.person("Lana Lang")
        await library.title("Movie", cast=[(actor, "X")])
        items = (await guest.get(f"{SEARCH}/suggest", params={"q": "lan"})).json()["items"]
        assert [each["text"] for each in items] == ["The Lantern", "Lana Lang", "My Lantern"]
        assert [each["type"] for each in items] == ["title", "person", "title"]
        assert items[0]["url"].startswith("/title/")

    async def test_knows_names_in_other_scripts(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("बाहुबली")
        for q in ("bahu", "baahub", "बाहु"):
            items = (await guest.get(f"{SEARCH}/suggest", params={"q": q})).json()["items"]
            assert [each["text"] for each in items] == ["बाहुबली"], q

    async def test_forgives_typing_errors(self, library: Library, guest: httpx.AsyncClient) -> None:
        await library.title("Interstellar")
        items = (await guest.get(f"{SEARCH}/suggest", params={"q": "intersteler"})).json()["items"]
        assert [each["text"] for each in items] == ["Interstellar"]


class TestSimilar:
    async def test_shares_people_tags_and_genres(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        actor = await library.person("Rutger Hauer")
        one = await library.title("Runner", cast=[(actor, "Roy")], genres=["noir"])
        await library.title("Ladyhawke", cast=[(actor, "Navarre")], genres=["noir"])
        await library.title("Chinatown", genres=["noir"])
        await library.title("Babe", genres=["kids"])
        answer = (await guest.get(f"/api/v1/titles/{one}/similar")).json()
        assert [each["name"] for each in answer["items"]] == ["Ladyhawke", "Chinatown"]

    async def test_of_nothing_is_not_found(self, guest: httpx.AsyncClient) -> None:
        answer = await guest.get("/api/v1/titles/nothing-here/similar")
        assert answer.status_code == 404
        assert answer.json()["code"] == "title_not_found"
