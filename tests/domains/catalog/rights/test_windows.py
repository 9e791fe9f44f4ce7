"""Rights windows: who may write them, and what is refused."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.catalog.service.rights import write_windows
from streamverse.kit.db import Database
from streamverse.kit.outbox import OutboxRow

TITLES = "/api/v1/titles"

MakeTitle = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def rights(make_title: MakeTitle) -> str:
    """Where the windows of a draft are."""
    title = await make_title(state="draft")
    return f"{TITLES}/{title['id']}/rights"


def window(**facts: Any) -> dict[str, Any]:
    """Return a window that begins today and has no end."""
    return {"from_at": datetime.now(UTC).isoformat(), **facts}


def day(days: float) -> str:
    """Return an instant so many days from now."""
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


class TestAddWindow:
    async def test_is_for_the_owner_and_editors(
        self,
        guest: httpx.AsyncClient,
        viewer: httpx.AsyncClient,
        other: httpx.AsyncClient,
        creator: httpx.AsyncClient,
        editor: httpx.AsyncClient,
        rights: str,
    ) -> None:
        answers = [await each.post(rights, json=window()) for each in (guest, viewer, other)]
        assert [each.status_code for each in answers] == [401, 404, 404]
        answers = [await each.get(rights) for each in (guest, viewer, other)]
        assert [each.status_code for each in answers] == [401, 404, 404]
        assert (await creator.post(rights, json=window())).status_code == 201
        assert len((await editor.get(rights)).json()["items"]) == 1

    async def test_is_refused_once_there_are_very_many(
        self, creator: httpx.AsyncClient, rights: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(write_windows, "MOST_WINDOWS", 2)
        answers = [
            await creator.post(rights, json=window(from_at=day(2 * at), until_at=day(2 * at + 1)))
            for at in range(1, 4)
        ]
        assert [each.status_code for each in answers] == [201, 201, 422]
        assert answers[-1].json()["code"] == "too_many_windows"

    async def test_refuses_a_window_that_ends_before_it_begins(
        self, editor: httpx.AsyncClient, rights: str
    ) -> None:
        for until in (day(1), day(2)):
            answer = await editor.post(rights, json=window(from_at=day(2), until_at=until))
            assert answer.status_code == 422
            assert answer.json()["code"] == "ends_before_it_begins"

    async def test_refuses_a_window_that_is_over(
        self, editor: httpx.AsyncClient, rights: str
    ) -> None:
        answer = await editor.post(rights, json=window(from_at=day(-3), until_at=day(-1)))
        assert (answer.status_code, answer.json()["code"]) == (422, "in_the_past")

    async def test_compares_instants_not_clocks_when_the_clocks_change(
        self, editor: httpx.AsyncClient, rights: str
    ) -> None:
        # 2031-10-26 in Berlin: 02:30 happens twice, the second time at +01:00.
        night = {"from_at": "2031-10-26T02:45:00+02:00", "until_at": "2031-10-26T02:30:00+01:00"}
        made = await editor.post(rights, json=night)
        assert made.status_code == 201, made.text
        assert made.json()["from_at"] == "2031-10-26T00:45:00Z"
        other_way = {
            "from_at": "2031-10-26T02:30:00+01:00",
            "until_at": "2031-10-26T02:45:00+02:00",
        }
        answer = await editor.post(rights, json=other_way)
        assert answer.json()["code"] == "ends_before_it_begins"

    async def test_refuses_a_time_without_its_offset_in_words(
        self, editor: httpx.AsyncClient, rights: str
    ) -> None:
        for naive in ("2031-10-26T02:30:00", 1_900_000_000):
            answer = await editor.post(rights, json={"from_at": naive})
            assert answer.status_code == 422
            assert "+01:00" in answer.json()["detail"]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"territories": ["ZZ"]},
            {"territories": []},
            {"territories": ["IN", "Bharat"]},
            {"excluded_territories": ["*"]},
            {"platforms": ["fridge"]},
            {"plans": ["a,b"]},
            {"monetisation": "barter"},
            {"max_rung": 1},
            {"notes": "nul \x00"},
            {"is_blackout": True, "plans": ["premium"]},
            {"surprise": 1},
        ],
    )
    async def test_refuses_what_cannot_be(
        self, editor: httpx.AsyncClient, rights: str, wrong: dict[str, Any]
    ) -> None:
        assert (await editor.post(rights, json=window(**wrong))).status_code == 422

    async def test_refuses_two_windows_that_contradict_and_names_the_other(
        self, editor: httpx.AsyncClient, rights: str
    ) -> None:
        first = (await editor.post(rights, json=window(territories=["in", "US"]))).json()
        assert first["territories"] == ["IN", "US"]
        answer = await editor.post(rights, json=window(territories=["US", "DE"]))
        assert (answer.status_code, answer.json()["code"]) == (409, "windows_overlap")
        assert answer.json()["overlaps"] == [first["id"]]

    @pytest.mark.parametrize(
        "apart",
        [
            {"territories": ["DE"]},
            {"territories": ["*"], "excluded_territories": ["IN"]},
            {"platforms": ["tv"], "territories": ["IN"]},
            {"plans": ["premium"], "territories": ["IN"]},
            {"from_at": "2093-01-01T00:00:00Z", "territories": ["IN"]},
            {"is_blackout": True},
        ],
    )
    async def test_takes_windows_whose_audiences_are_apart(
        self, editor: httpx.AsyncClient, rights: str, apart: dict[str, Any]
    ) -> None:
        first = window(
            territories=["IN"],
            platforms=["web"],
            plans=["basic"],
            until_at="2093-01-01T00:00:00Z",
        )
        assert (await editor.post(rights, json=first)).status_code == 201
        answer = await editor.post(rights, json=window(plans=["*"]) | apart)
        assert answer.status_code == 201, answer.text
        assert answer.json()["overlaps"] == []

    async def test_reports_who_is_offered_it_in_another_way_too(
        self, editor: httpx.AsyncClient, rights: str
    ) -> None:
        free = (await editor.post(rights, json=window())).json()
        rented = (await editor.post(rights, json=window(monetisation="rent"))).json()
        assert rented["overlaps"] == [free["id"]]

    async def test_acts_once_for_one_idempotency_key(
        self, editor: httpx.AsyncClient, rights: str
    ) -> None:
        body, headers = window(), {"Idempotency-Key": "window-1"}
        made = [await editor.post(rights, json=body, headers=headers) for _ in range(2)]
        assert made[0].json() == made[1].json()
        assert len((await editor.get(rights)).json()["items"]) == 1

    async def test_tells_it_now_and_when_the_window_begins_and_ends(
        self, editor: httpx.AsyncClient, rights: str, database: Database
    ) -> None:
        await editor.post(rights, json=window(from_at=day(1), until_at=day(2)))
        async with database.read() as session:
            rows = (await session.scalars(select(OutboxRow).order_by(OutboxRow.available_at))).all()
        told = [row for row in rows if "rights" in row.name]
        assert [row.name for row in told] == [
            "catalog.rights_changed",
            "catalog.tell_rights",
            "catalog.tell_rights",
        ]
        assert (told[2].available_at - told[1].available_at).total_seconds() > 86_000


class TestReplaceWindow:
    async def test_refuses_the_second_of_two_editors(
        self, creator: httpx.AsyncClient, editor: httpx.AsyncClient, rights: str
    ) -> None:
        made = await editor.post(rights, json=window())
        tag, path = made.headers["etag"], f"{rights}/{made.json()['id']}"
        body = window(licensor="Lamp Films")
        first = await editor.put(path, json=body, headers={"If-Match": tag})
        second = await creator.put(path, json=body, headers={"If-Match": tag})
        assert first.json()["licensor"] == "Lamp Films"
        assert (second.status_code, second.json()["code"]) == (412, "window_changed")
        assert second.json()["etag"] == first.headers["etag"] == first.json()["etag"]

    async def test_may_end_a_window_now_and_leave_an_ended_one_ended(
        self, editor: httpx.AsyncClient, rights: str
    ) -> None:
        made = (await editor.post(rights, json=window(from_at=day(-3)))).json()
        path = f"{rights}/{made['id']}"
        ended = await editor.put(path, json=window(from_at=day(-3), until_at=day(-0.0003)))
        assert ended.json()["is_open"] is False
        answer = await editor.put(path, json=window(from_at=day(-3), until_at=day(-1)))
        assert answer.json()["code"] == "in_the_past"

    async def test_answers_404_for_a_window_of_another_title(
        self, editor: httpx.AsyncClient, rights: str, make_title: MakeTitle
    ) -> None:
        other = await make_title("Another", state="draft")
        made = (await editor.post(rights, json=window())).json()
        path = f"{TITLES}/{other['id']}/rights/{made['id']}"
        assert (await editor.put(path, json=window())).status_code == 404
        assert (await editor.delete(path)).status_code == 404


class TestDeleteWindow:
    async def test_takes_the_title_off_everywhere(
        self, editor: httpx.AsyncClient, guest: httpx.AsyncClient, make_title: MakeTitle
    ) -> None:
        title = await make_title()
        rights = f"{TITLES}/{title['id']}/rights"
        usual = (await editor.get(rights)).json()["items"]
        assert [each["territories"] for each in usual] == [["*"]]
        stale = await editor.delete(f"{rights}/{usual[0]['id']}", headers={"If-Match": '"1"'})
        assert stale.status_code == 412
        assert (await editor.delete(f"{rights}/{usual[0]['id']}")).status_code == 204
        answer = await guest.get(f"{TITLES}/{title['id']}")
        assert (answer.status_code, answer.json()["reason"]) == (403, "no_window")


class TestBlackout:
    async def test_of_an_editor_holds_against_the_owner(
        self, creator: httpx.AsyncClient, editor: httpx.AsyncClient, rights: str
    ) -> None:
        made = await editor.post(rights, json=window(is_blackout=True))
        path = f"{rights}/{made.json()['id']}"
        refused = [
            await creator.delete(path),
            await creator.put(path, json=window(is_blackout=True, until_at=day(1))),
        ]
        assert {(each.status_code, each.json()["code"]) for each in refused} == {
            (403, "blackout_holds")
        }
        assert (await editor.delete(path)).status_code == 204

    async def test_of_the_owner_is_the_owners_to_end(
        self, creator: httpx.AsyncClient, rights: str
    ) -> None:
        made = await creator.post(rights, json=window(is_blackout=True))
        assert (await creator.delete(f"{rights}/{made.json()['id']}")).status_code == 204
