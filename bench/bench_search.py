"""Search over 100,000 titles and 1,000,000 episodes: build, memory, search, facets, suggestions.

Everything is asked through the whole application in this process, one question after the other and
each of them new. Raw Tantivy, one plain word on the same files, and one indexed SQL probe stand
beside it.
"""

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import psutil
import tantivy

from bench.big_catalog import EPISODES, GENRES, NAMES, TITLES, WORDS, make
from bench.harness import Row, percentile
from streamverse.adapters.search import open_search
from streamverse.adapters.search.folders import current_generation
from streamverse.domains.search.public import SearchIndex, add_search
from streamverse.entrypoints.app import create_app
from streamverse.entrypoints.runtime import prepare
from streamverse.entrypoints.wiring import wired
from streamverse.kit.settings import load_settings

BUILD_GOAL_SECONDS = 360
MEMORY_GOAL_MB = 500
SEARCH_GOAL_MS = 20
FACETS_GOAL_MS = 80
SUGGEST_GOAL_MS = 8
ASKED = 300
PATIENCE_SECONDS = 3600


async def run() -> list[Row]:
    """Make the catalog, build its index, and ask."""
    with tempfile.TemporaryDirectory(prefix="bench-search-") as name:
        folder = Path(name)
        await make(folder)
        return await measure(folder)


async def measure(folder: Path) -> list[Row]:
    """Measure on a data folder that holds the large catalog, with or without an index."""
    settings = load_settings(
        data=folder,
        jwt_secret_key="a-root-key-for-a-bench-that-is-long-enough",
        rate_limit_per_minute=10_000_000,
        log_level="error",
    )
    prepare(settings)
    process = psutil.Process()
    async with AsyncExitStack() as stack:
        services = await stack.enter_async_context(wired(settings, works=False, searches=False))

        index = await stack.enter_async_context(open_search(settings))
        services.add(index, as_=SearchIndex)
        follower = add_search(services)
        before = process.memory_info().rss
        started, worked = time.perf_counter(), time.process_time()
        await follower.rebuild()
        built = time.perf_counter() - started
        cpu = time.process_time() - worked
        transport = httpx.ASGITransport(app=create_app(services))
        client = await stack.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url="http://localhost")
        )
        taken = {name: await _asked(client, ask) for name, ask in _questions().items()}
        grown = (process.memory_info().rss - before) / 1e6
    raw_ms = _raw(folder)
    probe_ms = _probe(folder)
    note = f"{TITLES:,} titles, {EPISODES:,} episodes"
    rows = [
        Row("reindex of everything", built, "s", at_most=BUILD_GOAL_SECONDS, note=note),
        Row("its processor time", cpu, "s"),
        Row("memory of index and search", grown, "MB", at_most=MEMORY_GOAL_MB, note="growth"),
    ]
    for name, what, goal in (
        ("search", "GET /search, p95", SEARCH_GOAL_MS),
        ("facets", "GET /search with facets, p95", FACETS_GOAL_MS),
        ("suggest", "GET /search/suggest, p95", SUGGEST_GOAL_MS),
    ):
        measured = percentile(taken[name], 0.95)
        rows.append(Row(what, measured, "ms", at_most=goal, note=note))
        rows.append(Row("the same against raw Tantivy", measured, "ms", raw_ms, "its p95"))
        rows.append(Row("the same against one SQL probe", measured, "ms", probe_ms, "its p95"))
    return rows


def _questions() -> dict[str, Callable[[], tuple[str, dict[str, str | int]]]]:
    """Return what draws a path and its query; never the same twice in a row."""
    chance = random.Random(11)

    def words() -> str:
        drawn = chance.sample(WORDS, chance.choice((1, 2, 2, 3)))
        if chance.random() < 0.2:
            drawn = [chance.choice(NAMES)]
        if chance.random() < 0.15:  # a typing error
            word = drawn[0]
            at = chance.randrange(1, max(2, len(word) - 1))
            drawn[0] = word[:at] + word[at + 1 :]
        return " ".join(drawn).lower()

    def search() -> tuple[str, dict[str, str | int]]:
        asked: dict[str, str | int] = {"q": words(), "limit": 20}
        if chance.random() < 0.3:
            asked["genre"] = chance.choice(GENRES).lower()
        return "/api/v1/search", asked

    def facets() -> tuple[str, dict[str, str | int]]:
        path, asked = search()
        return path, asked | {"facets": 1}

    def suggest() -> tuple[str, dict[str, str | int]]:
        word = words()
        return "/api/v1/search/suggest", {"q": word[: chance.randint(2, max(2, len(word)))]}

    return {"search": search, "facets": facets, "suggest": suggest}


async def _asked(
    client: httpx.AsyncClient, draw: Callable[[], tuple[str, dict[str, str | int]]]
) -> Sequence[float]:
    """Return how many milliseconds each answer took."""
    taken: list[float] = []
    for number in range(ASKED + 20):
        path, asked = draw()
        started = time.perf_counter()
        answer = await client.get(path, params=asked)
        if number >= 20:
            taken.append((time.perf_counter() - started) * 1000)
        answer.raise_for_status()
    return taken


def _raw(folder: Path) -> float:
    """Look words up in the same files, as Tantivy does it by itself; returns the p95 in ms."""
    generation = current_generation(folder / "search" / "slot-1")
    assert generation is not None
    index = tantivy.Index.open(str(generation / "works"))
    searcher = index.searcher()
    chance = random.Random(12)
    taken: list[float] = []
    for _ in range(ASKED):
        word = chance.choice(WORDS).lower()
        started = time.perf_counter()
        query = tantivy.Query.term_query(index.schema, "name", word)
        hits = searcher.search(query, 20).hits
        [searcher.doc(address) for _, address in hits]
        taken.append((time.perf_counter() - started) * 1000)
    return percentile(taken, 0.95)


def _probe(folder: Path) -> float:
    """Read one title by its slug again and again; returns the p95 in ms."""
    taken: list[float] = []
    with sqlite3.connect(folder / "streamverse.db") as connection:
        slugs = [slug for (slug,) in connection.execute("SELECT slug FROM titles LIMIT 2000")]
        for slug in slugs:
            started = time.perf_counter()
            connection.execute("SELECT * FROM titles WHERE slug = ?", (slug,)).fetchall()
            taken.append((time.perf_counter() - started) * 1000)
    return percentile(taken, 0.95)
