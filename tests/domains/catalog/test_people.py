"""People: made by editors or by a title's credits, found, merged, shown with what they did."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from streamverse.domains.identity.public import Role
from streamverse.kit.services import Services
from tests.domains.catalog.conftest import Clients, person

PEOPLE = "/api/v1/people"
TITLES = "/api/v1/titles"

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


async def somebody(editor: httpx.AsyncClient, name: str, **facts: Any) -> dict[str, Any]:
    answer = await editor.post(PEOPLE, json={"name": name} | facts)
    assert answer.status_code == 201, answer.text
    return answer.json()


class TestWritePerson:
    async def test_is_for_editors_only(
        self, guest: httpx.AsyncClient, creator: httpx.AsyncClient, editor: httpx.AsyncClient
    ) -> None:
        made = await somebody(editor, "Om Puri")
        path = f"{PEOPLE}/{made['id']}"
        for client, status in ((guest, 401), (creator, 403)):
            assert (await client.post(PEOPLE, json={"name": "X"})).status_code == status
            assert (await client.patch(path, json={"name": "X"})).status_code == status
            assert (await client.delete(path)).status_code == status
            merge = await client.post(f"{path}/merge", json={"into": made["id"]})
            assert merge.status_code == status

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": ""},
            {"name": "X", "slug": "Not A Slug"},
            {"name": "X", "born_on": "2000-01-01", "died_on": "1999-01-01"},
        ],
    )
    async def test_refuses_what_cannot_be(
        self, editor: httpx.AsyncClient, wrong: dict[str, Any]
    ) -> None:
        assert (await editor.post(PEOPLE, json=wrong)).status_code == 422

    async def test_changes_what_is_sent_on_the_version_that_is_named(
        self, editor: httpx.AsyncClient
    ) -> None:
        made = await somebody(editor, "Om Puri", biography="An actor.")
        path = f"{PEOPLE}/{made['slug']}"
        seen = {"If-Match": (await editor.get(path)).headers["etag"]}
        first = await editor.patch(path, json={"born_on": "1950-10-18"}, headers=seen)
        assert (first.json()["biography"], first.json()["born_on"]) == ("An actor.", "1950-10-18")
        late = await editor.patch(path, json={"name": "X"}, headers=seen)
        assert (late.status_code, late.json()["code"]) == (412, "person_changed")
        replaced = await editor.put(path, json={"name": "Om Prakash Puri"})
        assert (replaced.json()["biography"], replaced.json()["slug"]) == ("", "om-puri")

    async def test_gives_two_of_a_name_addresses_of_their_own(
        self, editor: httpx.AsyncClient
    ) -> None:
        names = ["Ana Ferreira", "Aña Ferreira"]
        assert [(await somebody(editor, name))["slug"] for name in names] == [
            "ana-ferreira",
            "ana-ferreira-2",
        ]
        taken = await editor.post(PEOPLE, json={"name": "X", "slug": "ana-ferreira"})
        assert (taken.status_code, taken.json()["code"]) == (409, "person_slug_taken")

    async def test_takes_credits_away_with_the_person(
        self, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title(credits=[{"name": "Om Puri"}])
        assert (await editor.delete(f"{PEOPLE}/om-puri")).status_code == 204
        assert (await editor.get(f"{PEOPLE}/om-puri")).status_code == 404
        assert (await editor.get(f"{TITLES}/{title['id']}")).json()["credits"] == []


class TestMergePeople:
    async def test_lets_one_be_the_other(
        self, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title(credits=[{"name": "Om Puri", "character": "He"}])
        right = await somebody(editor, "Om Prakash Puri")
        wrong = title["credits"][0]["person"]["id"]
        merged = await editor.post(f"{PEOPLE}/{wrong}/merge", json={"into": right["id"]})
        assert merged.json()["also_known_as"] == ["Om Puri"]
        assert (await editor.get(f"{PEOPLE}/{wrong}")).json()["code"] == "person_not_found"
        part = (await editor.get(f"{TITLES}/{title['id']}")).json()["credits"][0]
        assert (part["person"]["name"], part["character"]) == ("Om Prakash Puri", "He")
        itself = await editor.post(f"{PEOPLE}/{right['id']}/merge", json={"into": right["id"]})
        assert itself.json()["code"] == "merged_with_itself"


class TestFindPeople:
    async def test_by_the_beginnings_of_their_names_in_any_script(
        self, guest: httpx.AsyncClient, editor: httpx.AsyncClient
    ) -> None:
        for name in ("Zoë Kravitz", "Mira Nair", "मीरा सिंह", "Om Puri"):
            await somebody(editor, name)

        async def found(words: str) -> list[str]:
            answer = await guest.get(PEOPLE, params={"q": words})
            return [each["name"] for each in answer.json()["items"]]

        assert await found("zoe") == ["Zoë Kravitz"]
        assert await found("nai mir") == ["Mira Nair"]
        assert (await found("mir"))[0] == "Mira Nair"
        assert await found("uri") == []
        assert await found("%") == []
        assert len(await found("")) == 4

    async def test_with_what_tells_them_apart_a_page_at_a_time(
        self, guest: httpx.AsyncClient, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        await make_title(credits=[{"name": "Ana A"}, {"name": "Ana A", "role": "writer"}])
        await somebody(editor, "Ana B")
        first = (await guest.get(PEOPLE, params={"q": "ana", "limit": 1})).json()
        shown = first["items"][0]
        assert (shown["known_for"], shown["credit_count"]) == (["First Light"], 2)
        rest = {"q": "ana", "limit": 1, "cursor": first["next_cursor"]}
        second = (await guest.get(PEOPLE, params=rest)).json()
        assert ([each["name"] for each in second["items"]], second["next_cursor"]) == (
            ["Ana B"],
            None,
        )
        wrong = await guest.get(PEOPLE, params={"cursor": "WyJhIiwiYiIsImMiXQ"})
        assert wrong.json()["code"] == "bad_cursor"


class TestReadPerson:
    async def test_shows_what_the_viewer_may_find(
        self,
        guest: httpx.AsyncClient,
        kid: httpx.AsyncClient,
        make_title: MakeTitle,
    ) -> None:
        parts = [{"name": "Om Puri", "character": "He"}]
        await make_title("Old", year=1990, credits=parts, min_age=0)
        await make_title("New", year=2020, credits=parts, min_age=16)
        await make_title("Draft", credits=parts, state="draft")
        whole = (await guest.get(f"{PEOPLE}/om-puri")).json()
        assert [part["title"]["name"] for part in whole["filmography"]] == ["New", "Old"]
        young = (await kid.get(f"{PEOPLE}/om-puri")).json()
        assert [part["title"]["name"] for part in young["filmography"]] == ["Old"]

    async def test_says_nothing_of_whom_hidden_titles_alone_name(
        self,
        guest: httpx.AsyncClient,
        kid: httpx.AsyncClient,
        creator: httpx.AsyncClient,
        make_title: MakeTitle,
    ) -> None:
        await make_title("Secret", credits=[{"name": "Om Puri"}], state="draft")
        await make_title("Grown Up", credits=[{"name": "Ana A"}], min_age=18)
        await make_title("For All", credits=[{"name": "Mira N"}], min_age=0)
        for client, hidden in ((guest, ("om-puri",)), (kid, ("om-puri", "ana-a"))):
            for slug in hidden:
                assert (await client.get(f"{PEOPLE}/{slug}")).status_code == 404
            shown = {each["slug"] for each in (await client.get(PEOPLE)).json()["items"]}
            assert shown == {"om-puri", "ana-a", "mira-n"}.difference(hidden)
        assert (await creator.get(f"{PEOPLE}/om-puri")).status_code == 200
        assert len((await creator.get(PEOPLE)).json()["items"]) == 3

    async def test_names_no_hidden_title_beside_somebody_in_a_list(
        self, guest: httpx.AsyncClient, kid: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        parts = [{"name": "Om Puri"}]
        await make_title("For All", credits=parts, min_age=0)
        await make_title("Grown Up", credits=parts, min_age=18)
        await make_title("Over", credits=parts, min_age=0)
        await make_title("Draft", credits=parts, state="draft")
        for client, names in ((kid, {"For All", "Over"}), (guest, {"For All", "Over", "Grown Up"})):
            [found] = (await client.get(PEOPLE, params={"q": "om"})).json()["items"]
            assert (set(found["known_for"]), found["credit_count"]) == (names, len(names))

    async def test_shows_a_portrait_wherever_the_person_is(
        self,
        shared: Services,
        mount: Clients,
        make_title: MakeTitle,
        picture: Callable[..., bytes],
    ) -> None:
        title = await make_title(credits=[{"name": "Om Puri"}])
        edda = await person(shared, mount, "edda", Role.EDITOR)
        file = {"file": ("p", picture(500, 500))}
        given = await edda.put(f"{PEOPLE}/om-puri/artwork/portrait", files=file)
        assert given.json()["portrait"]["alt"] == "Om Puri"
        shown = (await edda.get(f"{TITLES}/{title['id']}")).json()["credits"][0]["person"]
        assert shown["portrait"]["images"][-1]["type"] == "image/jpeg"
        assert (await edda.delete(f"{PEOPLE}/om-puri/artwork/portrait")).status_code == 204
        assert (await edda.get(f"{PEOPLE}/om-puri")).json()["portrait"] is None
