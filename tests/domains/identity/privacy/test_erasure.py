"""To be forgotten: asked, taken back in time or not, carried out by every domain, done."""

import asyncio
from datetime import datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.identity.audit import NOWHERE
from streamverse.domains.identity.events import ErasureDue
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import AuditRow, ErasureRow
from streamverse.domains.identity.privacy_errors import ErasureBegun
from streamverse.domains.identity.public import addressee, answer_erasure
from streamverse.domains.identity.repository import privacy as repository
from streamverse.domains.identity.service.privacy.ask_erasure import cancel_erasure
from streamverse.domains.identity.service.privacy.upkeep import (
    begin_due_erasures,
    look_after_privacy,
)
from streamverse.kit import outbox
from streamverse.kit.db import Database
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from tests.domains.identity.privacy.conftest import (
    Deliver,
    InlineJobs,
    Join,
    Someone,
    Token,
    account_row,
    new_sign_in,
    profiles_of,
)
from tests.domains.identity.privacy.diary import Diary
from tests.domains.identity.privacy.traces import tables_with

CANCEL = "/api/v1/auth/erasure/cancel"
ON_BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


async def erasure_of(services: Services, who: Someone) -> ErasureRow:
    """Return the newest erasure of somebody."""
    query = select(ErasureRow).where(ErasureRow.account_id == who.account_id)
    async with services.get(Database).read() as session:
        row = await session.scalar(query.order_by(ErasureRow.asked_at.desc()).limit(1))
    assert row is not None
    return row


async def ask_and_wait(who: Someone, clock: Any) -> None:
    """Ask to be forgotten and let the days of grace pass."""
    assert (await who.ask("POST", "/me/erasure")).status_code == 202
    clock.advance(days=14, seconds=1)


