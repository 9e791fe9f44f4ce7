"""Versions, bringing back, and reports."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.catalog.repository.titles import lock_title
from streamverse.domains.catalog.service.restoring import purge_deleted
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.catalog.conftest import Clients, person
from tests.domains.conftest import MovingClock

TITLES = "/api/v1/titles"

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def draft(make_title: MakeTitle) -> str:
    """Where a draft of Meera's is."""
    return f"{TITLES}/{(await make_title(state='draft'))['id']}"


async def numbers(client: httpx.AsyncClient, path: str) -> list[int]:
    """Return the numbers of a title's versions, the latest first."""
    return [each["number"] for each in (await client.get(f"{path}/versions")).json()["items"]]


class TestVersions:
    async def test_are_not_for_strangers(
        self, guest: httpx.AsyncClient, viewer: httpx.AsyncClient, draft: str
    ) -> None:
        assert (await guest.get(f"{draft}/versions")).status_code == 401
        for path in ("versions", "versions/1", "versions/diff?from=1&to=1", "readiness"):
            assert (await viewer.get(f"{draft}/{path}")).status_code == 404
        assert (await viewer.post(f"{draft}/versions/1/restore")).status_code == 404

    async def test_take_what_one_person_saves_in_one_sitting_as_one(
        self, creator: httpx.AsyncClient, editor: httpx.AsyncClient, draft: str, clock: MovingClock
    ) -> None:
        for name in ("A", "B", "C"):
            await creator.patch(draft, json={"name": name})
        assert await numbers(creator, draft) == [4, 1]
        await editor.patch(draft, json={"name": "D"})
        await creator.patch(draft, json={"name": "E"})
        assert await numbers(creator, draft) == [6, 5, 4, 1]
        clock.advance(minutes=11)
        await creator.patch(draft, json={"name": "F"})
        assert (await numbers(creator, draft))[0] == 7
        await creator.patch(draft, json={"name": "F"})
        assert (await numbers(creator, draft))[0] == 7

    async def test_say_what_differs_and_go_back(
        self, creator: httpx.AsyncClient, draft: str
    ) -> None:
        changed = await creator.patch(draft, json={"name": "Last Light", "genres": ["Drama"]})
        last = changed.json()["version"]
        path = f"{draft}/versions/diff?from=1&to={last}"
        changes = (await creator.get(path)).json()["changes"]
        assert changes == [
            {"field": "name", "before": "First Light", "after": "Last Light"},
            {"field": "genres", "before": [], "after": ["Drama"]},
        ]
        stale = await creator.post(f"{draft}/versions/1/restore", headers={"If-Match": '"1"'})
        assert stale.status_code == 412
        back = await creator.post(f"{draft}/versions/1/restore")
        assert (back.json()["name"], back.json()["genres"]) == ("First Light", [])
        assert (await creator.get(f"{draft}/versions")).json()["items"][0]["comment"]
        whole = (await creator.get(f"{draft}/versions/{last}")).json()
        assert whole["document"]["name"] == "Last Light"

    async def test_answer_404_for_one_that_is_not_there(
        self, creator: httpx.AsyncClient, draft: str
    ) -> None:
        for path in ("versions/99", "versions/diff?from=1&to=99"):
            answer = await creator.get(f"{draft}/{path}")
            assert (answer.status_code, answer.json()["code"]) == (404, "version_not_found")
        assert (await creator.get(f"{draft}/versions/0")).status_code == 422


class TestDeleted:
    async def test_comes_back_as_a_draft_at_its_old_address(
        self,
        creator: httpx.AsyncClient,
        other: httpx.AsyncClient,
        editor: httpx.AsyncClient,
        make_title: MakeTitle,
    ) -> None:
        title = await make_title()
        path = f"{TITLES}/{title['id']}"
        assert (await creator.delete(path)).status_code == 204
        for client, count in ((creator, 1), (other, 0), (editor, 1)):
            listed = (await client.get(f"{TITLES}/deleted")).json()["items"]
            assert len(listed) == count
        assert (await other.post(f"{path}/restore")).status_code == 404
        back = await creator.post(f"{path}/restore")
        assert (back.json()["state"], back.json()["slug"]) == ("draft", title["slug"])
        again = await creator.post(f"{path}/restore")
        assert (again.status_code, again.json()["code"]) == (404, "not_deleted")

    async def test_is_gone_for_good_after_thirty_days(
        self,
        creator: httpx.AsyncClient,
        make_title: MakeTitle,
        shared: Services,
        clock: MovingClock,
    ) -> None:
        title = await make_title()
        path = f"{TITLES}/{title['id']}"
        await creator.delete(path)
        assert await purge_deleted(shared) == 0
        async with shared.get(Database).write() as session:
            from streamverse.domains.catalog.models import TitleRow

            row = await session.get_one(TitleRow, UUID(title["id"]))
            row.deleted_at = clock.now() - timedelta(days=31)
        assert (await creator.post(f"{path}/restore")).status_code == 404
        assert [await purge_deleted(shared) for _ in range(2)] == [1, 0]
        async with shared.get(Database).write() as session:
            row = await session.get_one(TitleRow, UUID(title["id"]))
            assert (row.name, row.slug) == ("", f"gone-{row.id}")
            assert await lock_title(session, title["slug"]) is None


