"""Profiles below a ceiling: what they may not open, and what is taken from them."""

from uuid import UUID, uuid4

import httpx
import pytest

from streamverse.domains.catalog.events import TitleChanged, TitlesChanged
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.identity.events import StandingChanged
from streamverse.domains.identity.public import Role, create_account
from streamverse.domains.playback.reactions import (
    end_sessions_above_ceiling,
    end_sessions_above_lowered_ceiling,
)
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.conftest import Mount
from tests.domains.playback.conftest import browser_of
from tests.domains.playback.stored import store_film
from tests.domains.playback.viewing import (
    SESSIONS,
    at,
    opened,
    refusal,
    store_series,
    store_title,
)
from tests.domains.profiles import add_profile, change_profile

ABOVE = (403, "above_maturity_ceiling")


class TestLookingOn:
    async def test_opens_no_session_for_whom_one_looks_at(
        self, playback: Services, mount: Mount, owner_id: UUID, profile_id: UUID, title_id: UUID
    ) -> None:
        """Also by the older address, whose GET opens one."""
        support = await create_account(
            playback, "sam@example.com", "correct horse battery", "Sam", {Role.SUPPORT}
        )
        browser = await browser_of(playback, mount, owner_id, profile_id, looks_on=support)
        decision = await browser.get(f"/api/v1/playback/decisions?title_id={title_id}")
        assert decision.status_code == 200
        answer = await browser.get(f"/api/v1/streaming/{title_id}/manifest")
        assert refusal(answer) == (403, "view_as_reads_only")


class TestKidsProfile:
    async def test_opens_nothing_above_its_age_by_any_door(
        self, playback: Services, kid: httpx.AsyncClient, owner_id: UUID, film_id: UUID
    ) -> None:
        """By title, slug, episode, asset, manifest, progress or decision; rated or not."""
        title = await store_title(playback, owner_id, film_id, rating="R")
        unrated_film = await store_film(playback, owner_id)
        unrated = await store_title(playback, owner_id, unrated_film)
        part = await store_film(playback, owner_id)
        series, (episode,) = await store_series(playback, owner_id, [part], rating="TV-MA")
        slug = f"film-{film_id}"
        things = (title, slug, unrated, series, episode)
        for thing in things:
            body = {"title_id": str(thing)}
            assert refusal(await kid.post(SESSIONS, json=body)) == ABOVE, thing
            query = f"/api/v1/playback/decisions?title_id={thing}"
            assert refusal(await kid.get(query)) == ABOVE
        assert refusal(await kid.post(SESSIONS, json={"episode_id": str(episode)})) == ABOVE
        for asset in (film_id, unrated_film, part):
            assert refusal(await kid.post(SESSIONS, json={"asset_id": str(asset)})) == ABOVE
            query = f"/api/v1/playback/decisions?asset_id={asset}"
            assert refusal(await kid.get(query)) == ABOVE
        for thing in (*things, film_id, unrated_film, part):
            assert refusal(await kid.get(f"/api/v1/streaming/{thing}/manifest")) == ABOVE
            progress = {"content_id": str(thing), "position_seconds": 3}
            assert refusal(await kid.post("/api/watch/progress", json=progress)) == ABOVE

    async def test_sees_no_upload_and_no_draft_of_its_own_account(
        self, playback: Services, kid: httpx.AsyncClient, owner_id: UUID, film_id: UUID
    ) -> None:
        assert refusal(await kid.post(SESSIONS, json={"asset_id": str(film_id)}))[0] == 404
        draft = await store_title(playback, owner_id, film_id, is_published=False, rating="U")
        for wish in ({"title_id": str(draft)}, {"asset_id": str(film_id)}):
            assert refusal(await kid.post(SESSIONS, json=wish)) == (404, "nothing_to_play")

    async def test_plays_what_is_for_it(
        self,
        playback: Services,
        kid: httpx.AsyncClient,
        media: httpx.AsyncClient,
        owner_id: UUID,
        film_id: UUID,
    ) -> None:
        title = await store_title(playback, owner_id, film_id, rating="UA 7+")
        session = await opened(kid, title_id=title)
        assert (await media.get(str(session["hls_url"]))).status_code == 200
        assert (await at(kid, session, 3, 1)).status_code == 200

    async def test_is_no_grown_up_by_a_session_or_a_token_of_theirs(
        self,
        playback: Services,
        owner: httpx.AsyncClient,
        kid: httpx.AsyncClient,
        owner_id: UUID,
        film_id: UUID,
    ) -> None:
        """A television that changes to the child's profile has lost what the parent watched."""
        title = await store_title(playback, owner_id, film_id, rating="R")
        session = await opened(owner, title_id=title)
        address = f"{SESSIONS}/{session['id']}"
        for answer in (
            await kid.get(address),
            await at(kid, session, 3, 1),
            await kid.post(f"{address}/heartbeat"),
        ):
            assert refusal(answer) == (404, "playback_session_not_found")

    async def test_casts_with_a_token_for_one_film_and_no_other(
        self,
        playback: Services,
        kid: httpx.AsyncClient,
        media: httpx.AsyncClient,
        owner_id: UUID,
        film_id: UUID,
    ) -> None:
        """What a screen is handed is an address: nothing else hangs below its token."""
        other = await store_film(playback, owner_id)
        await store_title(playback, owner_id, other, rating="R")
        title = await store_title(playback, owner_id, film_id, rating="U")
        url = str((await opened(kid, title_id=title))["hls_url"])
        assert (await media.get(url)).status_code == 200
        assert (await media.get(url.replace(str(film_id), str(other)))).status_code == 404


