"""What the delivery refuses to hand out."""

from uuid import UUID, uuid4

import httpx
import pytest

from streamverse.domains.playback.composer import ViewerPolicy
from streamverse.domains.playback.delivery import Delivery
from streamverse.domains.playback.programmes import Programmes
from streamverse.domains.playback.public import media_app
from streamverse.domains.playback.revocations import Revocations, revoke
from streamverse.domains.playback.tokens import MediaTokens
from streamverse.kit.db import Database
from streamverse.kit.objects import Objects
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.playback.fetching import code_of, raw_get, segment, token_for
from tests.domains.playback.stored import RECIPE, store_film


class TestRefusals:
    async def test_a_token_for_another_film(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        other = await store_film(playback, uuid4())
        token = token_for(playback, other)
        assert code_of(await media.get(segment(token, film_id))) == (404, "media_not_found")
        manifest = await media.get(f"/media/{token}/{film_id}/master.m3u8")
        assert code_of(manifest) == (404, "media_not_found")

    async def test_an_expired_token(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID, clock: MovingClock
    ) -> None:
        token = token_for(playback, film_id)
        assert (await media.get(segment(token, film_id))).status_code == 200
        clock.advance(hours=2)
        for path in (segment(token, film_id), f"/media/{token}/{film_id}/master.m3u8"):
            assert code_of(await media.get(path)) == (410, "media_token_expired")

    async def test_a_tampered_token(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        token = token_for(playback, film_id, ViewerPolicy(max_rung=480))
        for changed in (token[:-1] + ("A" if token[-1] != "A" else "B"), token[4:], "x", "%00"):
            answer = await media.get(segment(changed, film_id))
            assert code_of(answer) == (403, "media_token_invalid")

    async def test_a_rung_above_the_tokens_ceiling(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        token = token_for(playback, film_id, ViewerPolicy(max_rung=480))
        assert (await media.get(segment(token, film_id, "480p"))).status_code == 200
        for file in ("init.mp4", "96000.m4s"):
            answer = await media.get(segment(token, film_id, "720p", file))
            assert code_of(answer) == (403, "rung_not_allowed")
        playlist = await media.get(f"/media/{token}/{film_id}/720p.m3u8")
        assert code_of(playlist) == (404, "media_not_found")
        assert "720p" not in (await media.get(f"/media/{token}/{film_id}/master.m3u8")).text
        assert "720p" not in (await media.get(f"/media/{token}/{film_id}/manifest.mpd")).text

    async def test_a_picture_to_who_may_only_listen(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        token = token_for(playback, film_id, ViewerPolicy(is_audio_only=True))
        assert code_of(await media.get(segment(token, film_id))) == (403, "rung_not_allowed")

    @pytest.mark.parametrize(
        "tail",
        [
            "../../../../etc/passwd",
            "{film}/../../streamverse.db",
            "{film}/{recipe}/../../../streamverse.db",
            "{film}/{recipe}/480p/../720p/0.m4s",
            "{film}/{recipe}/480p/..%2f..%2f0.m4s",
            "{film}/{recipe}/%2e%2e/%2e%2e/0.m4s",
            "{film}/{recipe}/480p%00/0.m4s",
            "{film}/{recipe}//0.m4s",
            "{film}/./480p/0.m4s",
            "{film}/{recipe}/480p/0.m4s/",
            "{film}/{recipe}/480p/00.m4s",
            "{film}/{recipe}/480p/-1.m4s",
            "{film}/{recipe}/480p/0.mp4",
            "{film}/{recipe}/480p/\u0660.m4s",
            "{film}/{recipe}/480p\\0.m4s",
            "{film}/{recipe}/.hidden/0.m4s",
            "{FILM}/{recipe}/480p/0.m4s",
            "sources/{film}/film.mp4",
            "",
        ],
    )
    async def test_an_address_that_is_none_of_ours(
        self, playback: Services, film_id: UUID, tail: str
    ) -> None:
        token = token_for(playback, film_id)
        rest = tail.replace("{film}", str(film_id)).replace("{recipe}", RECIPE)
        rest = rest.replace("{FILM}", str(film_id).upper())
        answer = await raw_get(media_app(playback), f"/media/{token}/{rest}")
        assert answer == (404, "media_not_found"), answer

    async def test_a_revoked_session_in_this_process_and_another(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID, clock: MovingClock
    ) -> None:
        token = token_for(playback, film_id)
        claims = playback.get(MediaTokens).check(token)
        database, pubsub = playback.get(Database), playback.get(PubSub)
        other = Revocations(database, pubsub, clock)
        await other.refresh()
        assert (await media.get(segment(token, film_id))).status_code == 200

        expires_at = clock.now().replace(year=clock.now().year + 1)
        async with database.write() as session:
            await revoke(session, claims.session_id, clock.now(), expires_at)
            await revoke(session, claims.session_id, clock.now(), expires_at)
        await playback.get(Revocations).tell([claims.session_id], expires_at)
        answer = await media.get(segment(token, film_id))
        assert code_of(answer) == (410, "media_token_revoked")

        assert not other.is_revoked(claims.session_id)
        clock.advance(seconds=20)
        await other.refresh()
        assert other.is_revoked(claims.session_id)

        starting = Revocations(database, pubsub, clock)
        fresh = Delivery(
            playback.get(Objects),
            clock,
            playback.get(MediaTokens),
            starting,
            playback.get(Programmes),
        )
        assert (await raw_get(fresh, segment(token, film_id)))[0] == 410

    async def test_any_method_but_get_and_head(
        self, playback: Services, media: httpx.AsyncClient, film_id: UUID
    ) -> None:
        path = segment(token_for(playback, film_id), film_id)
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            answer = await media.request(method, path)
            assert answer.status_code == 405
            assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
