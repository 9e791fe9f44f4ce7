"""What the delivery hands out, and what caches are told of it."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from streamverse.domains.playback.delivery import Delivery
from streamverse.domains.playback.programmes import GROWING_SECONDS, Programmes
from streamverse.domains.playback.public import media_app
from streamverse.domains.playback.revocations import Revocations
from streamverse.domains.playback.tokens import MediaTokens
from streamverse.kit.clock import Clock
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from tests.domains.playback.fetching import code_of, raw_get, segment, token_for
from tests.domains.playback.stored import RECIPE, content_of, grow_film, store_film
from tests.domains.playback.strict_hls import parse_media, parse_multivariant


class TestSegments:
    async def test_may_be_kept_for_ever(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        answer = await media.get(segment(token_for(playback, film_id), film_id))
        assert answer.content == content_of("480p", 1)
        assert answer.headers["content-type"] == "video/mp4"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "set-cookie" not in answer.headers

    async def test_have_the_same_tag_under_every_token(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        first = await media.get(segment(token_for(playback, film_id), film_id))
        again = await media.get(
            segment(token_for(playback, film_id), film_id),
            headers={"if-none-match": first.headers["etag"]},
        )
        assert again.status_code == 304
        assert not again.content

    async def test_tell_their_size_to_head(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        answer = await media.head(segment(token_for(playback, film_id), film_id))
        assert answer.status_code == 200
        assert int(answer.headers["content-length"]) == len(content_of("480p", 1))
        assert not answer.content

    @pytest.mark.parametrize(
        ("asked", "start", "end"),
        [("bytes=0-9", 0, 10), ("bytes=5-", 5, None), ("bytes=-7", -7, None)],
    )
    async def test_give_one_range(
        self,
        playback: Services,
        media: httpx.AsyncClient,
        film_id: UUID,
        asked: str,
        start: int,
        end: int | None,
    ) -> None:
        path = segment(token_for(playback, film_id), film_id)
        answer = await media.get(path, headers={"range": asked})
        whole = content_of("480p", 1)
        assert answer.status_code == 206
        assert answer.content == whole[start:end]
        first = start % len(whole)
        last = first + len(answer.content) - 1
        assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(whole)}"

    async def test_refuse_a_range_beyond_their_end(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        path = segment(token_for(playback, film_id), film_id)
        answer = await media.get(path, headers={"range": "bytes=999999-"})
        assert code_of(answer) == (416, "range_not_satisfiable")
        assert answer.headers["content-range"] == f"bytes */{len(content_of('480p', 1))}"

    @pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=-", "lines=1-2", "bytes=9-5"])
    async def test_give_all_where_a_range_may_be_passed_over(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID, asked: str
    ) -> None:
        path = segment(token_for(playback, film_id), film_id)
        answer = await media.get(path, headers={"range": asked})
        assert (answer.status_code, answer.content) == (200, content_of("480p", 1))

    async def test_leave_the_sending_to_a_server_that_offers_it(
        self, playback: Services, film_id: UUID
    ) -> None:
        messages: list[dict[str, Any]] = []

        async def send(message: Any) -> None:
            messages.append(message)

        scope: dict[str, Any] = {
            "type": "http",
            "method": "GET",
            "path": segment(token_for(playback, film_id), film_id),
            "headers": [],
            "extensions": {"http.response.pathsend": {}},
        }
        await media_app(playback)(scope, None, send)  # pyright: ignore[reportArgumentType] - receives nothing
        assert messages[1]["type"] == "http.response.pathsend"
        assert Path(messages[1]["path"]).read_bytes() == content_of("480p", 1)

    async def test_come_from_a_store_that_is_not_on_this_disk(
        self, playback: Services, film_id: UUID
    ) -> None:
        delivery = Delivery(
            Remote(playback.get(Objects)),  # pyright: ignore[reportArgumentType] - what is used
            playback.get(Clock),
            playback.get(MediaTokens),
            playback.get(Revocations),
            playback.get(Programmes),
        )
        transport = httpx.ASGITransport(app=delivery)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            path = segment(token_for(playback, film_id), film_id)
            whole = content_of("480p", 1)
            assert (await client.get(path)).content == whole
            part = await client.get(path, headers={"range": "bytes=3-8"})
            assert (part.status_code, part.content) == (206, whole[3:9])
            missing = segment(token_for(playback, film_id), film_id, file="5.m4s")
            assert code_of(await client.get(missing)) == (404, "media_not_found")


class Remote:
    """A store whose objects are not on this disk."""

    def __init__(self, objects: Objects) -> None:
        """Keep them in another store."""
        self.objects = objects

    def local_path(self, key: str) -> Path | None:
        """Nothing is here."""
        return None if key else Path()

    async def head(self, key: str) -> object:
        """Ask the other store."""
        return await self.objects.head(key)

    def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """Read from the other store."""
        return self.objects.stream(key, start, end)


class TestManifests:
    async def test_grow_within_a_second_and_then_end(
        self,
        playback: Services,
        media: httpx.AsyncClient,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("streamverse.domains.playback.programmes.GROWING_SECONDS", 0.0)
        film_id = await store_film(playback, uuid4(), segments=2)
        address = f"/media/{token_for(playback, film_id)}/{film_id}/480p.m3u8"
        first = await media.get(address)
        assert first.headers["cache-control"] == "max-age=1"
        assert GROWING_SECONDS <= 1
        assert len(parse_media(first.text).segments) == 2
        await grow_film(playback, film_id, 4, is_sealed=False)
        assert len(parse_media((await media.get(address)).text).segments) == 4
        await grow_film(playback, film_id, 5, is_sealed=True)
        last = await media.get(address)
        assert parse_media(last.text).is_ended
        assert last.headers["cache-control"] == "max-age=60"

    async def test_lead_to_files_that_are_there(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        base = httpx.URL(f"http://localhost/media/{token_for(playback, film_id)}/{film_id}/x")
        answer = await media.get(base.join("master.m3u8"))
        assert answer.headers["content-type"] == "application/vnd.apple.mpegurl"
        for variant in parse_multivariant(answer.text).variants:
            playlist = parse_media((await media.get(base.join(variant["URI"]))).text)
            for one in playlist.segments:
                assert (await media.get(base.join(one.uri))).status_code == 200
                assert (await media.get(base.join(one.map_uri))).status_code == 200
        assert (await media.get(base.join("manifest.mpd"))).headers["content-type"] == (
            "application/dash+xml"
        )

    async def test_are_compressed_and_not_sent_twice(
        self, playback: Services, media: httpx.AsyncClient
    ) -> None:
        film_id = await store_film(playback, uuid4(), segments=40, planned=40)
        address = f"/media/{token_for(playback, film_id)}/{film_id}/480p.m3u8"
        plain = await media.get(address, headers={"accept-encoding": "identity"})
        packed = await media.get(address, headers={"accept-encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.text == plain.text
        assert int(packed.headers["content-length"]) < len(gzip.compress(plain.content)) + 100
        assert packed.headers["etag"] != plain.headers["etag"]
        again = await media.get(address, headers={"if-none-match": packed.headers["etag"]})
        assert again.status_code == 304


class TestImages:
    async def test_are_public_only_where_their_names_say_so(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        objects = playback.get(Objects)
        for name in ("poster-0-640.jpg", "storyboard-0.jpg"):
            await objects.put(f"media/{film_id}/{RECIPE}/{name}", b"\xff\xd8 picture")
        poster = await media.get(f"/images/{film_id}/{RECIPE}/poster-0-640.jpg")
        assert poster.content == b"\xff\xd8 picture"
        assert poster.headers["content-type"] == "image/jpeg"
        assert "immutable" in poster.headers["cache-control"]
        await objects.put(f"artwork/{film_id}/{RECIPE}/art-poster-240.webp", b"RIFF art")
        artwork = await media.get(f"/images/{film_id}/{RECIPE}/art-poster-240.webp")
        assert artwork.content == b"RIFF art"
        for rest in (
            f"{film_id}/{RECIPE}/storyboard-0.jpg",
            f"{film_id}/{RECIPE}/480p/init.mp4",
            f"{film_id}/{RECIPE}/poster-0-640.m4s",
            f"{film_id}/../poster-0.jpg",
            "poster-0.jpg",
        ):
            answer = await raw_get(media_app(playback), f"/images/{rest}")
            assert answer == (404, "media_not_found")

    async def test_of_the_storyboard_need_the_token(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        key = f"{film_id}/{RECIPE}/storyboard-0.jpg"
        await playback.get(Objects).put(f"media/{key}", b"\xff\xd8 sprite")
        answer = await media.get(f"/media/{token_for(playback, film_id)}/{key}")
        assert answer.content == b"\xff\xd8 sprite"
