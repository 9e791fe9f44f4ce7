"""People and titles over the whole service: who sees, who may, and what everyone may ask."""

from typing import Any
from uuid import UUID

import httpx

from streamverse.domains.identity.public import Role, create_account
from streamverse.kit.services import Services

PASSWORD = "a quiet river 7"


class TestCreatorsFirstDay:
    async def test_goes_from_registering_to_a_published_series(
        self, services: Services, client: httpx.AsyncClient
    ) -> None:
        wish = {"email": "nia@example.com", "password": PASSWORD, "name": "Nia"}
        assert (await client.post("/api/v1/auth/register", json=wish)).status_code == 202
        await create_account(services, "maker@example.com", PASSWORD, "Maker", {Role.CREATOR})

        await sign_in(client, "nia@example.com")
        refused = await client.post("/api/v1/titles", json={"name": "X"}, headers=proof(client))
        assert refused.json()["code"] == "role_missing"
        await client.post("/api/v1/auth/logout", headers=proof(client))

        await sign_in(client, "maker@example.com")
        forged = await client.post("/api/v1/titles", json={"name": "X"})
        assert forged.json()["code"] == "csrf_refused"
        made = await client.post(
            "/api/v1/titles",
            json={"kind": "series", "name": "Lamps", "genres": ["Drama"]},
            headers=proof(client),
        )
        assert made.status_code == 201, made.text
        assert UUID(made.json()["id"])
        assert (await client.get("/api/v1/home")).json()["rows"] == []
        mine: dict[str, Any] = (await client.get("/api/v1/titles?mine=true")).json()
        assert [item["slug"] for item in mine["items"]] == ["lamps"]


async def sign_in(client: httpx.AsyncClient, email: str) -> None:
    """Sign in as the site does."""
    body = {"email": email, "password": PASSWORD, "transport": "cookie"}
    answer = await client.post("/api/v1/auth/login", json=body)
    assert answer.status_code == 200, answer.text


def proof(client: httpx.AsyncClient) -> dict[str, str]:
    """Return the header that shows that our own page sends a request."""
    return {"x-csrf-token": client.cookies["sv_csrf"]}
