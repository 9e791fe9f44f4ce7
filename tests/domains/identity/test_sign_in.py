"""Sign in, refresh, sign out, and what each token is still worth afterwards."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from streamverse.domains.identity.public import Role, set_password, set_roles
from streamverse.kit.services import Services

PASSWORD = "a quiet river 7"
LOGIN = "/api/v1/auth/login"
REFRESH = "/api/v1/auth/refresh"
LOGOUT = "/api/v1/auth/logout"
ME = "/api/v1/me"


def bearer(tokens: dict[str, Any]) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens['access_token']}"}


class TestSignIn:
    async def test_refuses_a_wrong_password_and_an_unknown_email_alike(
        self, client: httpx.AsyncClient, asha: str
    ) -> None:
        wrong = await client.post(LOGIN, json={"email": asha, "password": "wrong river 7"})
        nobody = await client.post(LOGIN, json={"email": "no@one.test", "password": PASSWORD})
        assert wrong.status_code == nobody.status_code == 401
        assert wrong.json() == nobody.json()
        assert wrong.json()["code"] == "wrong_credentials"

    async def test_gives_a_bearer_its_tokens_in_the_body_only(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any]
    ) -> None:
        tokens = await sign_in()
        assert tokens["token_type"] == "bearer"
        assert tokens["expires_in"] == 900
        assert not client.cookies

    async def test_gives_the_site_cookies_that_scripts_cannot_read(
        self, client: httpx.AsyncClient, asha: str
    ) -> None:
        answer = await client.post(
            LOGIN, json={"email": asha, "password": PASSWORD, "transport": "cookie"}
        )
        assert set(answer.json()) == {"token_type", "expires_in"}
        fields = {
            field.partition("=")[0]: field.lower()
            for field in answer.headers.get_list("set-cookie")
        }
        assert "httponly" in fields["sv_access"]
        assert "httponly" in fields["sv_refresh"]
        assert "httponly" not in fields["sv_csrf"]
        assert all("samesite=lax" in field for field in fields.values())

    async def test_answers_at_the_older_address_too(
        self, client: httpx.AsyncClient, asha: str
    ) -> None:
        answer = await client.post("/api/auth/login", json={"email": asha, "password": PASSWORD})
        assert answer.status_code == 200

    async def test_is_refused_after_five_tries_in_a_minute_at_one_account(
        self, client: httpx.AsyncClient, asha: str
    ) -> None:
        body = {"email": asha, "password": "wrong river 7"}
        answers = [await client.post(LOGIN, json=body) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [401] * 5 + [429]
        refused = answers[-1]
        assert refused.json()["code"] == "too_many_sign_ins"
        assert int(refused.headers["retry-after"]) > 0
        assert "q=5" in refused.headers["ratelimit-policy"]
        other = await client.post(LOGIN, json=body | {"email": "other@example.com"})
        assert other.status_code == 401


class TestAccessToken:
    async def test_is_asked_for(self, client: httpx.AsyncClient) -> None:
        answer = await client.get(ME)
        assert answer.status_code == 401
        assert answer.json()["code"] == "unauthenticated"
        assert answer.headers["www-authenticate"] == "Bearer"

    @pytest.mark.parametrize("token", ["nonsense", "e30.e30.e30", ""])
    async def test_is_refused_when_it_is_not_ours(
        self, client: httpx.AsyncClient, token: str
    ) -> None:
        answer = await client.get(ME, headers={"authorization": f"Bearer {token}"})
        assert answer.json()["code"] == "invalid_token"

    async def test_is_refused_when_it_was_tampered_with(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any]
    ) -> None:
        header, body, signature = (await sign_in())["access_token"].split(".")
        forged = f"{header}.{body[:-2]}AA.{signature}"
        answer = await client.get(ME, headers={"authorization": f"Bearer {forged}"})
        assert answer.json()["code"] == "invalid_token"

    async def test_expires_after_fifteen_minutes(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any], clock: Any
    ) -> None:
        tokens = await sign_in()
        clock.advance(minutes=14)
        assert (await client.get(ME, headers=bearer(tokens))).status_code == 200
        clock.advance(minutes=2)
        answer = await client.get(ME, headers=bearer(tokens))
        assert answer.json()["code"] == "token_expired"

    async def test_ends_when_the_password_changes(
        self,
        client: httpx.AsyncClient,
        asha: str,
        sign_in: Callable[..., Any],
        domain_services: Services,
    ) -> None:
        tokens = await sign_in()
        assert (await client.get(ME, headers=bearer(tokens))).status_code == 200
        await set_password(domain_services, asha, "another river 77")
        assert (await client.get(ME, headers=bearer(tokens))).json()["code"] == "session_ended"
        body = {"refresh_token": tokens["refresh_token"]}
        assert (await client.post(REFRESH, json=body)).status_code == 401

    async def test_ends_when_the_roles_change(
        self,
        client: httpx.AsyncClient,
        asha: str,
        sign_in: Callable[..., Any],
        domain_services: Services,
    ) -> None:
        tokens = await sign_in()
        await set_roles(domain_services, asha, {Role.EDITOR})
        assert (await client.get(ME, headers=bearer(tokens))).json()["code"] == "session_ended"
        fresh = await client.get(ME, headers=bearer(await sign_in()))
        assert fresh.json()["roles"] == ["editor", "viewer"]


class TestRefresh:
    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_lets_one_of_two_racing_uses_of_a_token_win_and_ends_the_sign_in(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any]
    ) -> None:
        body = {"refresh_token": (await sign_in())["refresh_token"]}
        answers = await asyncio.gather(*(client.post(REFRESH, json=body) for _ in range(4)))
        won = [answer.json() for answer in answers if answer.status_code == 200]
        assert len(won) == 1
        assert (await client.get(ME, headers=bearer(won[0]))).json()["code"] == "session_ended"

    async def test_is_refused_without_a_token_of_ours(self, client: httpx.AsyncClient) -> None:
        assert (await client.post(REFRESH)).status_code == 401
        answer = await client.post(REFRESH, json={"refresh_token": "made up"})
        assert answer.json()["code"] == "refresh_refused"

    async def test_gives_a_new_pair(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any], clock: Any
    ) -> None:
        first = await sign_in()
        clock.advance(days=6)
        second = (await client.post(REFRESH, json={"refresh_token": first["refresh_token"]})).json()
        assert second["refresh_token"] != first["refresh_token"]
        assert (await client.get(ME, headers=bearer(second))).status_code == 200

    async def test_ends_the_sign_in_when_a_token_is_shown_twice(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any]
    ) -> None:
        first = await sign_in()
        body = {"refresh_token": first["refresh_token"]}
        second = (await client.post(REFRESH, json=body)).json()
        assert (await client.get(ME, headers=bearer(second))).status_code == 200
        assert (await client.post(REFRESH, json=body)).status_code == 401
        stolen = {"refresh_token": second["refresh_token"]}
        assert (await client.post(REFRESH, json=stolen)).status_code == 401
        assert (await client.get(ME, headers=bearer(second))).json()["code"] == "session_ended"

    async def test_is_refused_after_seven_days(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any], clock: Any
    ) -> None:
        tokens = await sign_in()
        clock.advance(days=7, seconds=1)
        body = {"refresh_token": tokens["refresh_token"]}
        assert (await client.post(REFRESH, json=body)).status_code == 401

    async def test_by_cookie_needs_the_proof_of_our_own_page(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any]
    ) -> None:
        await sign_in("cookie")
        forged = await client.post(REFRESH)
        assert forged.json()["code"] == "csrf_refused"
        proof = {"x-csrf-token": client.cookies["sv_csrf"]}
        answer = await client.post(REFRESH, headers=proof)
        assert answer.json() == {"token_type": "cookie", "expires_in": 900}
        assert (await client.get(ME)).status_code == 200

    async def test_forgets_the_cookies_of_a_sign_in_that_is_over(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any], clock: Any
    ) -> None:
        await sign_in("cookie")
        clock.advance(days=8)
        proof = {"x-csrf-token": client.cookies["sv_csrf"]}
        assert (await client.post(REFRESH, headers=proof)).status_code == 401
        assert "sv_access" not in client.cookies


class TestSignOut:
    async def test_by_cookie_needs_the_proof_of_our_own_page(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any]
    ) -> None:
        await sign_in("cookie")
        assert (await client.post(LOGOUT)).json()["code"] == "csrf_refused"
        assert (await client.get(ME)).status_code == 200

    async def test_forgets_the_cookies_and_ends_the_tokens(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any]
    ) -> None:
        await sign_in("cookie")
        access = client.cookies["sv_access"]
        proof = {"x-csrf-token": client.cookies["sv_csrf"]}
        assert (await client.post(LOGOUT, headers=proof)).status_code == 204
        assert "sv_access" not in client.cookies
        answer = await client.get(ME, headers={"authorization": f"Bearer {access}"})
        assert answer.json()["code"] == "session_ended"

    async def test_is_not_for_another_site_to_ask_for(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any]
    ) -> None:
        await sign_in("cookie")
        stranger = client.build_request("POST", LOGOUT, headers={"sec-fetch-site": "cross-site"})
        del stranger.headers["cookie"]  # SameSite=Lax keeps them at home
        answer = await client.send(stranger)
        assert answer.json()["code"] == "csrf_refused"
        assert not answer.headers.get_list("set-cookie")

    async def test_ends_a_bearers_tokens_at_once(
        self, client: httpx.AsyncClient, sign_in: Callable[..., Any]
    ) -> None:
        tokens = await sign_in()
        assert (await client.get(ME, headers=bearer(tokens))).status_code == 200
        assert (await client.post(LOGOUT, headers=bearer(tokens))).status_code == 204
        assert (await client.get(ME, headers=bearer(tokens))).json()["code"] == "session_ended"
        body = {"refresh_token": tokens["refresh_token"]}
        assert (await client.post(REFRESH, json=body)).status_code == 401
