"""`STREAMVERSE_TLS=self`: HTTPS and HTTP/2 by one setting."""

import asyncio
import ssl
from pathlib import Path

import httpx
import pytest

from tests.running import environment, free_port, running


@pytest.mark.alone
async def test_the_service_speaks_https_and_offers_http_2(tmp_path: Path) -> None:
    port = free_port()
    async with running("up", environment(tmp_path, port, STREAMVERSE_TLS="self")) as service:
        assert any(f"https://localhost:{port}" in line for line in service.said)
        trust = ssl.create_default_context(cafile=tmp_path / "tls" / "certificate.pem")
        async with httpx.AsyncClient(verify=trust) as client:
            answer = await client.get(f"https://localhost:{port}/health")
        assert answer.json()["status"] == "ok"
        assert "max-age=" in answer.headers["strict-transport-security"]

        trust.set_alpn_protocols(["h2", "http/1.1"])
        _, writer = await asyncio.open_connection("localhost", port, ssl=trust)
        agreed: ssl.SSLObject = writer.get_extra_info("ssl_object")
        writer.close()
        assert agreed.selected_alpn_protocol() == "h2"

        assert await service.stop() == 0
