"""Profiles and sign-ins with a million accounts: lists, passwords, tokens, each beside its limit.

Lists are asked for 100 times a second open loop, each for another account, so that nothing is
remembered of it. Passwords stand beside bare argon2id with OWASP's parameters (19 MiB, two
passes, one lane), and a bare route shows whether they stand in anybody's way.
"""

import asyncio
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

from pwdlib.hashers.argon2 import Argon2Hasher
from starlette.requests import HTTPConnection

from bench.bench_delivery import free_port, running
from bench.harness import Row, percentile
from bench.open_loop import get, load, post
from bench.plain_service import command, settings_of
from streamverse.domains.identity import access_tokens, passwords
from streamverse.domains.identity.access_tokens import AccessClaims
from streamverse.domains.identity.callers import AccessToken
from streamverse.entrypoints.migrations.migrate import migrate
from streamverse.entrypoints.runtime import prepare
from streamverse.entrypoints.wiring import wired
from streamverse.kit.db import Database
from streamverse.kit.keyring import keyring_of
from streamverse.kit.settings import Settings

PASSWORD = "a quiet river 7"
ACCOUNTS = 1_000_000
SECONDS = 10
WARM_UP_SECONDS = 2
LISTS_PER_SECOND = 100
SIGN_INS_PER_SECOND = 10
TOKEN_CHECKS = 5_000
BORN_MS = 1_760_000_000_000
DAY = "2026-01-01 00:00:00.000000"
LATER = "2099-01-01 00:00:00.000000"
LISTS_GOAL_MS = 10
SIGN_IN_GOAL_MS = 150
TOKEN_GOAL_MS = 0.1

NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers LIMIT :many)"
ID = f"printf('%012x7000800000000000%04x', {BORN_MS} + n, 0)"
PROFILE_ID = f"printf('%012x7000800000000000%04x', {BORN_MS} + n, 1 + slot)"
FILL = (
    f"""{NUMBERS} INSERT INTO accounts (id, email, email_key, name, epoch, created_at)
        SELECT {ID}, n || '@example.com', n || '@example.com', 'Person ' || n, 0,
            strftime('%Y-%m-%d %H:%M:%f000', 'now')
        FROM numbers""",  # born today: a first sign-in mails nobody of a new device
    f"""{NUMBERS} INSERT INTO credentials (account_id, password_hash, changed_at)
        SELECT {ID}, :hash, '{DAY}' FROM numbers""",
    f"""{NUMBERS} INSERT INTO account_roles (account_id, role, granted_at)
        SELECT {ID}, 'viewer', '{DAY}' FROM numbers""",
    f"""{NUMBERS} INSERT INTO refresh_families (id, account_id, profile_id, epoch, transport,
            address, user_agent, created_at, used_at, expires_at)
        SELECT {ID}, {ID}, printf('%012x7000800000000000%04x', {BORN_MS} + n, 1), 0, 'bearer',
            '192.0.2.1', 'bench', '{DAY}', '{DAY}', '{LATER}' FROM numbers""",
    f"""{NUMBERS}, slots(slot) AS (VALUES (0), (1), (2), (3), (4))
        INSERT INTO profiles (id, account_id, slot, name, name_key, avatar, language, is_kids,
            is_main, is_history_paused, pin_failures, preferences, version, created_at)
        SELECT {PROFILE_ID}, {ID}, slot, 'Profile ' || slot, 'profile ' || slot, 'set:fox', 'en',
            0, slot = 0, 0, 0, '{{}}', 1, '{DAY}'
        FROM numbers JOIN slots ON slot <= n % 5""",
)

Request = Callable[[int], bytes]


