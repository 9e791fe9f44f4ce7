"""Fixtures of work on many titles: tables sent in, and runs done as their jobs would."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.catalog.service.bulk.run_undo import run_undo
from streamverse.domains.catalog.service.bulk.work import work_on
from streamverse.kit.services import Services

Imported = Callable[..., Awaitable[dict[str, Any]]]
Answered = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def send(editor: httpx.AsyncClient) -> Answered:
    """Send a table in: `await send("name\\nA\\n", mapping={…})`."""

    async def sent(
        table: str | bytes,
        *,
        name: str = "titles.csv",
        by: httpx.AsyncClient = editor,
        **options: Any,
    ) -> httpx.Response:
        data = table.encode() if isinstance(table, str) else table
        return await by.post(
            "/api/v1/imports",
            files={"file": (name, data)},
            data={"options": json.dumps(options)},
        )

    return sent


@pytest.fixture
def done(shared: Services, editor: httpx.AsyncClient) -> Imported:
    """Do a run as its job would; returns it with its lines."""

    async def did(answer: httpx.Response, *, undo: bool = False) -> dict[str, Any]:
        assert answer.status_code == 202, answer.text
        run_id = answer.json()["id"]
        await (run_undo if undo else work_on)(shared, UUID(run_id))
        run = (await editor.get(f"/api/v1/runs/{run_id}")).json()
        lines = (await editor.get(f"/api/v1/runs/{run_id}/lines?limit=500")).json()
        return {**run, "lines": lines["items"]}

    return did


@pytest.fixture
def imported(send: Answered, done: Imported) -> Imported:
    """Import a table to its end: `run = await imported("name\\nA\\n")`."""

    async def did(table: str | bytes, **options: Any) -> dict[str, Any]:
        return await done(await send(table, **options))

    return did


def outcomes(run: dict[str, Any]) -> list[str]:
    """Return what became of each row."""
    return [line["outcome"] for line in run["lines"]]


def problems(run: dict[str, Any]) -> list[tuple[int, str, str]]:
    """Return (line, column, sentence) of everything that is wrong."""
    return [
        (line["number"], problem["column"], problem["message"])
        for line in run["lines"]
        for problem in line["problems"]
    ]
