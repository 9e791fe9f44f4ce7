"""The gate before passwords: growing waits, a lock with a mailed link, and the owner's way in."""

import asyncio
from uuid import UUID

import httpx
import pytest

from streamverse.domains.identity import links
from streamverse.domains.identity.defence_errors import SignInDelayed, SignInLocked
from streamverse.domains.identity.errors import LinkExpired, LinkUsed
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.repository import defence
from streamverse.domains.identity.service.defence import gate
from streamverse.domains.identity.service.defence.keys import key_of_email
from streamverse.domains.identity.service.defence.unlock import unlock
from streamverse.kit.db import Database
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.conftest import MovingClock
from tests.domains.identity.defence.guessing import (
    KNOWN,
    STRANGER,
    UNKNOWN,
    Guess,
    LockOut,
    token_of,
    unlock_links,
)


class TestWaits:
    @pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
    async def test_double_from_the_fifth_wrong_password_on(
        self, guess: Guess, clock: MovingClock, email: str
    ) -> None:
        assert [await guess(email) for _ in range(5)] == ["wrong"] * 5
        for wait in (1, 2, 4, 8):
            assert await guess(email) == f"sign_in_delayed {wait}"
            clock.advance(seconds=wait)
            assert await guess(email) == "wrong"

    async def test_are_of_one_email_only(self, guess: Guess) -> None:
        for _ in range(5):
            await guess(KNOWN)
        assert await guess(UNKNOWN) == "wrong"

    async def test_count_an_email_however_it_is_written(self, guess: Guess) -> None:
        spellings = (UNKNOWN, UNKNOWN.upper(), f" {UNKNOWN} ", UNKNOWN.title(), UNKNOWN)
        assert [await guess(email) for email in spellings] == ["wrong"] * 5
        assert (await guess(UNKNOWN)).startswith("sign_in_delayed")

    async def test_end_with_a_right_password(self, guess: Guess, domain_services: Services) -> None:
        for _ in range(5):
            await guess()
        await gate.succeeded(domain_services, KNOWN, STRANGER)
        assert [await guess() for _ in range(5)] == ["wrong"] * 5

    async def test_are_forgotten_after_a_day(self, guess: Guess, clock: MovingClock) -> None:
        for _ in range(5):
            await guess()
        clock.advance(days=1, seconds=1)
        assert [await guess() for _ in range(5)] == ["wrong"] * 5

    async def test_hold_over_a_restart(
        self, guess: Guess, domain_services: Services, settings: Settings
    ) -> None:
        for _ in range(5):
            await guess()
        restarted = Database(settings.database)
        domain_services.add(restarted)
        said = await guess()
        await restarted.close()
        assert said.startswith("sign_in_delayed")

    @pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)
    async def test_count_each_of_many_at_once(
        self, domain_services: Services, account_id: UUID
    ) -> None:
        tries = (gate.failed(domain_services, KNOWN, STRANGER, account_id) for _ in range(8))
        await asyncio.gather(*tries)
        async with domain_services.get(Database).read() as session:
            key = key_of_email(domain_services, KNOWN)
            row = await defence.failures_of(session, key)
        assert row is not None
        assert row.failures == 8

    async def test_keep_nobodys_email(self, guess: Guess, domain_services: Services) -> None:
        await guess(UNKNOWN)
        assert "nobody" not in key_of_email(domain_services, UNKNOWN)


class TestLock:
    @pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
    async def test_shuts_at_the_tenth_wrong_password_for_half_an_hour(
        self, lock_out: LockOut, guess: Guess, clock: MovingClock, email: str
    ) -> None:
        assert await lock_out(email) == ["wrong"] * 10 + ["sign_in_locked 1800"]
        clock.advance(minutes=29)
        assert await guess(email) == "sign_in_locked 60"
        clock.advance(minutes=1)
        assert [await guess(email) for _ in range(3)] == ["wrong"] * 3

    async def test_is_answered_alike_whether_or_not_there_is_an_account(
        self, lock_out: LockOut, domain_services: Services
    ) -> None:
        problems: list[object] = []
        for email in (KNOWN, UNKNOWN):
            await lock_out(email)
            with pytest.raises(SignInLocked) as refusal:
                await gate.may_try(domain_services, email, STRANGER)
            problems.append((refusal.value.problem(), set(refusal.value.headers)))
        assert problems[0] == problems[1]

    async def test_mails_the_owner_a_link_and_nobody_else(
        self, lock_out: LockOut, domain_services: Services
    ) -> None:
        await lock_out(UNKNOWN)
        assert await unlock_links(domain_services) == []
        await lock_out(KNOWN)
        assert len(await unlock_links(domain_services)) == 1

    async def test_opens_by_the_mailed_link_once(
        self, lock_out: LockOut, guess: Guess, domain_services: Services
    ) -> None:
        await lock_out()
        (link_id,) = await unlock_links(domain_services)
        token = token_of(domain_services, link_id)
        await unlock(domain_services, token, "8.8.8.8")
        assert await guess() == "wrong"
        with pytest.raises(LinkUsed):
            await unlock(domain_services, token, "8.8.8.8")

    async def test_opens_by_no_other_token(
        self,
        lock_out: LockOut,
        guess: Guess,
        domain_services: Services,
        client: httpx.AsyncClient,
    ) -> None:
        await lock_out()
        (link_id,) = await unlock_links(domain_services)
        token = token_of(domain_services, link_id)
        keyring = keyring_of(domain_services.get(Settings))
        for_something_else = links.token_of(keyring, link_id, LinkPurpose.RESET_PASSWORD)
        forged = ("A" if token[0] != "A" else "B") + token[1:]
        for wrong in (for_something_else, forged, token[:-2], "nonsense"):
            answer = await client.post("/api/v1/auth/unlock", json={"token": wrong})
            assert (answer.status_code, answer.json()["code"]) == (403, "link_invalid")
        assert (await guess()).startswith("sign_in_locked")
        answer = await client.post("/api/v1/auth/unlock", json={"token": token})
        assert answer.status_code == 204
        assert await guess() == "wrong"

    async def test_opens_by_no_link_that_has_expired(
        self, lock_out: LockOut, domain_services: Services, clock: MovingClock
    ) -> None:
        await lock_out()
        (link_id,) = await unlock_links(domain_services)
        clock.advance(minutes=30)
        with pytest.raises(LinkExpired):
            await unlock(domain_services, token_of(domain_services, link_id), "8.8.8.8")

    async def test_is_mailed_about_four_times_a_day_at_most(
        self,
        lock_out: LockOut,
        domain_services: Services,
        clock: MovingClock,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(gate, "ADDRESSES_AT_ONCE", 100)
        for _ in range(6):
            await lock_out()
            clock.advance(minutes=30)
        assert len(await unlock_links(domain_services)) == 4


class TestGuessesFromEverywhere:
    async def test_are_limited_before_any_of_them_failed(
        self, domain_services: Services, account_id: UUID
    ) -> None:
        assert account_id
        origins = [Origin(f"9.9.9.{number}", "curl", "bearer") for number in range(20)]
        for origin in origins:
            await gate.may_try(domain_services, KNOWN, origin)
        with pytest.raises(SignInDelayed):
            await gate.may_try(domain_services, KNOWN, Origin("9.9.8.1", "curl", "bearer"))
