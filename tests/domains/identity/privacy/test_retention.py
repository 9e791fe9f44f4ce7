"""What is deleted by itself after how long."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from streamverse.domains.identity.models import AuditRow, DeviceRow, LinkRow, RefreshFamilyRow
from streamverse.domains.identity.service.privacy.retention import forget_what_is_old, kept
from streamverse.kit.db import Base, Database
from streamverse.kit.privacy import PrivacyRoster, Retention
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.identity.privacy.conftest import Join


async def count(services: Services, table: type[Base]) -> int:
    """Return how many rows a table has."""
    async with services.get(Database).read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


class TestForgettingWhatIsOld:
    async def test_keeps_what_is_young_and_deletes_what_is_old(
        self, join: Join, domain_services: Services, clock: Any
    ) -> None:
        asha = await join()
        await asha.ask("POST", "/me/erasure")
        tables = (RefreshFamilyRow, DeviceRow, AuditRow, LinkRow)
        await forget_what_is_old(domain_services)
        assert all([await count(domain_services, table) for table in tables])
        clock.advance(days=366)
        await forget_what_is_old(domain_services)
        assert [await count(domain_services, table) for table in tables] == [0, 0, 0, 0]

    async def test_keeps_for_ever_what_is_set_so(
        self, join: Join, domain_services: Services, clock: Any, settings: Settings
    ) -> None:
        await join()
        domain_services.add(settings.model_copy(update={"audit_kept_days": -1}))
        clock.advance(days=3660)
        await forget_what_is_old(domain_services)
        assert await count(domain_services, AuditRow) > 0
        shown = {each.what: each.days for each in kept(domain_services)}
        assert shown["audit"] is None
        assert shown["sign_ins"] == 30

    async def test_goes_on_when_one_domain_can_not(
        self, domain_services: Services, clock: Any
    ) -> None:
        asked: list[datetime] = []

        async def fails(_: Services, __: datetime) -> int:
            raise OSError

        async def works(_: Services, before: datetime) -> int:
            asked.append(before)
            return 0

        both = (Retention("a", lambda _: 1, fails), Retention("b", lambda _: 2, works))
        domain_services.add(PrivacyRoster(frozenset(), frozenset(), both))
        with pytest.raises(ExceptionGroup):
            await forget_what_is_old(domain_services)
        assert asked == [clock.now() - timedelta(days=2)]
