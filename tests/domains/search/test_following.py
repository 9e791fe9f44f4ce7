"""The index follows what changes, and is built anew while it answers."""

import asyncio

import httpx
import pytest

from streamverse.domains.catalog.events import (
    RightsChanged,
    TaxonomyChanged,
    TitleChanged,
    TitlesChanged,
)
from streamverse.domains.channels.events import ChannelChanged
from streamverse.domains.identity.public import Role
from streamverse.domains.media.events import CaptionsChanged
from streamverse.domains.search.errors import SearchBeingBuilt
from streamverse.domains.search.public import (
    Builder,
    Follower,
    SearchIndex,
    Shelf,
    add_search,
    lookups,
)
from streamverse.domains.search.reactions import REACTIONS
from streamverse.kit.db import Database
from streamverse.kit.events import Event
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.search.conftest import SEARCH, Library, SignUp, found

ADMIN = "/api/v1/admin/search"


async def tell(services: Services, fact: Event) -> None:
    """Let search react to an event as the relay would, and follow."""
    async with services.get(Database).write() as session:
        for reaction in REACTIONS:
            if reaction.event is type(fact):
                await reaction.run(services, session, fact)
    await services.get(Follower).follow()


class TestFollowing:
    async def test_finds_what_was_renamed_by_its_new_name_alone(
        self, shared: Services, library: Library, guest: httpx.AsyncClient
    ) -> None:
        title_id = await library.title("Lighthouse")
        await library.change(title_id, name="Beacon")
        await tell(shared, TitleChanged(title_id))
        assert await found(guest, "beacon") == ["Beacon"]
        assert await found(guest, "lighthouse") == []

    async def test_hears_of_rights_of_many_titles_and_of_channels(
        self, shared: Services, library: Library, guest: httpx.AsyncClient
    ) -> None:
        one, two = await library.title("Planet One"), await library.title("Planet Two")
        await library.change(one, state="archived")
        await tell(shared, RightsChanged(one))
        assert await found(guest, "planet") == ["Planet Two"]
        await library.change(one, state="published")
        await library.change(two, name="Planet Three")
        await tell(shared, TitlesChanged((one, two)))
        assert sorted(await found(guest, "planet")) == ["Planet One", "Planet Three"]
        channel_id = await library.channel("Lantern Club")
        async with shared.get(Database).write() as session:
            from streamverse.domains.channels.models import ChannelRow

            (await session.get_one(ChannelRow, channel_id)).name = "Candle Club"
        await tell(shared, ChannelChanged(channel_id))
        assert await found(guest, "candle") == ["Candle Club"]

    async def test_hears_of_captions(
        self, shared: Services, library: Library, guest: httpx.AsyncClient
    ) -> None:
        from streamverse.domains.media.models import TrackRow
        from streamverse.domains.media.public import TrackKind
        from streamverse.kit.objects import Objects

        asset_id = await library.asset()
        await library.title("Runner", asset_id=asset_id)
        assert await found(guest, "tears in rain") == []
        said = b"WEBVTT\n\n00:01.000 --> 00:04.000\ntears in rain"
        await shared.get(Objects).put(f"media/{asset_id}/sidecar/x.vtt", said)
        await library.save(
            TrackRow(
                id=new_id(),
                asset_id=asset_id,
                name="x",
                kind=TrackKind.TEXT,
                position=1,
                language="en",
                text_key=f"media/{asset_id}/sidecar/x.vtt",
            )
        )
        await tell(shared, CaptionsChanged(asset_id))
        assert await found(guest, "tears in rain") == ["tears in rain"]

    async def test_has_no_duplicates_when_a_change_comes_twice(
        self, library: Library, guest: httpx.AsyncClient
    ) -> None:
        title_id = await library.title("Lighthouse")
        for _ in range(3):
            await library.note("title", title_id, title_id)
        assert await found(guest, "lighthouse") == ["Lighthouse"]


class TestRebuilding:
    async def test_loses_nothing_that_changes_meanwhile_and_goes_on_answering(
        self,
        shared: Services,
        library: Library,
        guest: httpx.AsyncClient,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        from streamverse.domains.search.service.feeding import follow

        kept = await library.title("Lighthouse")
        filled, go_on = asyncio.Event(), asyncio.Event()
        fill = follow.fill

        async def slow_fill(services: Services, builder: Builder) -> None:
            await fill(services, builder)
            filled.set()
            await go_on.wait()

        monkeypatch.setattr(follow, "fill", slow_fill)
        rebuild = asyncio.create_task(shared.get(Follower).rebuild())
        await filled.wait()
        assert shared.get(SearchIndex).state.is_building
        assert await found(guest, "lighthouse") == ["Lighthouse"]
        await library.change(kept, name="Beacon")
        await library.note("title", kept)
        assert await found(guest, "beacon") == ["Beacon"], "the index there is goes on following"
        await library.title("Lantern")
        go_on.set()
        await rebuild
        assert shared.get(SearchIndex).state.generation == 2
        assert await found(guest, "beacon") == ["Beacon"]
        assert await found(guest, "lantern") == ["Lantern"]
        assert await found(guest, "lighthouse") == []

    async def test_is_asked_for_by_editors_alone(
        self, shared: Services, guest: httpx.AsyncClient, sign_up: SignUp
    ) -> None:
        viewer, editor = await sign_up("vik"), await sign_up("edda", Role.EDITOR)
        for stranger, status in ((guest, 401), (viewer, 403)):
            assert (await stranger.post(f"{ADMIN}/rebuild")).status_code == status
            assert (await stranger.get(ADMIN)).status_code == status
            assert (await stranger.get(f"{ADMIN}/zero-results")).status_code == status
        follower = shared.get(Follower)
        assert not await follower.is_rebuild_due()
        assert (await editor.post(f"{ADMIN}/rebuild")).status_code == 202
        assert await follower.is_rebuild_due()
        await follower.rebuild()
        assert not await follower.is_rebuild_due(), "asked for once, built once"
        state = (await editor.get(ADMIN)).json()
        assert state["is_ready"]
        assert state["waiting"] == 0

    async def test_is_due_when_genres_change(self, shared: Services) -> None:
        await tell(shared, TaxonomyChanged())
        assert await shared.get(Follower).is_rebuild_due()


class TestWithoutAnIndex:
    async def test_search_says_that_it_is_being_built(
        self, shared: Services, library: Library, guest: httpx.AsyncClient
    ) -> None:
        await library.title("Lighthouse")
        slot = shared.get(Settings).data / "search" / "slot-2"
        slot.mkdir()
        from streamverse.adapters.search.tantivy_index import TantivyIndex

        empty = TantivyIndex(slot, 16)
        await empty.open()
        shared.add(empty, as_=SearchIndex)
        follower = add_search(shared)
        assert await follower.is_rebuild_due()
        for path in (SEARCH, f"{SEARCH}/suggest"):
            answer = await guest.get(path, params={"q": "light"})
            assert answer.status_code == 503
            assert answer.json()["code"] == SearchBeingBuilt.code
            assert 0 <= answer.json()["progress"] <= 1
            assert answer.headers["retry-after"]
        await follower.rebuild()
        assert await found(guest, "light") == ["Lighthouse"]
        await empty.close()


class TestThePort:
    async def test_hides_nothing_of_what_was_applied(
        self, shared: Services, library: Library
    ) -> None:
        await library.title("Lighthouse")
        everything = await shared.get(SearchIndex).find(
            Shelf.WORKS, lookups.Everything(), limit=5, order="newest"
        )
        assert everything.total == 1