class TestFlags:
    async def test_are_for_who_is_signed_in_and_sees_the_title(
        self, guest: httpx.AsyncClient, viewer: httpx.AsyncClient, draft: str
    ) -> None:
        body = {"reason": "copyright"}
        assert (await guest.post(f"{draft}/flags", json=body)).status_code == 401
        assert (await viewer.post(f"{draft}/flags", json=body)).status_code == 404
        assert (await viewer.get("/api/v1/flags")).status_code == 403
        resolve = "/api/v1/flags/00000000-0000-0000-0000-000000000007/resolve"
        answer = await viewer.post(resolve, json={"resolution": "dismissed"})
        assert answer.json()["code"] == "not_a_moderator"

    async def test_count_once_for_one_viewer_and_are_resolved(
        self, viewer: httpx.AsyncClient, editor: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}/flags"
        assert (await viewer.post(path, json={"reason": "taste"})).status_code == 422
        first = await viewer.post(path, json={"reason": "spam"})
        second = await viewer.post(path, json={"reason": "other", "comment": "Not mine"})
        assert first.json()["id"] == second.json()["id"]
        [flag] = (await editor.get("/api/v1/flags")).json()["items"]
        assert (flag["reason"], flag["by"]["name"]) == ("other", "Vik")
        resolve = f"/api/v1/flags/{flag['id']}/resolve"
        for _ in range(2):
            answer = await editor.post(resolve, json={"resolution": "dismissed"})
            assert answer.status_code == 200
        other = await editor.post(resolve, json={"resolution": "archived"})
        assert other.json()["code"] == "flag_resolved"
        assert (await editor.get("/api/v1/flags")).json()["items"] == []
        assert len((await editor.get("/api/v1/flags?open=false")).json()["items"]) == 1

    async def test_may_take_a_title_down_until_an_editor_brings_it_back(
        self,
        viewer: httpx.AsyncClient,
        creator: httpx.AsyncClient,
        editor: httpx.AsyncClient,
        shared: Services,
        mount: Clients,
        make_title: MakeTitle,
    ) -> None:
        from streamverse.domains.identity.public import Role

        moderator = await person(shared, mount, "mods", Role.MODERATOR)
        title = await make_title()
        path = f"{TITLES}/{title['id']}"
        flag = (await viewer.post(f"{path}/flags", json={"reason": "hate"})).json()
        body = {"resolution": "archived", "comment": "Against the rules"}
        answer = await moderator.post(f"/api/v1/flags/{flag['id']}/resolve", json=body)
        assert answer.status_code == 200
        assert (await viewer.get(path)).status_code == 404
        held = await creator.post(f"{path}/moves", json={"to": "published"})
        assert (held.status_code, held.json()["code"]) == (403, "held_back")
        assert (await editor.post(f"{path}/moves", json={"to": "published"})).status_code == 200
        for to in ("archived", "published"):  # it is the owner's again
            assert (await creator.post(f"{path}/moves", json={"to": to})).status_code == 200

    async def test_hold_a_title_back_that_was_deleted_and_restored_meanwhile(
        self,
        viewer: httpx.AsyncClient,
        creator: httpx.AsyncClient,
        editor: httpx.AsyncClient,
        make_title: MakeTitle,
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}"
        flag = (await viewer.post(f"{path}/flags", json={"reason": "hate"})).json()
        resolve = f"/api/v1/flags/{flag['id']}/resolve"
        assert (await editor.post(resolve, json={"resolution": "archived"})).status_code == 200
        assert (await creator.delete(path)).status_code == 204
        assert (await creator.post(f"{path}/restore")).json()["state"] == "archived"
        held = await creator.post(f"{path}/moves", json={"to": "published"})
        assert (held.status_code, held.json()["code"]) == (403, "held_back")
        assert (await viewer.get(path)).status_code == 404

    async def test_are_not_without_end(
        self, viewer: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        path = f"{TITLES}/{(await make_title())['id']}/flags"
        answers = [await viewer.post(path, json={"reason": "spam"}) for _ in range(11)]
        assert [each.status_code for each in answers] == [201] * 10 + [429]
        assert answers[-1].headers["retry-after"]
