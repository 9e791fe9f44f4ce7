"""Avatars are served as other pictures are: the drawn ones, and people's own."""

import httpx
import pytest

from streamverse.domains.identity.avatars.drawn_set import drawn_set
from streamverse.domains.playback.public import media_app
from streamverse.kit.ids import new_id
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from tests.domains.playback.fetching import raw_get


class TestDrawnAvatars:
    async def test_may_be_kept_for_ever_and_can_do_nothing(self, media: httpx.AsyncClient) -> None:
        drawn = drawn_set()["fox"]
        answer = await media.get(drawn.url)
        assert answer.content == drawn.svg
        assert answer.headers["content-type"] == "image/svg+xml"
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-security-policy"] == "default-src 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"
        tag = {"if-none-match": answer.headers["etag"]}
        assert (await media.get(drawn.url, headers=tag)).status_code == 304

    @pytest.mark.parametrize(
        "rest",
        ["", "fox.svg", "0/fox.svg", "0/../drawn/fox.svg", "{digest}/owl.svg", "{digest}/fox"],
    )
    async def test_are_nothing_else(self, playback: Services, rest: str) -> None:
        path = rest.format(digest=drawn_set()["fox"].digest)
        answer = await raw_get(media_app(playback), f"/images/avatars/{path}")
        assert answer == (404, "media_not_found")


class TestOwnAvatars:
    async def test_lie_apart_from_what_media_makes(
        self, playback: Services, media: httpx.AsyncClient
    ) -> None:
        rest = f"{new_id()}/0123456789abcdef/avatar-256.webp"
        await playback.get(Objects).put(f"avatars/{rest}", b"RIFF face")
        answer = await media.get(f"/images/{rest}")
        assert answer.content == b"RIFF face"
        assert answer.headers["content-type"] == "image/webp"
        wrong = await raw_get(media_app(playback), f"/images/{rest}.svg")
        assert wrong == (404, "media_not_found")
