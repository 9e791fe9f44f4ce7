"""A large catalog to measure with: `python -m bench.big_catalog DATA_FOLDER [TITLES] [EPISODES]`.

100,000 titles with 1,000,000 episodes in a fresh data folder, the same ones each time: names and
texts in four scripts, people, genres, tags, ratings, rights windows of every sort, pictures. Five
hundred assets are shared by all of them; there is nothing to play behind these.
"""

import asyncio
import random
import sys
import time
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from anyascii import anyascii
from sqlalchemy import Connection, create_engine, insert, text

from streamverse.domains.catalog.models import (
    ArtworkRow,
    CreditRow,
    EpisodeRow,
    GenreRow,
    PersonRow,
    RatingRow,
    RightsWindowRow,
    SeasonRow,
    TextRow,
    TitleGenreRow,
    TitleRow,
    TitleTagRow,
)
from streamverse.domains.media.models import AssetRow
from streamverse.entrypoints.migrations.migrate import migrate
from streamverse.entrypoints.runtime import prepare
from streamverse.kit.db import Base, Database
from streamverse.kit.settings import Settings, load_settings

TITLES = 100_000
EPISODES = 1_000_000
ASSETS = 500
PEOPLE = 20_000
SEASONS_EACH = 5
BATCH = 5_000
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
OWNER = UUID(int=0x0199C0DE00007000800000000000A001)

VOCABULARY: dict[str, str] = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text())
GENRES = VOCABULARY["genres"].split()
NAMES = VOCABULARY["names"].split()
FAMILIES = VOCABULARY["families"].split()
WORDS = VOCABULARY["words"].split()
HINDI = VOCABULARY["hindi"].split()
ARABIC = VOCABULARY["arabic"].split()
CHINESE = VOCABULARY["chinese"]
SENTENCES = (
    "{a} comes back to the {n} after twenty years and finds the {m} where nobody should have been.",
    "When the {n} falls silent, {a} and {b} have one night to carry a {m} across the border.",
    "Nobody in the valley talks about the {n}; {a} begins to ask.",
    "A {m}, a {n} and two people who would rather not have met: {a} learns what {b} never said.",
)


async def make(data: Path, titles: int = TITLES, episodes: int = EPISODES) -> Settings:
    """Fill a fresh data folder; returns its settings."""
    settings = load_settings(data=data, log_level="error", demo=False)
    prepare(settings)
    database = Database(settings.database)
    await migrate(database)
    await database.close()
    await asyncio.to_thread(_fill, settings, titles, episodes)
    return settings


def _fill(settings: Settings, titles: int, episodes: int) -> None:
    engine = create_engine(str(Database(settings.database).url.set(drivername="sqlite")))
    with engine.begin() as connection:
        connection.execute(text("PRAGMA synchronous=OFF"))
        _Library(connection, titles, episodes).fill()
    with engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


