"""Schemathesis tries every endpoint with odd input: nothing answers with a fault of ours."""

import asyncio
import contextlib
import sys
from pathlib import Path

import pytest

from tests.running import environment, free_port, running, signed_in

SECONDS = 500
UNTRIED = r"(/events|/auth/logout)$"  # one never ends, the other ends the token we try with


async def test_no_edge_case_makes_a_server_error(tmp_path: Path) -> None:
    await no_server_error(tmp_path, "examples,coverage", examples=1)


@pytest.mark.soak
async def test_no_random_input_makes_a_server_error(tmp_path: Path) -> None:
    await no_server_error(tmp_path, "fuzzing", examples=30)


async def no_server_error(tmp_path: Path, phases: str, examples: int) -> None:
    """Run Schemathesis against a real service; fail with what it and the service said."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    async with running("up", environment(tmp_path / "data", port, LOG_LEVEL="warning")) as service:
        client = await signed_in(url)
        async with contextlib.aclosing(client):
            token = client.headers["authorization"]
        trial = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{url}/openapi.json"),
            *("--checks", "not_a_server_error", "--phases", phases),
            *("--max-examples", str(examples), "--seed", "1", "--request-timeout", "15"),
            *("--exclude-path-regex", UNTRIED, "--header", f"Authorization: {token}"),
            *("--no-color", "--warnings", "off", "--suppress-health-check", "all"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=tmp_path,
        )
        async with asyncio.timeout(SECONDS):
            said, _ = await trial.communicate()
        report = said.decode(errors="replace")
        faults = [line for line in service.said if '"level": "error"' in line]
    assert trial.returncode == 0, report[-6000:] + "\n".join(faults[-3:])[-3000:]
