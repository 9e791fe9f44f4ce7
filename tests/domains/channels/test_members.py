"""Ranks and permissions, mutes, leaving, passing a channel on."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.channels.public import channels_to_post_in, may_post
from streamverse.domains.channels.ranks import PERMISSIONS_OF, ChannelPermission, Rank, is_above
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from tests.domains.channels.conftest import CHANNELS, Join, MakeChannel, Person, account_of

LAMPS = f"{CHANNELS}/lamps"

Staff = dict[str, httpx.AsyncClient]


def code(answer: httpx.Response) -> str:
    return answer.json()["code"]


@pytest.fixture
async def staff(
    make_channel: MakeChannel,
    join: Join,
    person: Person,
    meera: httpx.AsyncClient,
    stranger: httpx.AsyncClient,
) -> Staff:
    """A channel's people by their ranks, and a stranger."""
    await make_channel()
    people = {"owner": meera, "stranger": stranger}
    for rank in ("admin", "moderator", "member"):
        people[rank] = await person(rank)
        await join("lamps", people[rank], rank)
    return people


@pytest.fixture
def give(staff: Staff) -> Callable[..., Awaitable[httpx.Response]]:
    """Let somebody give somebody a rank: `await give("owner", "member", "admin")`."""

    async def given(
        by: str, whom: str, rank: str, permissions: list[str] | None = None
    ) -> httpx.Response:
        path = f"{LAMPS}/members/{account_of(staff[whom])}"
        return await staff[by].put(path, json={"rank": rank, "permissions": permissions})

    return given


class TestTheTableOfPermissions:
    def test_says_what_each_rank_may(self):
        post, moderate, mute, manage, invite = (
            ChannelPermission(name) for name in ("post", "moderate", "mute", "manage", "invite")
        )
        assert dict(PERMISSIONS_OF) == {
            Rank.OWNER: {post, moderate, mute, manage, invite},
            Rank.ADMIN: {post, moderate, mute, manage, invite},
            Rank.MODERATOR: {moderate, mute},
            Rank.MEMBER: set(),
        }

    def test_puts_ranks_above_one_another(self):
        order = [Rank.OWNER, Rank.ADMIN, Rank.MODERATOR, Rank.MEMBER]
        for at, rank in enumerate(order):
            assert [is_above(rank, other) for other in order] == [at < other for other in range(4)]

    @pytest.mark.parametrize(
        ("method", "path", "body", "allowed"),
        [
            ("PATCH", "", {"name": "New"}, {"owner", "admin"}),
            ("GET", "/members", None, {"owner", "admin", "moderator"}),
            ("GET", "/mutes", None, {"owner", "admin", "moderator"}),
            ("GET", "/invitations", None, {"owner", "admin"}),
            ("POST", "/invitations", {"email": "{rank}@example.net"}, {"owner", "admin"}),
            ("PUT", "/mutes/{nobody}", {}, {"owner", "admin", "moderator"}),
            ("DELETE", "/mutes/{nobody}", None, {"owner", "admin", "moderator"}),
            ("DELETE", "/cover", None, {"owner", "admin"}),
            ("POST", "/transfer", {"account_id": "{member}"}, {"owner"}),
        ],
    )
    async def test_holds_at_every_door(
        self, staff: Staff, method: str, path: str, body: Any, allowed: set[str], person: Person
    ):
        nobody = account_of(await person("nobody"))
        found: set[str] = set()
        for rank in ("stranger", "member", "moderator", "admin", "owner"):
            names = {"rank": rank, "nobody": nobody, "member": account_of(staff["member"])}
            sent = body and {key: value.format(**names) for key, value in body.items()}
            answer = await staff[rank].request(method, LAMPS + path.format(**names), json=sent)
            if answer.is_success:
                found.add(rank)
            else:
                assert (answer.status_code, code(answer)) == (403, "not_your_rank"), rank
        assert found == allowed


