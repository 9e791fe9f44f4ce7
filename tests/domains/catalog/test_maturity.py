"""Ages behind ratings, and what a profile's ceiling leaves of the catalog."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from streamverse.domains.catalog.maturity import age_of_rating, ceiling_of, is_within
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.standing import ActiveProfile
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from tests.domains.catalog.conftest import Clients, account_of
from tests.domains.profiles import add_profile, profile_token

TITLES = "/api/v1/titles"

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


class TestAgeOfRating:
    @pytest.mark.parametrize(
        "rating", ["", "Not rated", "NR", "Unrated", "99", "19+", "-", "M/PG", "16 and over", "七"]
    )
    def test_is_unknown_for_what_is_no_rating(self, rating: str) -> None:
        assert age_of_rating(rating) is None

    @pytest.mark.parametrize(
        ("ratings", "age"),
        [
            ("G|TV-Y|TV-G|U|FSK 0|0|0+", 0),
            ("FSK 6|6|6+", 6),
            ("TV-Y7|TV-Y7-FV|UA 7+|U/A 7+|7+|7", 7),
            ("PG|TV-PG|pg", 8),
            ("12A|12|FSK 12|FSK12|UA|U/A|BBFC 12A", 12),
            ("PG-13|pg13|UA 13+|13+|Rated PG\N{EN DASH}13", 13),
            ("TV-14|14+", 14),
            ("15|BBFC 15", 15),
            ("FSK 16|UA 16+|UA16+", 16),
            ("R|Rated R|MPA: R", 17),
            ("NC-17|TV-MA|18|A|FSK 18|18+|R18", 18),
        ],
    )
    def test_is_known_for_the_usual_ones(self, ratings: str, age: int) -> None:
        found = {rating: age_of_rating(rating) for rating in ratings.split("|")}
        assert found == dict.fromkeys(ratings.split("|"), age)


class TestCeiling:
    @pytest.mark.parametrize(
        ("max_age", "is_kids", "ceiling"),
        [
            (None, False, None),
            (18, False, None),
            (17, False, 17),
            (0, False, 0),
            (7, True, 7),
            (18, True, 17),
            (None, True, 7),
        ],
    )
    def test_is_the_profiles(
        self, max_age: int | None, ceiling: int | None, *, is_kids: bool
    ) -> None:
        assert ceiling_of(caller(max_age, is_kids=is_kids)) == ceiling

    def test_is_the_lowest_for_somebody_who_has_not_said_who_they_are(self) -> None:
        assert ceiling_of(Account(account_id=new_id())) == 0

    def test_keeps_what_nobody_has_rated_from_the_young(self) -> None:
        assert is_within(None, None)
        assert not is_within(None, 17)
        assert is_within(17, 17)
        assert not is_within(13, 12)


class TestTitle:
    async def test_takes_no_age_beyond_eighteen(self, creator: httpx.AsyncClient) -> None:
        for age in (-1, 19):
            answer = await creator.post(TITLES, json={"name": "X", "min_age": age})
            assert answer.status_code == 422

    async def test_gets_its_age_from_its_rating_unless_it_is_given(
        self, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        assert (await make_title("One", rating="TV-14"))["min_age"] == 14
        assert (await make_title("Two", rating="Mild"))["min_age"] is None
        title = await make_title("Three", rating="R", min_age=16)
        assert title["min_age"] == 16
        address = f"{TITLES}/{title['id']}"

        async def patched(**wish: object) -> int | None:
            answer = await creator.patch(address, json=wish)
            assert answer.status_code == 200, answer.text
            return answer.json()["min_age"]

        assert await patched(tagline="Boo.") == 16
        assert await patched(min_age=None) == 17
        assert await patched(min_age=3) == 3
        assert await patched(rating="12A") == 12
        assert await patched(rating="") is None


class TestKidsProfile:
    """Asha may see what is for seven; her mother's drafts are no exception."""

    @pytest.fixture
    async def library(self, make_title: MakeTitle) -> dict[str, dict[str, Any]]:
        """One title each for little ones, for her, for grown-ups, for nobody knows whom."""
        ratings = {"Ducks": "U", "Kites": "UA 7+", "Ghosts": "R", "Who knows": ""}
        genres = {"Ghosts": ["Fright"]}
        made = {
            name: await make_title(name, rating=rating, genres=genres.get(name, ["Play"]))
            for name, rating in ratings.items()
        }
        made["Draft"] = await make_title("Draft", rating="U", state="draft")
        return made

    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_finds_only_what_is_for_it(
        self, kid: httpx.AsyncClient, creator: httpx.AsyncClient, library: dict[str, Any]
    ) -> None:
        both, nothing = ["Kites", "Ducks"], list[str]()
        lists = {"": both, "?q=o": nothing, "?mine=true": both, "?state=draft": nothing}
        for query, names in {**lists, "?genre=fright": nothing, "?genre=play": both}.items():
            answer = await kid.get(f"{TITLES}{query}")
            found = [item["name"] for item in answer.json()["items"]]
            assert found == names, query
        assert len((await kid.get("/api/movies")).json()["items"]) == 2
        asset = library["Ghosts"]["asset_id"]
        assert not (await kid.get(f"{TITLES}?asset_id={asset}")).json()["items"]
        genres = (await kid.get("/api/v1/genres")).json()["items"]
        assert [(each["slug"], each["title_count"]) for each in genres] == [("play", 2)]
        assert len((await creator.get("/api/v1/genres")).json()["items"]) == 2

    async def test_opens_no_page_above_its_age(
        self, kid: httpx.AsyncClient, library: dict[str, Any]
    ) -> None:
        for name, title in library.items():
            is_fine = name in {"Ducks", "Kites"}
            for key in (title["id"], title["slug"]):
                for address in (f"{TITLES}/{key}", f"/api/movies/{key}"):
                    answer = await kid.get(address)
                    assert answer.status_code == (200 if is_fine else 404), address

    async def test_changes_nothing_though_the_account_owns_it(
        self, kid: httpx.AsyncClient, library: dict[str, Any]
    ) -> None:
        for title in library.values():
            address = f"{TITLES}/{title['id']}"
            for answer in (
                await kid.patch(address, json={"min_age": 0}),
                await kid.put(address, json={"name": "Mine", "synopsis": "Ha."}),
                await kid.post(f"{address}/unpublish"),
                await kid.delete(address),
            ):
                assert answer.status_code in {403, 404}
        assert (await kid.post(TITLES, json={"name": "Mine"})).status_code == 403


class TestGrownUpBelowACeiling:
    async def test_sees_what_is_rated_up_to_it(
        self, shared: Services, mount: Clients, creator: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        from streamverse.domains.catalog.routes import router

        account_id = account_of(creator)
        for name, rating in (("Ducks", "U"), ("Ghosts", "R"), ("Who knows", "")):
            await make_title(name, rating=rating)
        for max_age, names in ((17, ["Ghosts", "Ducks"]), (18, ["Who knows", "Ghosts", "Ducks"])):
            profile_id = await add_profile(shared, account_id, max_age=max_age)
            client = mount(router)
            token = await profile_token(shared, account_id, profile_id)
            client.headers["authorization"] = f"Bearer {token}"
            items = (await client.get(TITLES)).json()["items"]
            assert [item["name"] for item in items] == names


def caller(max_age: int | None, *, is_kids: bool) -> Account:
    """Return somebody in a profile."""
    profile = ActiveProfile(
        id=new_id(),
        name="Somebody",
        avatar="set:fox",
        language="en",
        max_age=max_age,
        is_kids=is_kids,
        is_main=False,
        is_history_paused=False,
        has_pin=False,
    )
    return Account(account_id=new_id(), profile=profile)