async def run() -> list[Row]:
    """Measure lists, sign-ins and token checks."""
    with tempfile.TemporaryDirectory(prefix="bench-people-") as folder:
        settings = settings_of(Path(folder), 0)
        await _prepare(settings)
        port = free_port()
        with running(command(Path(folder), port), port):
            health: Request = lambda _: get("/health")  # noqa: E731 - a request like the others
            lists = _lists(settings)
            await load(port, health, WARM_UP_SECONDS, LISTS_PER_SECOND)
            await load(port, _lists(settings), WARM_UP_SECONDS, LISTS_PER_SECOND)
            bare, _ = await load(port, health, SECONDS, LISTS_PER_SECOND)
            listed, _ = await load(port, lists, SECONDS, LISTS_PER_SECOND)
            await load(port, _sign_ins(), WARM_UP_SECONDS, SIGN_INS_PER_SECOND)
            signed_in, _ = await load(port, _sign_ins(), SECONDS, SIGN_INS_PER_SECOND)
            _, (beside, _) = await asyncio.gather(
                load(port, _sign_ins(), SECONDS, SIGN_INS_PER_SECOND),
                load(port, health, SECONDS, LISTS_PER_SECOND),
            )
        hashing = _bare_argon2()
        checks = await _token_checks(settings)
    bare_ms, listed_ms, signed_in_ms = (_p95(each) for each in (bare, listed, signed_in))
    million = f"{ACCOUNTS:,} accounts, {LISTS_PER_SECOND}/s open loop"
    return [
        Row("GET /profiles, p95", listed_ms, "ms", at_most=LISTS_GOAL_MS, note=million),
        Row("the same against a bare route", listed_ms, "ms", bare_ms, "GET /health, p95"),
        Row(
            "POST /auth/login, p95",
            signed_in_ms,
            "ms",
            at_most=SIGN_IN_GOAL_MS,
            note=f"{SIGN_INS_PER_SECOND}/s open loop",
        ),
        Row("the same against argon2id", signed_in_ms, "ms", _p95(hashing), "its p95, alone"),
        Row("a bare route while people sign in", _p95(beside), "ms", bare_ms, "alone, p95"),
        Row("an access token checked, p95", _p95(checks), "ms", at_most=TOKEN_GOAL_MS),
    ]


def _p95(values: list[float]) -> float:
    return percentile(values, 0.95)


async def _prepare(settings: Settings) -> None:
    prepare(settings)
    database = Database(settings.database)
    await migrate(database)
    await database.close()
    stored = await passwords.hashed(PASSWORD)
    started = time.perf_counter()
    with sqlite3.connect(settings.data / "streamverse.db") as connection:
        for pragma in ("synchronous=OFF", "cache_size=-400000", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        for statement in FILL:
            connection.execute(statement, {"many": ACCOUNTS, "hash": stored})
        connection.execute("ANALYZE")
    connection.close()
    print(f"{ACCOUNTS:,} accounts written in {time.perf_counter() - started:.0f} s")
    _read_once(settings.data / "streamverse.db")


def _read_once(file: Path) -> None:
    """Have the file in the system's cache: what is measured is not the disk."""
    with file.open("rb", buffering=0) as database:
        while database.read(16 * 1024 * 1024):
            pass


def _lists(settings: Settings) -> Request:
    """Return requests for lists, each by another of the accounts."""
    keyring = keyring_of(settings)
    now = datetime.now(UTC)
    chosen = random.sample(range(ACCOUNTS), SECONDS * LISTS_PER_SECOND)

    def request(index: int) -> bytes:
        claims = _claims(chosen[index])
        token = access_tokens.issue(keyring, claims, now, timedelta(hours=1))
        return get("/api/v1/profiles", f"Authorization: Bearer {token}\r\n")

    requests = [request(index) for index in range(len(chosen))]
    return lambda index: requests[index]


def _claims(number: int) -> AccessClaims:
    account_id = UUID(f"{BORN_MS + number:012x}70008000000000000000")
    profile_id = UUID(f"{BORN_MS + number:012x}70008000000000000001")
    return AccessClaims(account_id, frozenset({"viewer"}), 0, account_id, profile_id)


def _sign_ins() -> Request:
    """Return requests that sign in, each to another of the accounts."""
    chosen = random.sample(range(ACCOUNTS), SECONDS * SIGN_INS_PER_SECOND)
    bodies = [
        json.dumps({"email": f"{number}@example.com", "password": PASSWORD}).encode()
        for number in chosen
    ]
    return lambda index: post("/api/v1/auth/login", bodies[index])


def _bare_argon2() -> list[float]:
    """Verify a password with nothing around; returns milliseconds."""
    hasher = Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
    stored = hasher.hash(PASSWORD)
    taken: list[float] = []
    for _ in range(SECONDS * SIGN_INS_PER_SECOND):
        started = time.perf_counter()
        hasher.verify(PASSWORD, stored)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


async def _token_checks(settings: Settings) -> list[float]:
    """Recognise the caller of a request again and again, as endpoints do."""
    token = access_tokens.issue(
        keyring_of(settings), _claims(7), datetime.now(UTC), timedelta(hours=1)
    )
    taken: list[float] = []
    async with wired(settings, works=False) as services:
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/",
            "headers": [(b"authorization", f"Bearer {token}".encode())],
            "app": SimpleNamespace(state=SimpleNamespace(services=services)),
        }
        check: Callable[[HTTPConnection], Awaitable[object]] = AccessToken()
        await check(HTTPConnection(scope))
        for _ in range(TOKEN_CHECKS):
            started = time.perf_counter()
            await check(HTTPConnection(scope))
            taken.append((time.perf_counter() - started) * 1000)
    return taken
