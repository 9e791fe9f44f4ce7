"""What people agreed to, by version; and the page that shows it with what is kept how long."""

from typing import Any

import httpx
import pytest
from sqlalchemy import select

from streamverse.domains.identity.models import ConsentRow
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.identity.privacy.conftest import Join, Someone

TERMS = '{"kind": "terms", "version": "2026-01", "name": "Terms", "is_required": true}'
NEWS = '{"kind": "marketing", "version": "3", "name": "News", "url": "/legal/news"}'
WISH: dict[str, Any] = {
    "email": "nia@example.com",
    "password": "a quiet river 7",
    "name": "Nia",
}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings with a required document and one that is not."""
    return settings.model_copy(update={"legal_documents": f"[{TERMS}, {NEWS}]"})


async def rows(services: Services) -> list[ConsentRow]:
    """Return every consent ever written down."""
    async with services.get(Database).read() as session:
        return list(await session.scalars(select(ConsentRow).order_by(ConsentRow.id)))


async def say(who: Someone, kind: str, version: str, *, is_given: bool) -> httpx.Response:
    """Agree or take back."""
    body = {"version": version, "is_given": is_given}
    return await who.ask("PUT", f"/me/consents/{kind}", json=body)


class TestRegistering:
    async def test_is_refused_without_what_is_required(self, client: httpx.AsyncClient) -> None:
        for accepts in ([], [{"kind": "terms", "version": "2025-01"}]):
            answer = await client.post("/api/v1/auth/register", json=WISH | {"accepts": accepts})
            assert answer.status_code == 422
            assert answer.json()["code"] == "consent_required"
            assert answer.json()["documents"] == ["terms"]

    async def test_writes_down_what_was_ticked_and_what_was_not(
        self, client: httpx.AsyncClient, domain_services: Services
    ) -> None:
        accepts = [{"kind": "terms", "version": "2026-01"}, {"kind": "cookies", "version": "1"}]
        answer = await client.post("/api/v1/auth/register", json=WISH | {"accepts": accepts})
        assert answer.status_code == 202
        written = await rows(domain_services)
        assert {(row.kind, row.version, row.is_given) for row in written} == {
            ("terms", "2026-01", True),
            ("marketing", "3", False),
        }
        assert {row.given_by for row in written} == {"self"}
        assert all(row.address for row in written)


class TestConsent:
    async def test_is_refused_to_a_stranger(self, client: httpx.AsyncClient) -> None:
        answer = await client.put(
            "/api/v1/me/consents/marketing", json={"version": "3", "is_given": True}
        )
        assert answer.status_code == 401

    async def test_is_given_and_taken_back_and_both_stay_written_down(
        self, join: Join, domain_services: Services
    ) -> None:
        asha = await join()
        for is_given in (True, True, False):
            answer = await say(asha, "marketing", "3", is_given=is_given)
            assert answer.status_code == 200, answer.text
        assert answer.json()["is_given"] is False
        assert [row.is_given for row in await rows(domain_services)] == [True, False]

    async def test_counts_for_the_current_version_only(self, join: Join) -> None:
        answer = await say(await join(), "marketing", "2", is_given=True)
        assert (answer.status_code, answer.json()["code"]) == (409, "document_outdated")
        assert answer.json()["version"] == "3"

    async def test_is_refused_for_what_nobody_asks(self, join: Join) -> None:
        answer = await say(await join(), "parental", "1", is_given=True)
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_document")

    async def test_that_is_required_is_not_taken_back(self, join: Join) -> None:
        answer = await say(await join(), "terms", "2026-01", is_given=False)
        assert (answer.status_code, answer.json()["code"]) == (422, "consent_required")

    async def test_to_an_older_version_is_shown_as_not_current(
        self, join: Join, domain_services: Services, settings: Settings
    ) -> None:
        asha = await join()
        await say(asha, "marketing", "3", is_given=True)
        newer = NEWS.replace('"3"', '"4"')
        domain_services.add(settings.model_copy(update={"legal_documents": f"[{newer}]"}))
        shown = (await asha.ask("GET", "/me/privacy")).json()["consents"]
        assert [(each["version"], each["is_given"], each["is_current"]) for each in shown] == [
            ("4", True, False)
        ]


class TestThePrivacyPage:
    async def test_is_refused_to_a_stranger(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/api/v1/me/privacy")).status_code == 401

    async def test_shows_documents_retention_and_nothing_else_at_first(self, join: Join) -> None:
        shown = (await (await join()).ask("GET", "/me/privacy")).json()
        assert [each["kind"] for each in shown["consents"]] == ["terms", "marketing"]
        assert shown["consents"][1]["url"] == "/legal/news"
        assert shown["export"] is None
        assert shown["erasure"] is None
        assert {"what": "sign_ins", "days": 30} in shown["retention"]
        assert {"what": "exports", "days": 7} in shown["retention"]
