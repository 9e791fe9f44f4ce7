"""Everything that can be said of a title: written, read, kept as a document, written again."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from streamverse.domains.catalog.repository.titles import find_title
from streamverse.domains.catalog.service.documents import document_of
from streamverse.domains.catalog.service.write_title import apply_document
from streamverse.domains.identity.public import Role
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.catalog.conftest import Clients, account_of, person

TITLES = "/api/v1/titles"

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]
MakeAsset = Callable[..., Awaitable[UUID]]

EVERYTHING: dict[str, Any] = {
    "kind": "movie",
    "name": "First Light",
    "original_name": "पहली रोशनी",
    "tagline": "Look.",
    "synopsis": "A lamp is lit.",
    "year": 2026,
    "ratings": [{"board": "cbfc", "rating": "UA 13+"}, {"board": "bbfc", "rating": "12A"}],
    "genres": ["Drama", "Family"],
    "tags": ["Slow Cinema", "slow cinema", "Lamps"],
    "original_language": "hi",
    "languages": ["hi", "en-IN"],
    "countries": ["in", "FR"],
    "released_on": "2026-01-30",
    "releases": [{"territory": "*", "kind": "streaming", "released_on": "2026-03-01"}],
    "runtime_seconds": 60,
    "advisories": ["fear", "flashing"],
    "credits": [
        {"name": "Mira Nair", "role": "director"},
        {"name": "Om Puri", "role": "actor", "character": "The lamplighter"},
        {"name": "OM PURI", "role": "producer"},
    ],
    "texts": {"en": {"name": "First Light (en)", "tagline": "", "synopsis": "Lit."}},
    "external_ids": {"imdb": "tt0111161", "eidr": "10.5240/7791-8534-2C23-9030-8610-5"},
    "markers": [
        {"kind": "intro", "from_seconds": 2.5, "to_seconds": 9.0},
        {"kind": "chapter", "from_seconds": 20, "name": "Dusk"},
    ],
}


class TestWriteFacts:
    async def test_takes_everything_that_can_be_said_and_gives_it_back(
        self, creator: httpx.AsyncClient, make_asset: MakeAsset, make_title: MakeTitle
    ) -> None:
        other = await make_title("Second Light")
        trailer = str(await make_asset(creator))
        title = await make_title(
            **EVERYTHING,
            extras=[{"kind": "trailer", "name": "Teaser", "asset_id": trailer}],
            relations=[{"kind": "sequel", "title_id": other["id"]}],
        )
        assert (title["rating"], title["min_age"]) == ("UA 13+", 13)
        assert [tag["slug"] for tag in title["tags"]] == ["slow-cinema", "lamps"]
        assert title["countries"] == ["IN", "FR"]
        names = [credit["person"]["name"] for credit in title["credits"]]
        assert names == ["Mira Nair", "Om Puri", "Om Puri"]
        assert title["credits"][1]["person"]["id"] == title["credits"][2]["person"]["id"]
        assert title["extras"][0]["is_playable"]
        assert title["relations"][0]["title"]["name"] == "Second Light"
        for field in ("ratings", "texts", "external_ids", "advisories", "released_on"):
            assert title[field] == EVERYTHING[field], field
        assert title["markers"][1] == {
            "kind": "chapter",
            "from_seconds": 20,
            "to_seconds": None,
            "name": "Dusk",
        }
        again = await creator.put(f"{TITLES}/{title['id']}", json=title)
        assert again.status_code == 200, again.text
        changing = {"version", "updated_at"}
        before = {name: value for name, value in title.items() if name not in changing}
        assert {name: again.json()[name] for name in before} == before

    async def test_changes_what_is_sent_and_leaves_the_rest(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title(**EVERYTHING)
        path = f"{TITLES}/{title['id']}"
        patched = (await creator.patch(path, json={"tags": ["Night"], "credits": []})).json()
        assert [tag["name"] for tag in patched["tags"]] == ["Night"]
        assert patched["credits"] == []
        for field in ("ratings", "texts", "external_ids", "markers", "genres"):
            assert patched[field] == title[field], field

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"ratings": [{"board": "cbfc", "rating": "PG-13"}]}, "unknown_rating"),
            ({"ratings": [{"board": "nobody", "rating": "A"}]}, "unknown_rating"),
            ({"category": "nowhere"}, "unknown_category"),
            ({"credits": [{"person_id": str(uuid4())}]}, "unknown_person"),
            ({"relations": [{"title_id": str(uuid4())}]}, "unknown_relation"),
            ({"event": {"starts_at": "2027-01-01T10:00:00Z"}}, "fact_of_another_kind"),
            ({"station": {"number": 7}}, "fact_of_another_kind"),
            ({"kind": "series", "asset_id": str(uuid4())}, "asset_not_usable"),
            ({"extras": [{"asset_id": str(uuid4())}]}, "asset_not_usable"),
            (
                {
                    "runtime_seconds": 60,
                    "markers": [{"kind": "credits", "from_seconds": 50, "to_seconds": 70}],
                },
                "marker_outside",
            ),
        ],
    )
    async def test_refuses_facts_that_do_not_fit_and_says_which(
        self, creator: httpx.AsyncClient, wrong: dict[str, Any], code: str
    ) -> None:
        answer = await creator.post(TITLES, json={"name": "A"} | wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
        assert (await creator.get(TITLES, params={"mine": True})).json()["items"] == []

    @pytest.mark.parametrize(
        "wrong",
        [
            {"credits": [{"role": "actor"}]},
            {"markers": [{"kind": "intro", "from_seconds": 5}]},
            {"markers": [{"kind": "intro", "from_seconds": 5, "to_seconds": 5}]},
            {"markers": [{"kind": "intro", "from_seconds": -1, "to_seconds": 5}]},
            {"markers": [{"kind": "chapter", "from_seconds": "NaN"}]},
            {"kind": "event", "event": {"starts_at": "2027-01-01T10:00:00"}},
            {
                "kind": "event",
                "event": {"starts_at": "2027-01-01T10:00:00Z", "ends_at": "2027-01-01T09:00:00Z"},
            },
            {
                "kind": "event",
                "event": {"starts_at": "2027-01-01T10:00:00Z", "ticket_url": "javascript:x"},
            },
            {"countries": ["India"]},
            {"external_ids": {"imdb": "two words"}},
            {"advisories": ["boredom"]},
            {"texts": {"not a language": {"name": "X"}}},
        ],
    )
    async def test_refuses_what_cannot_be(
        self, creator: httpx.AsyncClient, wrong: dict[str, Any]
    ) -> None:
        answer = await creator.post(TITLES, json={"name": "A"} | wrong)
        assert answer.status_code == 422
        assert answer.json()["errors"]

    async def test_refuses_an_external_id_and_a_number_that_another_title_has(
        self, creator: httpx.AsyncClient
    ) -> None:
        first = {"name": "A", "external_ids": {"tmdb": "42"}}
        taken = (await creator.post(TITLES, json=first)).json()
        answer = await creator.post(TITLES, json=first)
        assert (answer.status_code, answer.json()["code"]) == (409, "external_id_taken")
        assert answer.json()["title_id"] == taken["id"]
        station = {"kind": "station", "name": "S", "station": {"number": 7}}
        assert (await creator.post(TITLES, json=station)).status_code == 201
        again = await creator.post(TITLES, json=station)
        assert again.json()["code"] == "station_number_taken"

    async def test_keeps_what_only_an_event_has(self, creator: httpx.AsyncClient) -> None:
        event = {
            "starts_at": "2027-01-01T10:00:00Z",
            "ends_at": None,
            "venue": "Eden Gardens",
            "discipline": "cricket",
            "competition": "Cup",
            "participants": ["East", "West"],
            "ticket_url": "https://example.com/t",
            "is_pay_per_view": True,
        }
        body = {"kind": "sport", "name": "East v West", "event": event}
        made = (await creator.post(TITLES, json=body)).json()
        assert made["event"] == event
        listed = (await creator.get(TITLES, params={"mine": True})).json()["items"][0]
        assert listed["event"] == {"starts_at": "2027-01-01T10:00:00Z", "ends_at": None}

    async def test_lets_nobody_use_what_is_not_theirs_as_a_trailer(
        self, creator: httpx.AsyncClient, other: httpx.AsyncClient, make_asset: MakeAsset
    ) -> None:
        theirs = str(await make_asset(other))
        body = {"name": "A", "extras": [{"asset_id": theirs}]}
        assert (await creator.post(TITLES, json=body)).json()["code"] == "asset_not_usable"


class TestApplyDocument:
    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_brings_a_title_back_to_what_it_was(
        self, shared: Services, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title(**EVERYTHING)
        database = shared.get(Database)
        async with database.read() as session:
            row = await find_title(session, title["id"])
            assert row is not None
            kept = await document_of(session, row)
        changed: dict[str, Any] = {"name": "Other", "credits": [], "texts": {}, "ratings": []}
        changed |= {"markers": [], "external_ids": {}}
        await creator.patch(f"{TITLES}/{title['id']}", json=changed)
        async with database.write() as session:
            row = await find_title(session, title["id"])
            assert row is not None
            document = type(kept).model_validate(kept.model_dump(mode="json"))
            await apply_document(session, shared.get(Clock), row, document, account_of(creator))
        async with database.read() as session:
            row = await find_title(session, title["id"])
            assert row is not None
            assert await document_of(session, row) == kept

    async def test_leaves_out_what_is_there_no_longer(
        self, shared: Services, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title()
        database = shared.get(Database)
        async with database.write() as session:
            row = await find_title(session, title["id"])
            assert row is not None
            document = (await document_of(session, row)).model_copy()
            gone = {
                "credits": [{"person_id": str(uuid4()), "name": "Om Puri"}],
                "relations": [{"title_id": str(uuid4())}],
                "extras": [{"asset_id": str(uuid4())}],
            }
            document = type(document).model_validate(document.model_dump(mode="json") | gone)
            await apply_document(session, shared.get(Clock), row, document, account_of(creator))
        shown = (await creator.get(f"{TITLES}/{title['id']}")).json()
        assert [credit["person"]["name"] for credit in shown["credits"]] == ["Om Puri"]
        assert (shown["relations"], shown["extras"]) == ([], [])


class TestTexts:
    """Whatever somebody writes is text, and nothing in it is hidden."""

    async def test_keep_markup_as_text(self, creator: httpx.AsyncClient) -> None:
        name = '<script>alert("x")</script> & <b>bold</b>'
        made = (await creator.post(TITLES, json={"name": name, "synopsis": name})).json()
        assert (made["name"], made["synopsis"]) == (name, name)

    async def test_lose_what_nobody_sees(self, creator: httpx.AsyncClient) -> None:
        body = {
            "name": "\u202egnp.\u200bexe\u2066 \ufeffA\x07",
            "tagline": "one\r\ntwo\u2028three",
            "synopsis": "one\r\ntwo\tthree\x1b[31m",
            "tags": ["\u200bnight\u200d"],
        }
        made = (await creator.post(TITLES, json=body)).json()
        assert made["name"] == "gnp.exe A"
        assert made["tagline"] == "one two three"
        assert made["synopsis"] == "one\ntwo three[31m"
        assert made["tags"][0]["name"] == "night"
        answer = await creator.post(TITLES, json={"name": "\u200b\u202e"})
        assert answer.status_code == 422

    @pytest.mark.parametrize(
        "name", ["می‌خواهم", "שלום \u200f(2)", "क्‍ष", "👩‍🚀 and 👨‍👩‍👧", "日本語"]
    )
    async def test_keep_what_scripts_need(self, creator: httpx.AsyncClient, name: str) -> None:
        assert (await creator.post(TITLES, json={"name": name})).json()["name"] == name

    async def test_that_look_the_same_are_the_same(
        self, shared: Services, mount: Clients, creator: httpx.AsyncClient
    ) -> None:
        composed, decomposed = "Ame\u0301lie", "Am\u00e9lie"
        made = [
            (await creator.post(TITLES, json={"name": name})).json()
            for name in (composed, decomposed, "AMÉLIE", "Ａｍéｌｉｅ")
        ]
        assert made[0]["name"] == made[1]["name"]
        assert [title["slug"] for title in made] == ["amelie", "amelie-2", "amelie-3", "amelie-4"]
        ravi = await person(shared, mount, "ravi", Role.CREATOR)
        taken = await ravi.post(TITLES, json={"name": "X", "slug": "amelie"})
        assert taken.json()["code"] == "slug_taken"
