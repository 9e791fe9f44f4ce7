"""Titles stored as the catalog would leave them, and how few queries something takes."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import event, select

from streamverse.domains.catalog.models import (
    GenreRow,
    RightsWindowRow,
    TitleGenreRow,
    TitleRow,
)
from streamverse.domains.media.models import AssetRow
from streamverse.domains.media.public import AssetState
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services

HOME = "/api/v1/home"


class Shelves:
    """Stores titles; each is listed a minute after the one before."""

    def __init__(self, services: Services) -> None:
        """Begin an hour ago."""
        self.services = services
        self.database = services.get(Database)
        self.now = services.get(Clock).now()
        self._listed_at = self.now - timedelta(hours=1)

    async def title(
        self,
        name: str,
        *,
        genres: Sequence[str] = (),
        window: dict[str, Any] | None = None,
        is_offered: bool = True,
        **facts: Any,
    ) -> UUID:
        """Store a published film that everybody may see, but for what is said."""
        self._listed_at += timedelta(minutes=1)
        title_id, asset_id = new_id(), new_id()
        row: dict[str, Any] = {
            "id": title_id,
            "slug": f"{name.lower().replace(' ', '-')}-{title_id.hex[-6:]}",
            "kind": "movie",
            "state": "published",
            "owner_id": UUID(int=1),
            "name": name,
            "original_name": "",
            "tagline": "",
            "synopsis": "",
            "rating": "",
            "languages": [],
            "asset_id": asset_id,
            "folded": name.lower(),
            "created_at": self._listed_at,
            "updated_at": self._listed_at,
            "listed_at": self._listed_at,
        }
        async with self.database.write() as session:
            session.add(_asset(asset_id, self.now))
            session.add(TitleRow(**row | facts))
            await session.flush()
            if is_offered:
                session.add(_window(title_id, self.now, window or {}))
            slugs = set(await session.scalars(select(GenreRow.slug)))
            for position, genre in enumerate(genres):
                if genre.lower() not in slugs:
                    session.add(GenreRow(slug=genre.lower(), name=genre))
                    await session.flush()
                place = {"genre_slug": genre.lower(), "position": position}
                session.add(TitleGenreRow(title_id=title_id, **place))
        return title_id

    async def titles(self, count: int, name: str = "Film", **facts: Any) -> list[UUID]:
        """Store several."""
        return [await self.title(f"{name} {number}", **facts) for number in range(count)]

    async def change(self, title_id: UUID, **facts: Any) -> None:
        """Change what is stored of a title."""
        async with self.database.write() as session:
            row = await session.get_one(TitleRow, title_id)
            for fact, value in facts.items():
                setattr(row, fact, value)


def _window(title_id: UUID, now: Any, facts: dict[str, Any]) -> RightsWindowRow:
    window: dict[str, Any] = {
        "id": new_id(),
        "title_id": title_id,
        "from_at": now - timedelta(days=30),
        "territories": "*",
        "excluded_territories": "",
        "platforms": "*",
        "plans": "*",
        "monetisation": "free",
        "is_download_allowed": True,
        "is_blackout": False,
        "licensor": "",
        "notes": "",
        "created_at": now,
        "updated_at": now,
    }
    return RightsWindowRow(**window | facts)


def _asset(asset_id: UUID, now: Any) -> AssetRow:
    file = {"width": 640, "height": 360, "type": "image/jpeg"}
    file["key"] = f"media/{asset_id}/r1/poster-0-640.jpg"
    return AssetRow(
        id=asset_id,
        owner_id=UUID(int=1),
        title="",
        filename="film.mkv",
        state=AssetState.READY,
        duration_seconds=61.4,
        created_at=now,
        posters=[{"files": [file], "dominant_color": "#102030"}],
    )


async def rows_of(client: httpx.AsyncClient, **query: Any) -> dict[str, list[str]]:
    """Return the names in each row of somebody's home page."""
    answer = await client.get(HOME, params=query)
    assert answer.status_code == 200, answer.text
    return {row["id"]: [item["name"] for item in row["items"]] for row in answer.json()["rows"]}


@contextmanager
def counted_queries(database: Database) -> Generator[list[str]]:
    """Count the statements that read sessions send."""
    seen: list[str] = []

    def note(*facts: Any) -> None:
        seen.append(facts[2])

    engine = database._read_engine.sync_engine  # noqa: SLF001 - the engine is nobody else's concern  # pyright: ignore[reportPrivateUsage]
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