class _Library:
    """Makes the rows, from one seed."""

    def __init__(self, connection: Connection, titles: int, episodes: int) -> None:
        self._connection = connection
        self._titles = titles
        self._chance = random.Random(4)
        self._series = titles // 5
        self._episodes_each = max(1, episodes // max(1, self._series))
        self._number = 0
        self._assets = [self._id() for _ in range(ASSETS)]
        self._people = [self._id() for _ in range(PEOPLE)]

    def fill(self) -> None:
        """Write every table."""
        slugs = [genre.lower() for genre in GENRES]
        self._write(GenreRow, ({"slug": s, "name": n} for s, n in zip(slugs, GENRES, strict=True)))
        self._write(AssetRow, self._asset_rows())
        self._write(PersonRow, self._person_rows())
        facts: dict[type[Base], list[dict[str, Any]]] = {}
        for number in range(self._titles):
            for table, row in self._title(number):
                facts.setdefault(table, []).append(row)
            if len(facts[TitleRow]) >= BATCH:
                self._flush(facts)
        self._flush(facts)

    def _flush(self, facts: dict[type[Base], list[dict[str, Any]]]) -> None:
        for table in (TitleRow, *(each for each in facts if each is not TitleRow)):
            self._write(table, iter(facts.get(table, [])))
        facts.clear()
        facts[TitleRow] = []

    def _write(self, table: type[Base], rows: Iterator[dict[str, Any]]) -> None:
        while batch := list(islice(rows, BATCH)):
            self._connection.execute(insert(table), batch)

    def _id(self) -> UUID:
        """Return the next identifier, of version 7, rising."""
        self._number += 1
        return UUID(int=(0x019B0000_0000 + self._number) << 80 | 0x7 << 76 | 0x8 << 60)

    def _asset_rows(self) -> Iterator[dict[str, Any]]:
        for number, asset_id in enumerate(self._assets):
            yield {
                "id": asset_id,
                "owner_id": OWNER,
                "title": f"Source {number}",
                "filename": f"source-{number}.mp4",
                "state": "ready",
                "progress": 1.0,
                "revision": 1,
                "is_sealed": True,
                "duration_seconds": 1500.0 + 10 * number,
                "created_at": EPOCH,
                "playable_at": EPOCH,
                "ready_at": EPOCH,
            }

    def _person_rows(self) -> Iterator[dict[str, Any]]:
        for number, person_id in enumerate(self._people):
            name = f"{self._chance.choice(NAMES)} {self._chance.choice(FAMILIES)}"
            yield {
                "id": person_id,
                "slug": f"{name.lower().replace(' ', '-')}-{number}",
                "name": name,
                "also_known_as": [],
                "biography": "",
                "folded": name.lower(),
                "version": 1,
                "created_at": EPOCH,
                "updated_at": EPOCH,
            }

    def _title(self, number: int) -> Iterator[tuple[type[Base], dict[str, Any]]]:
        chance = self._chance
        title_id = self._id()
        kind = "series" if number % 5 == 0 else chance.choice(("movie", "movie", "movie", "video"))
        name = self._name(number)
        year = chance.randint(1950, 2026)
        min_age = chance.choice((0, 7, 13, 16, 18))
        listed = EPOCH - timedelta(minutes=17 * chance.randint(0, 200_000))
        asset = None if kind == "series" else chance.choice(self._assets)
        released_on = date(year, chance.randint(1, 12), chance.randint(1, 28))
        yield (
            TitleRow,
            {
                "id": title_id,
                "slug": f"t{number}-{chance.choice(WORDS)}",
                "kind": kind,
                "state": "draft" if number % 50 == 7 else "published",
                "owner_id": OWNER,
                "name": name,
                "original_name": name,
                "tagline": f"Follow the {chance.choice(WORDS)}.",
                "synopsis": self._sentence(),
                "year": year,
                "rating": {0: "U", 7: "UA 7+", 13: "UA 13+", 16: "UA 16+", 18: "A"}[min_age],
                "min_age": min_age,
                "original_language": "en",
                "languages": [chance.choice(("en", "hi", "sw", "fr", "zh", "ar"))],
                "countries": [chance.choice(("US", "IN", "KE", "UG", "FR", "CN"))],
                "runtime_seconds": 3600 + 60 * chance.randint(0, 90),
                "released_on": released_on,
                "asset_id": asset,
                "face_asset_id": chance.choice(self._assets) if kind == "series" else None,
                "popularity": round(chance.paretovariate(1.2), 4),
                "folded": anyascii(name).lower(),
                "sort_name": anyascii(name).lower()[:80],
                "came_out_on": released_on,
                "version": 1,
                "created_at": listed,
                "updated_at": listed,
                "listed_at": listed,
                "published_at": listed,
            },
        )
        for position, genre in enumerate(chance.sample(GENRES, chance.randint(1, 3))):
            row = {"title_id": title_id, "genre_slug": genre.lower(), "position": position}
            yield TitleGenreRow, row
        for position, tag in enumerate(chance.sample(WORDS, 3)):
            yield (
                TitleTagRow,
                {
                    "title_id": title_id,
                    "slug": tag,
                    "name": tag,
                    "position": position,
                },
            )
        yield (
            RatingRow,
            {
                "title_id": title_id,
                "board": "cbfc",
                "position": 0,
                "rating": {0: "U", 7: "UA 7+", 13: "UA 13+", 16: "UA 16+", 18: "A"}[min_age],
                "min_age": min_age,
            },
        )
        for position, person_id in enumerate(chance.sample(self._people, 4)):
            yield (
                CreditRow,
                {
                    "id": self._id(),
                    "title_id": title_id,
                    "person_id": person_id,
                    "role": "director" if position == 0 else "actor",
                    "character": "" if position == 0 else chance.choice(NAMES),
                    "position": position,
                },
            )
        yield (
            TextRow,
            {
                "subject_id": title_id,
                "language": "hi",
                "name": " ".join(chance.sample(HINDI, 2)),
                "tagline": "",
                "synopsis": "",
            },
        )
        yield RightsWindowRow, self._window(number, title_id, listed)
        for role in ("poster", "backdrop"):
            yield ArtworkRow, self._picture(title_id, role)
        if kind == "series":
            yield from self._episodes(title_id)

    def _name(self, number: int) -> str:
        chance = self._chance
        if number % 20 == 3:
            return " ".join(chance.sample(HINDI, 2))
        if number % 20 == 9:
            return "".join(chance.sample(CHINESE, 4))
        if number % 20 == 14:
            return " ".join(chance.sample(ARABIC, 2))
        return " ".join(chance.sample(WORDS, chance.randint(2, 4))).title()

    def _sentence(self) -> str:
        chance = self._chance
        return " ".join(
            sentence.format(
                a=chance.choice(NAMES),
                b=chance.choice(NAMES),
                n=chance.choice(WORDS),
                m=chance.choice(WORDS),
            )
            for sentence in chance.sample(SENTENCES, 2)
        )

    def _window(self, number: int, title_id: UUID, listed: datetime) -> dict[str, Any]:
        """Nine of ten titles are offered everywhere; the others in India and Kenya, or not yet."""
        return {
            "id": self._id(),
            "title_id": title_id,
            "from_at": datetime(2099, 1, 1, tzinfo=UTC) if number % 100 == 1 else listed,
            "until_at": None,
            "territories": ",IN,KE," if number % 10 == 4 else "*",
            "excluded_territories": "",
            "platforms": "*",
            "plans": "*",
            "monetisation": self._chance.choice(("free", "free", "ads", "subscription")),
            "max_rung": None,
            "is_download_allowed": True,
            "is_blackout": False,
            "licensor": "",
            "notes": "",
            "created_at": listed,
            "updated_at": listed,
        }

    def _picture(self, subject_id: UUID, role: str) -> dict[str, Any]:
        sizes = ((240, 360), (480, 720)) if role == "poster" else ((640, 360), (1280, 720))
        return {
            "id": self._id(),
            "subject_id": subject_id,
            "role": role,
            "alt": "A picture",
            "dominant_color": "#34281c",
            "images": [
                {
                    "key": f"artwork/{subject_id}/0/art-{role}-{width}.{kind}",
                    "width": width,
                    "height": height,
                    "type": f"image/{kind}",
                }
                for width, height in sizes
                for kind in ("avif", "webp", "jpeg")
            ],
            "created_at": EPOCH,
        }

    def _episodes(self, title_id: UUID) -> Iterator[tuple[type[Base], dict[str, Any]]]:
        chance = self._chance
        seasons = min(SEASONS_EACH, self._episodes_each)
        for season in range(1, seasons + 1):
            season_id = self._id()
            yield SeasonRow, {"id": season_id, "title_id": title_id, "number": season, "name": ""}
            first = (season - 1) * self._episodes_each // seasons
            last = season * self._episodes_each // seasons
            for number in range(1, last - first + 1):
                yield (
                    EpisodeRow,
                    {
                        "id": self._id(),
                        "title_id": title_id,
                        "season_id": season_id,
                        "number": number,
                        "name": f"The {chance.choice(WORDS).title()} of {chance.choice(NAMES)}",
                        "synopsis": f"{chance.choice(NAMES)} opens the {chance.choice(WORDS)}.",
                        "runtime_seconds": 1500,
                        "asset_id": chance.choice(self._assets),
                        "created_at": EPOCH,
                    },
                )


def main() -> None:
    """Make one, and say how long it took."""
    data = Path(sys.argv[1])
    sizes = [int(each) for each in sys.argv[2:4]]
    started = time.perf_counter()
    asyncio.run(make(data, *sizes))
    print(f"{data}: {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