@pytest.fixture
async def teen_id(playback: Services, owner_id: UUID) -> UUID:
    """A profile up to sixteen years."""
    return await add_profile(playback, owner_id, max_age=16)


@pytest.fixture
async def teen(
    playback: Services, mount: Mount, owner_id: UUID, teen_id: UUID
) -> httpx.AsyncClient:
    """The browser of somebody of sixteen."""
    return await browser_of(playback, mount, owner_id, teen_id)


class TestRunningSession:
    @pytest.mark.parametrize("by", ["position", "heartbeat", "look"])
    async def test_ends_at_the_next_sign_of_life_when_the_ceiling_was_lowered(
        self,
        playback: Services,
        teen: httpx.AsyncClient,
        media: httpx.AsyncClient,
        owner_id: UUID,
        teen_id: UUID,
        film_id: UUID,
        by: str,
    ) -> None:
        title = await store_title(playback, owner_id, film_id, rating="15")
        session = await opened(teen, title_id=title)
        await change_profile(playback, teen_id, max_age=12)
        address = f"{SESSIONS}/{session['id']}"

        async def sign() -> httpx.Response:
            if by == "position":
                return await at(teen, session, 3, 1)
            if by == "heartbeat":
                return await teen.post(f"{address}/heartbeat")
            return await teen.get(address)

        assert refusal(await sign()) == ABOVE
        assert refusal(await media.get(str(session["hls_url"]))) == (410, "media_token_revoked")
        assert refusal(await at(teen, session, 4, 2)) == (410, "playback_session_closed")
        assert refusal(await teen.get(address)) == ABOVE

    async def test_ends_without_a_sign_of_life_when_the_ceiling_was_lowered(
        self,
        playback: Services,
        teen: httpx.AsyncClient,
        owner: httpx.AsyncClient,
        media: httpx.AsyncClient,
        owner_id: UUID,
        teen_id: UUID,
        film_id: UUID,
    ) -> None:
        title = await store_title(playback, owner_id, film_id, rating="15")
        theirs, ours = [
            str((await opened(each, title_id=title))["hls_url"]) for each in (teen, owner)
        ]
        for max_age, status in ((15, 200), (13, 410)):
            await change_profile(playback, teen_id, max_age=max_age)
            async with playback.get(Database).write() as write:
                event = StandingChanged(owner_id)
                await end_sessions_above_lowered_ceiling(playback, write, event)
            assert (await media.get(theirs)).status_code == status
        assert (await media.get(ours)).status_code == 200

    async def test_keeps_the_ceiling_that_it_was_opened_with(
        self,
        playback: Services,
        teen: httpx.AsyncClient,
        owner_id: UUID,
        teen_id: UUID,
        film_id: UUID,
    ) -> None:
        title = await store_title(playback, owner_id, film_id, rating="15")
        session = await opened(teen, title_id=title)
        await change_profile(playback, teen_id, max_age=17)
        async with playback.get(Database).write() as write:
            (await write.get_one(TitleRow, title)).min_age = 17
        assert refusal(await at(teen, session, 3, 1)) == ABOVE
        assert (await opened(teen, title_id=title))["position_seconds"] == 0

    @pytest.mark.parametrize("in_a_batch", [False, True])
    async def test_ends_at_once_when_its_title_becomes_too_old_for_it(
        self,
        playback: Services,
        teen: httpx.AsyncClient,
        guest: httpx.AsyncClient,
        media: httpx.AsyncClient,
        owner_id: UUID,
        film_id: UUID,
        *,
        in_a_batch: bool,
    ) -> None:
        title = await store_title(playback, owner_id, film_id, rating="15")
        event = TitlesChanged((title,)) if in_a_batch else TitleChanged(title)
        theirs, ours = [await opened(each, title_id=title) for each in (teen, guest)]
        async with playback.get(Database).write() as write:
            await end_sessions_above_ceiling(playback, write, event)
        assert (await media.get(str(theirs["hls_url"]))).status_code == 200
        async with playback.get(Database).write() as write:
            (await write.get_one(TitleRow, title)).min_age = None
            await write.flush()
            await end_sessions_above_ceiling(playback, write, event)
        assert (await media.get(str(theirs["hls_url"]))).status_code == 410
        assert (await media.get(str(ours["hls_url"]))).status_code == 200

    async def test_is_looked_up_for_nobody_without_a_ceiling(
        self, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        session = await opened(guest, title_id=title_id)
        assert (await guest.post(f"{SESSIONS}/{session['id']}/heartbeat")).status_code == 200
        answer = await guest.post(f"{SESSIONS}/{uuid4()}/heartbeat")
        assert refusal(answer) == (404, "playback_session_not_found")
