"""Ctrl-C: what is open ends politely, nothing is left behind, the next start is clean."""

import asyncio
import contextlib
from pathlib import Path

from tests.running import environment, free_port, running, signed_in


class TestStop:
    """SIGINT to a running service."""

    async def test_ends_event_streams_without_a_trace(self, tmp_path: Path) -> None:
        port = free_port()
        async with running("up", environment(tmp_path, port)) as service:
            client = await signed_in(f"http://127.0.0.1:{port}")
            async with contextlib.aclosing(client):
                made = await client.post(
                    "/api/v1/uploads", headers={"tus-resumable": "1.0.0", "upload-length": "9"}
                )
                asset_id = made.headers["x-asset-id"]
                async with client.stream("GET", f"/api/v1/assets/{asset_id}/events") as events:
                    lines = events.aiter_lines()
                    assert await anext(lines) == "event: asset"
                    stopping = asyncio.create_task(service.stop())
                    rest = [line async for line in lines]
                assert await stopping == 0
        assert rest
        assert not [line for line in service.said if "Traceback" in line or "rror" in line]
        assert service.said[-1] == "StreamVerse has stopped."
        assert not (tmp_path / "service.json").exists()