class TestAskingToBeForgotten:
    async def test_is_refused_to_a_stranger(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/api/v1/me/erasure")).status_code == 401
        assert (await client.delete("/api/v1/me/erasure")).status_code == 401

    async def test_takes_a_fresh_proof(self, join: Join, clock: Any) -> None:
        asha = await join()
        clock.advance(minutes=11)
        assert (await asha.ask("POST", "/me/erasure")).json()["code"] == "step_up_required"

    async def test_says_when_and_the_account_stays_usable_until_then(
        self, join: Join, clock: Any
    ) -> None:
        asha = await join()
        answer = await asha.ask("POST", "/me/erasure")
        assert answer.status_code == 202
        due_at = datetime.fromisoformat(answer.json()["due_at"])
        assert (due_at - clock.now()).days == 14
        privacy = (await asha.ask("GET", "/me/privacy")).json()
        assert privacy["erasure"] == {"due_at": answer.json()["due_at"]}

    async def test_changes_nothing_the_second_time(self, join: Join, clock: Any) -> None:
        asha = await join()
        first = await asha.ask("POST", "/me/erasure")
        clock.advance(minutes=5)
        assert (await asha.ask("POST", "/me/erasure")).json() == first.json()

    async def test_ends_every_other_sign_in(self, join: Join, domain_services: Services) -> None:
        asha = await join()
        other = await new_sign_in(domain_services, asha.account_id)
        await asha.ask("POST", "/me/erasure")
        assert (await asha.ask("GET", "/me/privacy")).status_code == 200
        headers = {"authorization": f"Bearer {other}"}
        answer = await asha.client.get("/api/v1/me/privacy", headers=headers)
        assert answer.json()["code"] == "session_ended"

    async def test_is_refused_to_the_last_superuser(self, join: Join) -> None:
        boss = await join("boss", roles=frozenset({"superuser"}))
        answer = await boss.ask("POST", "/me/erasure")
        assert (answer.status_code, answer.json()["code"]) == (409, "last_superuser")

    @ON_BOTH
    async def test_lets_one_of_two_superusers_go_who_leave_at_once(self, join: Join) -> None:
        bosses = [await join(name, roles=frozenset({"superuser"})) for name in ("one", "two")]
        answers = await asyncio.gather(*(boss.ask("POST", "/me/erasure") for boss in bosses))
        assert sorted(answer.status_code for answer in answers) == [202, 409]


class TestChangingOnesMind:
    async def test_is_refused_to_a_stranger(self, client: httpx.AsyncClient) -> None:
        answer = await client.post(CANCEL, json={"token": "nonsense"})
        assert answer.json()["code"] == "link_invalid"

    async def test_keeps_the_account(
        self, join: Join, deliver: Deliver, clock: Any, domain_services: Services, diary: Diary
    ) -> None:
        asha = await join()
        await asha.ask("POST", "/me/erasure")
        assert (await asha.ask("DELETE", "/me/erasure")).status_code == 204
        assert (await asha.ask("DELETE", "/me/erasure")).json()["code"] == "no_erasure"
        clock.advance(days=15)
        await look_after_privacy(domain_services)
        await deliver()
        assert await account_row(domain_services, asha.account_id) is not None
        assert diary.erased == []

    async def test_by_the_mailed_link_counts_once(
        self, join: Join, client: httpx.AsyncClient, token_of: Token
    ) -> None:
        asha = await join()
        await asha.ask("POST", "/me/erasure")
        token = await token_of(LinkPurpose.CANCEL_ERASURE)
        assert (await client.post(CANCEL, json={"token": token})).status_code == 204
        used = await client.post(CANCEL, json={"token": token})
        assert (used.status_code, used.json()["code"]) == (410, "link_used")
        assert (await asha.ask("GET", "/me/privacy")).json()["erasure"] is None

    async def test_by_an_old_link_does_not_stop_a_newer_erasure(
        self, join: Join, client: httpx.AsyncClient, token_of: Token
    ) -> None:
        asha = await join()
        await asha.ask("POST", "/me/erasure")
        old = await token_of(LinkPurpose.CANCEL_ERASURE)
        await asha.ask("DELETE", "/me/erasure")
        await asha.ask("POST", "/me/erasure")
        assert (await client.post(CANCEL, json={"token": old})).json()["code"] == "link_used"
        assert (await asha.ask("GET", "/me/privacy")).json()["erasure"] is not None

    async def test_comes_too_late_by_a_link_that_ran_out(
        self, join: Join, client: httpx.AsyncClient, token_of: Token, clock: Any
    ) -> None:
        await ask_and_wait(await join(), clock)
        token = await token_of(LinkPurpose.CANCEL_ERASURE)
        late = await client.post(CANCEL, json={"token": token})
        assert (late.status_code, late.json()["code"]) == (410, "link_expired")

    @ON_BOTH
    async def test_in_the_last_second_wins_or_loses_but_never_half(
        self, join: Join, deliver: Deliver, clock: Any, domain_services: Services, diary: Diary
    ) -> None:
        asha = await join()
        await ask_and_wait(asha, clock)

        async def change_mind() -> bool:
            try:
                await cancel_erasure(domain_services, asha.account_id, NOWHERE)
            except ErasureBegun:
                return False
            return True

        was_kept, _ = await asyncio.gather(change_mind(), begin_due_erasures(domain_services))
        await deliver()
        is_there = await account_row(domain_services, asha.account_id) is not None
        assert is_there == was_kept
        assert len(diary.erased) == (0 if was_kept else 1)


class TestBeingForgotten:
    @ON_BOTH
    async def test_leaves_no_trace_but_what_is_kept_for_a_reason(
        self,
        join: Join,
        deliver: Deliver,
        clock: Any,
        domain_services: Services,
        diary: Diary,
    ) -> None:
        asha = await join("asha", language="hi")
        diary.pages[asha.account_id] = [{"page": 1}]
        await asha.ask("PUT", "/me/consents/analytics", json={"version": "1", "is_given": True})
        await asha.ask("POST", "/me/exports")
        await deliver()
        profile_ids = await profiles_of(domain_services, asha.account_id)
        avatar = f"avatars/{profile_ids[0]}/abc/avatar-512.webp"
        await domain_services.get(Objects).put(avatar, b"a face")

        await ask_and_wait(asha, clock)
        await look_after_privacy(domain_services)
        await deliver()

        assert (await erasure_of(domain_services, asha)).state == "done"
        assert diary.erased[0].account_id == asha.account_id
        assert diary.erased[0].profile_ids == profile_ids
        found = await tables_with(domain_services, [asha.account_id, *profile_ids])
        assert found <= {"erasures", "audit_entries", "outbox"}
        assert await tables_with(domain_services, [asha.email, "192.0.2.7"]) == set()
        objects = domain_services.get(Objects)
        assert [info.key async for info in objects.list("")] == ["diary/drawing.png"]
        answer = await asha.ask("GET", "/me/privacy")
        assert answer.status_code == 401

    async def test_lets_the_email_register_again(
        self, join: Join, deliver: Deliver, clock: Any, domain_services: Services
    ) -> None:
        asha = await join("asha")
        await ask_and_wait(asha, clock)
        await look_after_privacy(domain_services)
        await deliver()
        again = await join("asha")
        assert again.account_id != asha.account_id

    async def test_keeps_the_address_until_every_domain_has_answered(
        self, join: Join, deliver: Deliver, clock: Any, domain_services: Services, diary: Diary
    ) -> None:
        asha = await join()
        await ask_and_wait(asha, clock)
        diary.is_broken = True
        await look_after_privacy(domain_services)
        await deliver()
        async with domain_services.get(Database).read() as session:
            to = await addressee(session, asha.account_id)
        assert to is not None
        assert to.email == asha.email
        assert (await asha.ask("GET", "/me/privacy")).status_code == 401

        diary.is_broken = False
        clock.advance(hours=2)
        await look_after_privacy(domain_services)
        await deliver()
        assert await account_row(domain_services, asha.account_id) is None

    async def test_goes_on_after_a_crash_between_the_last_answer_and_the_end(
        self, join: Join, deliver: Deliver, clock: Any, domain_services: Services, jobs: InlineJobs
    ) -> None:
        asha = await join()
        await ask_and_wait(asha, clock)
        jobs.lost = {"identity.finish_erasure"}
        await look_after_privacy(domain_services)
        await deliver()
        assert await account_row(domain_services, asha.account_id) is not None
        jobs.lost = set()
        clock.advance(hours=2)
        await look_after_privacy(domain_services)
        await deliver()
        assert await account_row(domain_services, asha.account_id) is None

    async def test_is_done_once_when_a_domain_answers_twice_and_the_event_comes_again(
        self, join: Join, deliver: Deliver, clock: Any, domain_services: Services, diary: Diary
    ) -> None:
        asha = await join()
        await ask_and_wait(asha, clock)
        await look_after_privacy(domain_services)
        await deliver()
        done = await erasure_of(domain_services, asha)
        async with domain_services.get(Database).write() as session:
            outbox.publish(session, ErasureDue(done.id, asha.account_id, ()))
            await answer_erasure(domain_services, session, done.id, "diary")
        await deliver()
        assert (await erasure_of(domain_services, asha)).completed_at == done.completed_at
        assert len(diary.erased) == 1

    async def test_waits_while_nobody_else_is_a_superuser(
        self, join: Join, clock: Any, domain_services: Services
    ) -> None:
        boss = await join("boss", roles=frozenset({"superuser"}))
        other = await join("other", roles=frozenset({"superuser"}))
        await ask_and_wait(boss, clock)
        async with domain_services.get(Database).write() as session:
            row = await repository.lock_account(session, other.account_id)
            assert row is not None
            row.state = "suspended"
        await look_after_privacy(domain_services)
        assert (await erasure_of(domain_services, boss)).state == "waiting"

    async def test_leaves_of_the_audit_log_what_was_done_but_not_by_whom_from_where(
        self, join: Join, deliver: Deliver, clock: Any, domain_services: Services
    ) -> None:
        asha = await join()
        await ask_and_wait(asha, clock)
        await look_after_privacy(domain_services)
        await deliver()
        query = select(AuditRow).where(AuditRow.account_id == asha.account_id)
        async with domain_services.get(Database).read() as session:
            entries = (await session.scalars(query)).all()
        assert {"erasure_asked", "account_erased"} <= {entry.action for entry in entries}
        assert {(entry.address, entry.country, entry.device_id) for entry in entries} == {
            ("", None, None)
        }
