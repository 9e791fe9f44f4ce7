"""Mail works out of the box: what is registered is mailed, kept in the data folder, and opens."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

from streamverse.kit.settings import Settings
from tests.domains.waiting import eventually

EMAIL = "nia@example.com"
PASSWORD = "a quiet river 7 lanterns"
NEW_PASSWORD = "seven lanterns on a bridge"


class TestTheFirstMails:
    async def test_let_somebody_in_and_back_in(
        self, settings: Settings, client: httpx.AsyncClient
    ) -> None:
        folder = settings.data / "mail"
        wish = {"email": EMAIL, "password": PASSWORD, "name": "Nia", "language": "sw"}
        await post(client, "/auth/register", wish, 202)
        welcome = await mail_with(folder, "/verify?token=")
        assert welcome["to"] == f"Nia <{EMAIL}>"
        assert welcome["content-language"] == "sw"
        token = token_in(welcome)
        assert (await post(client, "/auth/verify", {"token": token}, 200))["email"] == EMAIL
        await post(client, "/auth/verify", {"token": token}, 410)

        await post(client, "/auth/reset/request", {"email": EMAIL}, 202)
        token = token_in(await mail_with(folder, "/reset?token="))
        await post(client, "/auth/reset", {"token": token, "password": NEW_PASSWORD}, 204)
        await post(client, "/auth/login", {"email": EMAIL, "password": NEW_PASSWORD}, 200)
        told = await mail_with(folder, "/account/security")
        assert told["subject"] == "Nenosiri lako la StreamVerse limebadilishwa"

        await post(client, "/auth/register", wish, 202)
        repeated = await mail_with(folder, "/login")
        assert repeated["subject"] == "Tayari una akaunti ya StreamVerse"


async def post(
    client: httpx.AsyncClient, path: str, body: dict[str, str], status: int
) -> dict[str, str]:
    """Ask the service; returns its answer when that has the status."""
    answer = await client.post(f"/api/v1{path}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else {}


async def mail_with(folder: Path, words: str) -> EmailMessage:
    """Wait for a mail that leads to a page; returns it."""
    found: list[EmailMessage] = []

    async def is_there() -> bool:
        for file in folder.glob("*.eml"):
            message = message_from_bytes(file.read_bytes(), policy=default)
            if words in text_of(message):
                found.append(message)
        return bool(found)

    await eventually(is_there)
    return found[0]


def text_of(message: EmailMessage) -> str:
    """Return a message's plain text."""
    body = message.get_body(("plain",))
    assert body
    return body.get_content()


def token_in(message: EmailMessage) -> str:
    """Return the token of the link in a mail."""
    (url,) = [line for line in text_of(message).splitlines() if "token=" in line]
    return parse_qs(urlsplit(url).query)["token"][0]
