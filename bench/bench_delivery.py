"""Segments of 2 MB through the API process, token checked, against nginx with sendfile.

Both send the same files from the same disk to the same client: `wrk` where it is installed,
else threads of our own that read and throw away.
"""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

from bench.harness import Row
from streamverse.domains.playback.composer import ViewerPolicy
from streamverse.domains.playback.tokens import MediaClaims, MediaTokens
from streamverse.entrypoints.app import create_app
from streamverse.entrypoints.migrations.migrate import migrate
from streamverse.entrypoints.runtime import prepare
from streamverse.entrypoints.serve import serve
from streamverse.entrypoints.wiring import wired
from streamverse.kit.closing import Closing
from streamverse.kit.db import Database
from streamverse.kit.keyring import keyring_of
from streamverse.kit.settings import Settings, load_settings

SECRET = "a-root-key-for-benchmarks-that-is-long-enough"
SIZE = 2 * 1024 * 1024
FILES = 16
CONNECTIONS = 8
SECONDS = 5
ROUNDS = 3
TICKS = 96_000
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log stderr error; worker_processes auto;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; types {{ }}
  default_type video/mp4; client_body_temp_path {folder}/t; proxy_temp_path {folder}/t;
  fastcgi_temp_path {folder}/t; uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


def run() -> list[Row]:
    """Measure both in turn, several rounds, and compare the medians."""
    with tempfile.TemporaryDirectory(prefix="bench-delivery-") as name:
        folder = Path(name)
        settings = _settings(folder / "data")
        asset_id = uuid4()
        inner = f"media/{asset_id}/bench/1080p"
        root = folder / "data" / "objects"
        _write_files(root / inner)
        token = _token(settings, asset_id)
        with _service(folder) as service, _nginx(folder, root) as nginx:
            ours: list[float] = []
            theirs: list[float] = []
            for _ in range(ROUNDS):
                ours.append(_load(service, f"/media/{token}/{asset_id}/bench/1080p"))
                if nginx:
                    theirs.append(_load(nginx, f"/{inner}"))
    limit = sorted(theirs)[ROUNDS // 2] if theirs else None
    return [
        Row(
            "segments of 2 MB, token checked",
            sorted(ours)[ROUNDS // 2],
            "/s",
            limit=limit,
            limit_is="nginx sendfile" if limit else "nginx is not installed",
            at_least=0.5 if limit else None,
            note=f"{CONNECTIONS} connections, {'wrk' if shutil.which('wrk') else 'threads'}",
        )
    ]


def _settings(data: Path) -> Settings:
    return load_settings(data=data, jwt_secret_key=SECRET, log_level="error", port=0)


def _write_files(folder: Path) -> None:
    folder.mkdir(parents=True)
    for index in range(FILES):
        (folder / f"{index * TICKS}.m4s").write_bytes(os.urandom(SIZE))


def _token(settings: Settings, asset_id: UUID) -> str:
    until = int(time.time()) + 3600
    claims = MediaClaims(uuid4(), asset_id, (asset_id,), bytes(8), ViewerPolicy(), until)
    return MediaTokens(keyring_of(settings)).sign(claims)


@contextmanager
def _service(folder: Path) -> Generator[int]:
    """Run the whole API in a process of its own, as `streamverse up` serves it."""
    port = free_port()
    command = [sys.executable, "-m", "bench.bench_delivery", str(folder / "data"), str(port)]
    with running(command, port):
        yield port


@contextmanager
def _nginx(folder: Path, root: Path) -> Generator[int | None]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        yield None
        return
    port = free_port()
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(folder=folder, port=port, root=root))
    folder.chmod(0o755)
    with running([program, "-c", str(file), "-p", str(folder)], port):
        yield port


@contextmanager
def running(command: list[str], port: int) -> Generator[None]:
    """Run a server from its first answer on; it is told to stop at the end."""
    with subprocess.Popen(command) as child:
        try:
            _wait_for(port, child)
            yield
        finally:
            child.terminate()
            child.wait(20)


def _wait_for(port: int, child: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and child.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    msg = "the server did not start"
    raise RuntimeError(msg)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _load(port: int, folder: str) -> float:
    """Return whole files a second."""
    _fetch(port, f"{folder}/0.m4s")
    if wrk := shutil.which("wrk"):
        return _by_wrk(wrk, f"http://127.0.0.1:{port}{folder}/{TICKS}.m4s")
    return _by_threads(port, [f"{folder}/{index * TICKS}.m4s" for index in range(FILES)])


def _by_wrk(wrk: str, url: str) -> float:
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", url]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(output)
    match = re.search(r"Requests/sec:\s+([\d.]+)", output)
    if match is None:
        raise RuntimeError(output)
    return float(match[1])


def _by_threads(port: int, paths: list[str]) -> float:
    counts = [0] * CONNECTIONS
    until = time.monotonic() + SECONDS

    def client(number: int) -> None:
        while time.monotonic() < until:
            _fetch(port, paths[counts[number] % len(paths)])
            counts[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def _fetch(port: int, path: str) -> None:
    """Read one file and check that all of it came."""
    room = bytearray(256 * 1024)
    with socket.create_connection(("127.0.0.1", port), 20) as link:
        link.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        first = link.recv_into(room)
        head, _, rest = bytes(room[:first]).partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode("latin-1"))
        received = len(rest)
        while got := link.recv_into(room):
            received += got
    if received != SIZE:
        msg = f"{received} bytes of {SIZE} came"
        raise RuntimeError(msg)


async def _serve(data: Path, port: int) -> None:
    settings = _settings(data)
    prepare(settings)
    database = Database(settings.database)
    await migrate(database, data / "backups")
    await database.close()

    async def ready() -> None:
        """Nothing is left to do: the port is what the other side waits for."""

    async with wired(settings) as services:
        app = create_app(services)
        await serve(
            app, "127.0.0.1", port, certificate=None, ready=ready, closing=services.get(Closing)
        )


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