class TestSetMember:
    async def test_refuses_strangers_and_those_who_do_not_manage(self, give: Any):
        for by in ("stranger", "member", "moderator"):
            answer = await give(by, "member", "member")
            assert (answer.status_code, code(answer)) == (403, "not_your_rank")

    async def test_refuses_to_touch_an_equal_or_a_higher_rank(self, give: Any):
        for whom in ("owner", "admin"):
            answer = await give("admin", whom, "member")
            assert (answer.status_code, code(answer)) == (403, "not_your_rank")

    async def test_refuses_to_make_an_owner_or_an_equal(self, give: Any):
        assert (await give("owner", "member", "owner")).status_code == 422
        answer = await give("admin", "member", "admin")
        assert (answer.status_code, code(answer)) == (422, "rank_not_givable")

    async def test_refuses_somebody_who_was_not_invited(self, give: Any):
        answer = await give("owner", "stranger", "member")
        assert (answer.status_code, code(answer)) == (404, "member_not_found")

    async def test_refuses_to_give_more_than_one_has(self, give: Any):
        assert (await give("owner", "admin", "admin", ["manage", "mute"])).status_code == 200
        answer = await give("admin", "member", "moderator", ["post"])
        assert (answer.status_code, code(answer)) == (422, "rank_not_givable")
        answer = await give("admin", "member", "moderator")  # a moderator moderates
        assert (answer.status_code, code(answer)) == (422, "rank_not_givable")
        assert (await give("admin", "member", "moderator", ["mute"])).status_code == 200

    async def test_refuses_permissions_that_there_are_not(self, give: Any):
        assert (await give("owner", "member", "member", ["everything"])).status_code == 422

    async def test_gives_permissions_of_their_own_and_takes_them_back(
        self, give: Any, staff: Staff, shared: Services
    ):
        channel_id = UUID((await staff["owner"].get(LAMPS)).json()["id"])
        member_id = account_of(staff["member"])
        changed = (await give("owner", "member", "member", ["post"])).json()
        assert (changed["permissions"], changed["has_own_permissions"]) == (["post"], True)
        async with shared.get(Database).read() as session:
            assert await may_post(session, member_id, channel_id)
            assert await channels_to_post_in(session, member_id) == {channel_id}
        changed = (await give("owner", "member", "member")).json()
        assert (changed["permissions"], changed["has_own_permissions"]) == ([], False)
        async with shared.get(Database).read() as session:
            assert not await may_post(session, member_id, channel_id)

    async def test_takes_back_what_somebody_demoted_had_offered(self, give: Any, staff: Staff):
        await staff["admin"].post(f"{LAMPS}/invitations", json={"email": "vik@example.com"})
        assert (await staff["stranger"].get(f"{CHANNELS}/invitations")).json()["items"]
        await give("owner", "admin", "member")
        assert (await staff["stranger"].get(f"{CHANNELS}/invitations")).json()["items"] == []


class TestListMembers:
    async def test_gives_the_highest_ranks_first_in_pages(self, staff: Staff):
        seen: list[str] = []
        cursor = None
        while True:
            params = {"limit": 1} | ({"cursor": cursor} if cursor else {})
            page = (await staff["moderator"].get(f"{LAMPS}/members", params=params)).json()
            seen += [each["rank"] for each in page["items"]]
            assert not any(each["may_change"] for each in page["items"])
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert seen == ["owner", "admin", "moderator", "member"]

    async def test_asks_as_many_queries_for_one_as_for_many(self, staff: Staff, counted: Any):
        amounts: list[int] = []
        for limit in (1, 4):
            with counted() as queries:
                await staff["owner"].get(f"{LAMPS}/members", params={"limit": limit})
            amounts.append(len(queries))
        assert amounts[0] == amounts[1]


class TestMute:
    async def test_refuses_oneself_equals_and_those_above(self, staff: Staff):
        for by, whom in (("moderator", "moderator"), ("moderator", "admin"), ("admin", "owner")):
            answer = await staff[by].put(f"{LAMPS}/mutes/{account_of(staff[whom])}")
            assert (answer.status_code, code(answer)) == (403, "not_your_rank")

    async def test_refuses_an_account_that_there_is_not(self, staff: Staff):
        answer = await staff["owner"].put(f"{LAMPS}/mutes/{new_id()}")
        assert (answer.status_code, code(answer)) == (404, "member_not_found")

    async def test_keeps_a_member_from_posting_and_they_cannot_help_it(
        self, staff: Staff, give: Any
    ):
        await give("owner", "moderator", "moderator", ["post", "mute"])
        path = f"{LAMPS}/mutes/{account_of(staff['moderator'])}"
        for _ in range(2):
            answer = await staff["admin"].put(path, json={"reason": "Too <b>loud</b>\u202e"})
            assert answer.status_code == 204
        you = (await staff["moderator"].get(LAMPS)).json()["you"]
        assert (you["is_muted"], you["permissions"]) == (True, ["mute"])
        assert (await staff["moderator"].delete(path)).status_code == 403
        listed = (await staff["owner"].get(f"{LAMPS}/mutes")).json()["items"]
        assert [(each["name"], each["reason"]) for each in listed] == [
            ("Moderator", "Too <b>loud</b>")
        ]
        for _ in range(2):
            assert (await staff["admin"].delete(path)).status_code == 204
        you = (await staff["moderator"].get(LAMPS)).json()["you"]
        assert (you["is_muted"], you["permissions"]) == (False, ["mute", "post"])

    async def test_silences_somebody_who_is_no_member(self, staff: Staff):
        path = f"{LAMPS}/mutes/{account_of(staff['stranger'])}"
        assert (await staff["moderator"].put(path)).status_code == 204


