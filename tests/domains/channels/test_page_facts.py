"""What a channel's page says before any script runs."""

import httpx

from streamverse.domains.channels.public import channel_page_facts
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.channels.conftest import CHANNELS, MakeChannel


class TestThePage:
    async def test_is_not_there_for_a_private_or_deleted_channel(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient, shared: Services
    ):
        await make_channel("our-family", is_public=False)
        await make_channel("gone-soon")
        await meera.delete(f"{CHANNELS}/gone-soon")
        async with shared.get(Database).read() as session:
            for handle in ("our-family", "gone-soon", "nobodys", "..", "a" * 200):
                assert await channel_page_facts(session, shared.get(Clock), handle) is None

    async def test_leads_to_the_handle_it_has_now(
        self, make_channel: MakeChannel, meera: httpx.AsyncClient, shared: Services
    ):
        await make_channel()
        await meera.patch(f"{CHANNELS}/lamps", json={"handle": "आशा-फिल्में"})
        async with shared.get(Database).read() as session:
            facts = await channel_page_facts(session, shared.get(Clock), "LAMPS")
        assert facts is not None
        assert facts.moved_to.startswith("/c/%E0%A4%86")
        assert facts.moved_to.isascii()

    async def test_says_its_name_as_text(self, make_channel: MakeChannel, shared: Services):
        await make_channel(name="</script><b>", description="One\ntwo")
        async with shared.get(Database).read() as session:
            facts = await channel_page_facts(session, shared.get(Clock), "lamps")
        assert facts is not None
        assert (facts.name, facts.description, facts.moved_to) == ("</script><b>", "One two", "")
        assert facts.json_ld["mainEntity"]["alternateName"] == "@lamps"
