"""A device known to the account has a gate of its own: strangers can't shut the owner out."""

import pytest
from sqlalchemy import select

from streamverse.domains.identity.defence_errors import SignInLocked
from streamverse.domains.identity.models import DeviceRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.public import Role, create_account
from streamverse.domains.identity.service.defence import gate
from streamverse.domains.identity.service.defence.unlock import unlock
from streamverse.domains.identity.service.devices.recognise import recognise
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.identity.defence.guessing import (
    KNOWN,
    STRANGER,
    Guess,
    LockOut,
    token_of,
    unlock_links,
)


class TestKnownDevice:
    async def test_gets_in_while_strangers_are_locked_out(
        self, lock_out: LockOut, domain_services: Services, own_phone: Origin
    ) -> None:
        await lock_out()
        await gate.may_try(domain_services, KNOWN, own_phone)

    async def test_is_counted_alone(
        self,
        lock_out: LockOut,
        guess: Guess,
        domain_services: Services,
        own_phone: Origin,
    ) -> None:
        await lock_out(KNOWN, own_phone)
        with pytest.raises(SignInLocked):
            await gate.may_try(domain_services, KNOWN, own_phone)
        assert await guess(KNOWN, STRANGER) == "wrong"

    async def test_of_somebody_else_is_a_stranger(
        self, guess: Guess, domain_services: Services, clock: MovingClock
    ) -> None:
        other = await create_account(
            domain_services, "ravi@example.com", "a quiet river 7", "Ravi", {Role.VIEWER}
        )
        async with domain_services.get(Database).write() as session:
            his = await recognise(domain_services, session, other, STRANGER, clock.now())
        attacker = Origin("9.9.9.9", "curl", "bearer", device_cookie=his.token)
        for _ in range(5):
            await guess(KNOWN, STRANGER)
        assert (await guess(KNOWN, attacker)).startswith("sign_in_delayed")

    async def test_that_was_revoked_is_a_stranger(
        self, guess: Guess, domain_services: Services, clock: MovingClock, own_phone: Origin
    ) -> None:
        async with domain_services.get(Database).write() as session:
            row = (await session.scalars(select(DeviceRow))).one()
            row.revoked_at = clock.now()
        for _ in range(5):
            await guess(KNOWN, STRANGER)
        assert (await guess(KNOWN, own_phone)).startswith("sign_in_delayed")

    async def test_is_let_in_by_the_mailed_link_too(
        self,
        lock_out: LockOut,
        domain_services: Services,
        own_phone: Origin,
    ) -> None:
        await lock_out(KNOWN, own_phone)
        (link_id,) = await unlock_links(domain_services)
        await unlock(domain_services, token_of(domain_services, link_id), "8.8.8.8")
        await gate.may_try(domain_services, KNOWN, own_phone)
