"""A row of a layout shows a collection only while it is open, and where."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from streamverse.domains.catalog.models import CollectionItemRow, CollectionRow, HomeLayoutRow
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from tests.domains.recommendations.shelf import Shelves, rows_of


async def lay(shelves: Shelves, database: Database, **facts: Any) -> None:
    """Publish a layout with a row of a collection that has one film."""
    title_id, collection_id, now = await shelves.title("Lamp"), new_id(), shelves.now
    whole: dict[str, Any] = {
        "slug": "lights",
        "kind": "curated",
        "name": "Lights",
        "names": {},
        "description": "",
        "query": {},
        "territories": "*",
        "from_at": None,
        "until_at": None,
        "is_published": True,
        "version": 1,
        "created_at": now,
        "updated_at": now,
    }
    async with database.write() as session:
        session.add(CollectionRow(id=collection_id, **whole | facts))
        await session.flush()
        session.add(
            CollectionItemRow(
                id=new_id(), collection_id=collection_id, position=0, title_id=title_id
            )
        )
        session.add(
            HomeLayoutRow(
                id=new_id(),
                name="Front",
                rows=[{"kind": "collection", "collection_id": str(collection_id)}],
                audience={},
                priority=1,
                is_published=True,
                version=1,
                updated_at=now,
            )
        )


class TestARowOfACollection:
    async def test_is_there_while_it_is_open(
        self, guest: httpx.AsyncClient, shelves: Shelves, database: Database
    ) -> None:
        await lay(shelves, database)
        assert await rows_of(guest) == {"collection:lights": ["Lamp"]}

    @pytest.mark.parametrize("closed", ["draft", "early", "over", "elsewhere"])
    async def test_is_left_out_while_it_is_not(
        self, guest: httpx.AsyncClient, shelves: Shelves, database: Database, closed: str
    ) -> None:
        facts: dict[str, dict[str, Any]] = {
            "draft": {"is_published": False},
            "early": {"from_at": shelves.now + timedelta(days=1)},
            "over": {"until_at": shelves.now - timedelta(seconds=1)},
            "elsewhere": {"territories": ",KE,"},
        }
        await lay(shelves, database, **facts[closed])
        assert await rows_of(guest) == {}
