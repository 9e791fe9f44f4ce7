"""What players fetch, and how attackers ask."""

from typing import Any
from uuid import UUID, uuid4

import httpx

from streamverse.domains.playback.composer import ViewerPolicy
from streamverse.domains.playback.tokens import MediaClaims, MediaTokens, viewer_digest
from streamverse.kit.clock import Clock
from streamverse.kit.services import Services
from tests.domains.playback.stored import RECIPE

ANYTHING = ViewerPolicy()


def token_for(
    services: Services, asset_id: UUID, policy: ViewerPolicy = ANYTHING, *, seconds: int = 3600
) -> str:
    """A token for one film."""
    now = int(services.get(Clock).now().timestamp())
    return services.get(MediaTokens).sign(
        MediaClaims(
            session_id=uuid4(),
            programme_id=asset_id,
            asset_ids=(asset_id,),
            viewer=viewer_digest("guest:1"),
            policy=policy,
            expires_at=now + seconds,
        )
    )


def segment(token: str, asset_id: UUID, name: str = "480p", file: str = "96000.m4s") -> str:
    """The address of a segment."""
    return f"/media/{token}/{asset_id}/{RECIPE}/{name}/{file}"


def code_of(response: httpx.Response) -> tuple[int, str]:
    """The status and the problem's code; problems are never kept and never repeat a token."""
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert "/media/" not in response.text
    return response.status_code, response.json()["code"]


async def raw_get(app: Any, path: str) -> tuple[int, str]:
    """Ask without a client that tidies the address first, as an attacker would."""
    import json
    from urllib.parse import unquote

    messages: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": unquote(path),
        "headers": [],
    }
    await app(scope, None, send)
    status = messages[0]["status"]
    is_problem = status >= 400
    return status, json.loads(messages[1]["body"])["code"] if is_problem else ""
