"""The home page, lists and title pages with 100,000 titles and 1,000,000 episodes.

Each is asked for 100 times a second open loop, lists and pages for something else every time. A
bare route and one indexed SQL probe of the same table stand beside them.
"""

import random
import sqlite3
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from bench.bench_delivery import free_port, running
from bench.big_catalog import EPISODES, GENRES, TITLES, make
from bench.harness import Row, percentile
from bench.open_loop import Request, get, load
from bench.plain_service import command

SECONDS = 10
WARM_UP_SECONDS = 3
PER_SECOND = 100
HOME_GOAL_MS = 60
LIST_GOAL_MS = 30
TITLE_GOAL_MS = 20
PROBES = 5_000
KINDS = ("movie", "series", "video")
SORTS = ("newest", "popularity", "name", "released")


async def run() -> list[Row]:
    """Measure home, lists and pages."""
    with tempfile.TemporaryDirectory(prefix="bench-catalog-") as name:
        folder = Path(name)
        started = time.perf_counter()
        await make(folder)
        print(f"{TITLES:,} titles written in {time.perf_counter() - started:.0f} s")
        return await measure(folder)


async def measure(folder: Path) -> list[Row]:
    """Measure on a data folder that holds the large catalog."""
    database = folder / "streamverse.db"
    slugs = _slugs(database)
    probe_ms = _probe(database, slugs)
    port = free_port()
    measured: dict[str, float] = {}
    with running(command(folder, port), port):
        requests: dict[str, Request] = {
            "bare": lambda _: get("/health"),
            "home": lambda _: get("/api/v1/home"),
            "list": _lists(),
            "title": _pages(slugs),
        }
        for name, request in requests.items():
            await load(port, request, WARM_UP_SECONDS, PER_SECOND)
            taken, _ = await load(port, request, SECONDS, PER_SECOND)
            measured[name] = percentile(taken, 0.95)
    note = f"{TITLES:,} titles, {EPISODES:,} episodes, {PER_SECOND}/s open loop"
    rows: list[Row] = []
    for name, what, goal in (
        ("home", "GET /home, p95", HOME_GOAL_MS),
        ("list", "GET /titles by three filters and a sort, p95", LIST_GOAL_MS),
        ("title", "GET /titles/{slug}, p95", TITLE_GOAL_MS),
    ):
        rows.append(Row(what, measured[name], "ms", at_most=goal, note=note))
        rows.append(
            Row("the same against a bare route", measured[name], "ms", measured["bare"], "its p95")
        )
        rows.append(
            Row("the same against one indexed SQL probe", measured[name], "ms", probe_ms, "its p95")
        )
    return rows


def _lists() -> Request:
    """Return requests for lists, each with other filters."""
    chance = random.Random(7)

    def request(_: int) -> bytes:
        year = chance.randint(1950, 2015)
        query = {
            "kind": chance.choice(KINDS),
            "genre": chance.choice(GENRES).lower(),
            "year_from": year,
            "year_to": year + 10,
            "sort": chance.choice(SORTS),
        }
        return get(f"/api/v1/titles?{urlencode(query)}")

    return request


def _pages(slugs: list[str]) -> Request:
    """Return requests for title pages, each for another title."""
    return lambda index: get(f"/api/v1/titles/{slugs[index % len(slugs)]}")


def _slugs(database: Path) -> list[str]:
    """Return titles that India sees, in no order."""
    with sqlite3.connect(database) as connection:
        found = connection.execute(
            "SELECT slug FROM titles JOIN rights_windows w ON w.title_id = titles.id"
            " WHERE state = 'published' AND w.from_at < '2090-01-01' LIMIT 20000"
        )
        slugs = [slug for (slug,) in found]
    random.Random(8).shuffle(slugs)
    return slugs


def _probe(database: Path, slugs: list[str]) -> float:
    """Read one title by its slug again and again; returns the p95 in milliseconds."""
    taken: list[float] = []
    with sqlite3.connect(database) as connection:
        for slug in slugs[:PROBES]:
            started = time.perf_counter()
            connection.execute("SELECT * FROM titles WHERE slug = ?", (slug,)).fetchall()
            taken.append((time.perf_counter() - started) * 1000)
    return percentile(taken, 0.95)
