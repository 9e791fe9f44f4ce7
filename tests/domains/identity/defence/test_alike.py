"""Signing in with a wrong password: the same answer and the same work, whoever's email it is."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from streamverse.domains.identity import passwords
from streamverse.domains.identity.service.defence import gate
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

LOGIN = "/api/v1/auth/login"
PASSWORD = "a quiet river 7"
UNKNOWN = "nobody@example.com"


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that argon2 was asked about; nothing is hashed."""
    asked: list[str] = []

    async def matches(password: str, stored: str | None) -> tuple[bool, str | None]:
        asked.append(password)
        return stored is not None and password == PASSWORD, None

    monkeypatch.setattr(passwords, "matches", matches)
    monkeypatch.setattr(gate, "DELAYS_FROM", gate.LOCKS_AT)
    return asked


@pytest.fixture
def browser_in_no_hurry(
    domain_services: Services, browser: Callable[[], httpx.AsyncClient]
) -> httpx.AsyncClient:
    """A browser behind limits that nobody meets."""
    settings = domain_services.get(Settings)
    many = {"sign_ins_per_minute": 1000, "sign_ins_per_minute_per_address": 1000}
    domain_services.add(settings.model_copy(update=many))
    return browser()


class TestAWrongPassword:
    async def test_costs_one_hash_and_answers_alike(
        self, browser_in_no_hurry: httpx.AsyncClient, asha: str, judged: list[str]
    ) -> None:
        told: dict[str, list[tuple[int, str, bool, int]]] = {asha: [], UNKNOWN: []}
        for email, said in told.items():
            for _ in range(gate.LOCKS_AT + 1):
                judged.clear()
                body = {"email": email, "password": "a loud river 8"}
                answer = await browser_in_no_hurry.post(LOGIN, json=body)
                is_told_when = "retry-after" in answer.headers
                problem = answer.json()["code"]
                said.append((answer.status_code, problem, is_told_when, len(judged)))
        wrong = (401, "wrong_credentials", False, 1)
        assert told[asha] == [wrong] * 10 + [(429, "sign_in_locked", True, 1)]
        assert told[UNKNOWN] == told[asha]

    async def test_locks_the_right_one_out_as_well(
        self, browser_in_no_hurry: httpx.AsyncClient, asha: str, judged: list[str]
    ) -> None:
        assert judged == []
        for password in ["a loud river 8"] * 10:
            await browser_in_no_hurry.post(LOGIN, json={"email": asha, "password": password})
        answer = await browser_in_no_hurry.post(LOGIN, json={"email": asha, "password": PASSWORD})
        assert (answer.status_code, answer.json()["code"]) == (429, "sign_in_locked")


class TestSettings:
    async def test_say_how_often_an_address_may_try(
        self, domain_services: Services, browser: Callable[[], httpx.AsyncClient], judged: list[str]
    ) -> None:
        few = {"sign_ins_per_minute_per_address": 3}
        domain_services.add(domain_services.get(Settings).model_copy(update=few))
        client = browser()
        statuses: list[int] = []
        for number in range(4):
            body = {"email": f"nobody{number}@example.com", "password": "x"}
            statuses.append((await client.post(LOGIN, json=body)).status_code)
        assert statuses == [401, 401, 401, 429]
        assert len(judged) == 3


class TestBehindAProxy:
    @pytest.fixture
    def guess(
        self,
        domain_services: Services,
        browser: Callable[[], httpx.AsyncClient],
        judged: list[str],
    ) -> Callable[..., Awaitable[int]]:
        """Try a wrong password through a proxy at 127.0.0.1; returns the status."""
        few = {"sign_ins_per_minute_per_address": 2, "trusted_proxies": ("127.0.0.1",)}
        domain_services.add(domain_services.get(Settings).model_copy(update=few))
        client = browser()

        async def guessed(forwarded: str) -> int:
            email = f"nobody{len(judged)}@example.com"
            headers = {"x-forwarded-for": forwarded}
            body = {"email": email, "password": "x"}
            return (await client.post(LOGIN, json=body, headers=headers)).status_code

        return guessed

    async def test_each_person_has_a_limit_of_their_own(
        self, guess: Callable[..., Awaitable[int]]
    ) -> None:
        addresses = ["8.8.8.8", "8.8.8.8", "8.8.8.8", "9.9.9.9"]
        assert [await guess(each) for each in addresses] == [401, 401, 429, 401]

    async def test_nobody_escapes_it_by_what_they_write_themselves(
        self, guess: Callable[..., Awaitable[int]]
    ) -> None:
        chains = [f"1.1.1.{number}, 127.0.0.1, 8.8.8.8" for number in range(3)]
        assert [await guess(each) for each in chains] == [401, 401, 429]

    async def test_a_customers_ipv6_addresses_are_one(
        self, guess: Callable[..., Awaitable[int]]
    ) -> None:
        addresses = [f"[2606:4700:1:2::{number}]:443" for number in range(1, 4)]
        assert [await guess(each) for each in addresses] == [401, 401, 429]
