"""`streamverse user`: accounts from the shell, beside a running service and without one."""

import asyncio
from pathlib import Path

import httpx
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from streamverse.domains.identity.public import ensure_first_superuser, machine_token
from streamverse.entrypoints.cli.user import app
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.waiting import eventually

PASSWORD = "a quiet river 7"


async def streamverse_user(data: Path, *arguments: str) -> Result:
    """Run `streamverse user …` on a data folder, on a thread with a loop of its own."""
    environment = {"STREAMVERSE_DATA": str(data)}
    return await asyncio.to_thread(CliRunner().invoke, app, arguments, env=environment)


class TestUserCommands:
    async def test_refuse_a_weak_password_and_an_unknown_account(self, tmp_path: Path) -> None:
        weak = await streamverse_user(tmp_path, "create", "a@example.com", "--password", "weak")
        assert weak.exit_code != 0
        assert "8 characters" in str(weak.exception)
        unknown = await streamverse_user(tmp_path, "role", "b@example.com", "editor")
        assert unknown.exit_code != 0
        assert "b@example.com" in str(unknown.exception)

    async def test_make_an_account_on_a_folder_no_service_has_seen(self, tmp_path: Path) -> None:
        arguments = ("create", "a@example.com", "--password", PASSWORD, "--role", "creator")
        made = await streamverse_user(tmp_path, *arguments)
        assert made.exit_code == 0, made.output
        again = await streamverse_user(tmp_path, *arguments)
        assert again.exit_code != 0
        assert getattr(again.exception, "code", "") == "email_taken"

    async def test_work_beside_a_running_service_which_hears_of_it(
        self, settings: Settings, client: httpx.AsyncClient
    ) -> None:
        email = "a@example.com"
        made = await streamverse_user(settings.data, "create", email, "--password", PASSWORD)
        assert made.exit_code == 0, made.output
        body = {"email": email, "password": PASSWORD}
        tokens = (await client.post("/api/v1/auth/login", json=body)).json()
        bearer = {"authorization": f"Bearer {tokens['access_token']}"}
        assert (await client.get("/api/v1/me", headers=bearer)).status_code == 200
        changed = await streamverse_user(settings.data, "role", email, "creator")
        assert "creator, viewer" in changed.output

        async def is_told() -> bool:
            answer = await client.get("/api/v1/me", headers=bearer)
            return answer.status_code == 401 and answer.json()["code"] == "session_ended"

        await eventually(is_told)
        new = await streamverse_user(settings.data, "password", email, "--password", "new river 77")
        assert new.exit_code == 0, new.output
        assert (await client.post("/api/v1/auth/login", json=body)).status_code == 401


class TestFirstSuperuser:
    async def test_is_made_once_with_a_password_that_is_told_once(
        self, services: Services, client: httpx.AsyncClient
    ) -> None:
        password = await ensure_first_superuser(services)
        assert password
        assert await ensure_first_superuser(services) is None
        body = {"email": "admin@localhost", "password": password}
        assert (await client.post("/api/v1/auth/login", json=body)).status_code == 200

    async def test_has_a_token_for_the_commands_of_this_machine(
        self, services: Services, client: httpx.AsyncClient
    ) -> None:
        await ensure_first_superuser(services)
        bearer = {"authorization": f"Bearer {await machine_token(services)}"}
        me = (await client.get("/api/v1/me", headers=bearer)).json()
        assert "superuser" in me["roles"]

    async def test_is_who_the_settings_name(
        self, settings: Settings, services: Services, client: httpx.AsyncClient
    ) -> None:
        email = "Owner@Example.com"
        chosen = settings.model_copy(
            update={"admin_email": email, "admin_password": SecretStr(PASSWORD)}
        )
        services.add(chosen)
        assert await ensure_first_superuser(services) is None
        body = {"email": email, "password": PASSWORD}
        assert (await client.post("/api/v1/auth/login", json=body)).status_code == 200
