"""The search index: Tantivy in the data folder."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from streamverse.adapters.search.folders import claimed_slot
from streamverse.adapters.search.tantivy_index import TantivyIndex
from streamverse.domains.search.public import SearchIndex
from streamverse.kit.settings import Settings


@asynccontextmanager
async def open_search(settings: Settings) -> AsyncGenerator[SearchIndex]:
    """Give the index of this process. What can't be opened any more is built anew."""
    with claimed_slot(settings.data / "search") as slot:
        index = TantivyIndex(slot, settings.search_memory_mb)
        try:
            await index.open()
            yield index
        finally:
            await index.close()
