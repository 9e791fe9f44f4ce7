"""The nginx edge keeps one copy of a segment for every viewer, and asks about every viewer."""

import asyncio
import os
import re
import shutil
import socket
import threading
from collections import Counter
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from streamverse.entrypoints.tls import certificate_files
from streamverse.kit.settings import load_settings
from tests.adapters.waiting import until

CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy" / "edge" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
SEGMENT = "0f/recipe/720p/0.m4s"

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


class Origin(ThreadingHTTPServer):
    """Stands for the service: knows some tokens, counts what it is asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.tokens = {"ann", "bob"}
        self.asked: Counter[str] = Counter()


class Answering(BaseHTTPRequestHandler):
    """Answers one request as delivery does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        origin = self.server
        assert isinstance(origin, Origin)
        origin.asked[f"{self.command} {self.path}"] += 1
        token = self.path.split("/")[2]
        status = 200 if token in origin.tokens else 410 if token == "revoked" else 403
        body = b"a segment" if status == 200 else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


@pytest.fixture
def origin() -> Generator[Origin]:
    server = Origin()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
async def edge(origin: Origin, tmp_path: Path) -> Any:
    """A client of nginx with our configuration, its paths and ports replaced."""
    files = certificate_files(load_settings(data=tmp_path, tls="self"))
    assert files is not None
    port = free_port()
    text = CONFIGURATION.read_text()
    for place, here in {
        "/etc/ssl/streamverse/fullchain.pem": str(files[0]),
        "/etc/ssl/streamverse/key.pem": str(files[1]),
        "/var/cache/nginx/": f"{tmp_path}/",
        "/var/log/nginx/": f"{tmp_path}/",
        "listen 443": f"listen 127.0.0.1:{port}",
        "server 127.0.0.1:8080": f"server 127.0.0.1:{origin.server_port}",
        "worker_processes auto": "worker_processes 1",
    }.items():
        assert place in text
        text = text.replace(place, here)
    user = "user root;\n" if os.geteuid() == 0 else ""
    own = f"{user}daemon off; pid {tmp_path}/nginx.pid; error_log {tmp_path}/error.log;\n"
    temporary = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"{name}_temp_path {tmp_path}/{name};" for name in temporary)
    file = tmp_path / "nginx.conf"
    file.write_text(own + text.replace("http {", f"http {{ {paths}", 1))
    process = await asyncio.create_subprocess_exec(str(NGINX), "-c", str(file))
    try:
        base_url = f"https://127.0.0.1:{port}"
        async with httpx.AsyncClient(base_url=base_url, verify=False, trust_env=False) as client:

            async def listens() -> bool:
                try:
                    return bool(await client.get("/media/ann/none"))
                except httpx.TransportError:
                    return False

            await until(listens)
            origin.asked.clear()
            yield client
    finally:
        process.terminate()
        await process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def bodies(origin: Origin) -> int:
    """Return how often the origin had to send a segment."""
    return sum(times for asked, times in origin.asked.items() if asked.startswith("GET"))


class TestASegmentThroughTheEdge:
    async def test_is_refused_to_a_stranger_although_it_is_cached(self, edge: httpx.AsyncClient):
        assert (await edge.get(f"/media/ann/{SEGMENT}")).status_code == 200
        assert (await edge.get(f"/media/mallory/{SEGMENT}")).status_code == 403

    async def test_is_refused_to_a_revoked_token(self, edge: httpx.AsyncClient):
        assert (await edge.get(f"/media/ann/{SEGMENT}")).status_code == 200
        assert (await edge.get(f"/media/revoked/{SEGMENT}")).status_code == 403

    async def test_is_fetched_once_for_all_viewers(self, edge: httpx.AsyncClient, origin: Origin):
        for token in ("ann", "bob", "ann"):
            answer = await edge.get(f"/media/{token}/{SEGMENT}")
            assert answer.content == b"a segment"
        assert answer.headers["x-cache"] == "HIT"
        assert bodies(origin) == 1

    async def test_asks_about_a_token_once_for_a_rendition(
        self, edge: httpx.AsyncClient, origin: Origin
    ):
        for number in range(3):
            await edge.get(f"/media/ann/0f/recipe/720p/{number}.m4s")
        assert sum(times for asked, times in origin.asked.items() if "HEAD" in asked) == 1

    async def test_keeps_the_token_out_of_the_log(self, edge: httpx.AsyncClient, tmp_path: Path):
        await edge.get(f"/media/ann/{SEGMENT}")
        log = tmp_path / "streamverse.log"

        async def is_written() -> bool:
            return SEGMENT in log.read_text()

        await until(is_written)
        assert not re.search(r"/media/ann", log.read_text().splitlines()[-1])