class TestLeave:
    async def test_refuses_the_owner(self, staff: Staff):
        answer = await staff["owner"].delete(f"{LAMPS}/members/{account_of(staff['owner'])}")
        assert (answer.status_code, code(answer)) == (409, "owner_stays")

    async def test_is_open_to_everybody_else_once(self, staff: Staff):
        for rank in ("admin", "moderator", "member"):
            path = f"{LAMPS}/members/{account_of(staff[rank])}"
            assert (await staff[rank].delete(path)).status_code == 204
            assert (await staff[rank].delete(path)).status_code == 404

    async def test_lets_somebody_below_go_by_those_who_manage(self, staff: Staff):
        path = f"{LAMPS}/members/{account_of(staff['member'])}"
        for rank in ("stranger", "moderator"):
            assert (await staff[rank].delete(path)).status_code == 403
        path = f"{LAMPS}/members/{account_of(staff['moderator'])}"
        assert (await staff["admin"].delete(path)).status_code == 204
        assert (await staff["moderator"].get(LAMPS)).json()["you"]["rank"] is None


class TestTransfer:
    async def test_refuses_somebody_who_is_no_member_and_oneself(self, staff: Staff):
        for whom in ("stranger", "owner"):
            wish = {"account_id": str(account_of(staff[whom]))}
            answer = await staff["owner"].post(f"{LAMPS}/transfer", json=wish)
            assert (answer.status_code, code(answer)) == (404, "member_not_found")

    async def test_makes_a_member_the_owner_and_the_owner_an_admin(self, staff: Staff):
        wish = {"account_id": str(account_of(staff["member"]))}
        answer = await staff["owner"].post(f"{LAMPS}/transfer", json=wish)
        assert answer.json()["you"]["rank"] == "admin"
        assert (await staff["member"].get(LAMPS)).json()["you"]["rank"] == "owner"
        assert (await staff["owner"].delete(LAMPS)).status_code == 403

    async def test_gives_a_raced_channel_exactly_one_owner(self, staff: Staff):
        wishes = [
            {"account_id": str(account_of(staff[rank]))}
            for rank in ("admin", "moderator", "member")
        ]
        answers = await asyncio.gather(
            *(staff["owner"].post(f"{LAMPS}/transfer", json=wish) for wish in wishes)
        )
        assert sorted(each.status_code for each in answers) == [200, 403, 403]
        ranks = [(await staff[rank].get(LAMPS)).json()["you"]["rank"] for rank in staff]
        assert ranks.count("owner") == 1

    async def test_never_leaves_a_channel_to_somebody_who_left_at_that_moment(self, staff: Staff):
        member_id = account_of(staff["member"])
        await asyncio.gather(
            staff["owner"].post(f"{LAMPS}/transfer", json={"account_id": str(member_id)}),
            staff["member"].delete(f"{LAMPS}/members/{member_id}"),
        )
        ranks = [(await staff[rank].get(LAMPS)).json()["you"]["rank"] for rank in staff]
        assert ranks.count("owner") == 1

    async def test_refuses_somebody_who_owns_enough(self, staff: Staff, make_channel: MakeChannel):
        for number in range(10):
            await make_channel(f"rivers-x{number}", by=staff["admin"])
        wish = {"account_id": str(account_of(staff["admin"]))}
        answer = await staff["owner"].post(f"{LAMPS}/transfer", json=wish)
        assert (answer.status_code, code(answer)) == (409, "too_many_channels")
        assert (await staff["owner"].get(LAMPS)).json()["you"]["rank"] == "owner"
