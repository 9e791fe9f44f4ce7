"""Other people's tus clients, and our own command line, against the running service."""

import asyncio
import json
import os
import shutil
import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.media_samples import Samples
from tests.running import asset_in, environment, free_port, running, signed_in

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("tus_upload.mjs")


@dataclass(frozen=True)
class Service:
    """A running service."""

    client: httpx.AsyncClient
    settings: dict[str, str]

    @property
    def url(self) -> str:
        """Where it answers."""
        return str(self.client.base_url).rstrip("/")

    @property
    def token(self) -> str:
        """A superuser's access token."""
        return self.client.headers["authorization"].removeprefix("Bearer ")


@pytest.fixture(scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Service]:
    """The whole service on a fresh data folder."""
    port = free_port()
    settings = environment(tmp_path_factory.mktemp("clients"), port)
    async with running("up", settings):
        client = await signed_in(f"http://127.0.0.1:{port}")
        yield Service(client, settings)
        await client.aclose()


async def output_of(*command: str, settings: dict[str, str] | None = None) -> tuple[int, str]:
    """Run a program to its end; returns its exit code and what it said."""
    child = await asyncio.create_subprocess_exec(
        *command,
        env={**os.environ, **(settings or {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(120):
        said, _ = await child.communicate()
    return child.returncode or 0, said.decode()


def node() -> str:
    """Return Node: the system's, or the one that the front end's tools brought."""
    found = shutil.which("node")
    assert found, "Node is not on the PATH; `make test` brings it"
    return found


@pytest.mark.alone
class TestTusJsClient:
    async def test_uploads_breaks_off_and_resumes(self, service: Service, samples: Samples) -> None:
        clients = ROOT / "clients"
        assert (clients / "node_modules" / "tus-js-client").exists(), "run `npm ci` in clients/"
        film = samples.film("tus-js.mp4", seconds=4)
        code, said = await output_of(
            *(node(), str(SCRIPT), str(clients), f"{service.url}/api/v1/uploads"),
            *(service.token, str(film), "From another client"),
        )
        assert code == 0, said
        told = json.loads(said.strip().splitlines()[-1])
        assert told["accepted"] < film.stat().st_size
        assert told["firstOffset"] >= told["accepted"]
        upload = (await service.client.get(urlsplit(str(told["url"])).path)).json()
        assert upload["state"] == "complete"
        asset = await asset_in(service.client, upload["asset_id"], "ready", "failed")
        assert (asset["state"], asset["title"]) == ("ready", "From another client")
        assert asset["size_bytes"] == film.stat().st_size


@pytest.mark.alone
class TestIngest:
    async def test_says_how_to_start_the_service_when_none_runs(
        self, tmp_path: Path, samples: Samples
    ) -> None:
        film = samples.film("ingest.mp4", seconds=4)
        settings = environment(tmp_path, free_port())
        code, said = await output_of(
            *(sys.executable, "-m", "streamverse", "ingest", str(film)), settings=settings
        )
        assert code == 1
        assert "streamverse up" in said

    async def test_uploads_and_waits_until_it_is_ready(
        self, service: Service, samples: Samples
    ) -> None:
        film = samples.film("ingest.mp4", seconds=4)
        code, said = await output_of(
            *(sys.executable, "-m", "streamverse", "ingest", str(film)),
            *("--title", "From the shell", "--wait"),
            settings=service.settings,
        )
        assert code == 0, said
        assert "ingest.mp4 can be watched now" in said
        assert "ingest.mp4 is ready" in said
        newest = (await service.client.get("/api/v1/assets")).json()["items"][0]
        assert (newest["title"], newest["state"]) == ("From the shell", "ready")

    async def test_fails_with_the_reason_when_the_file_is_no_film(
        self, service: Service, samples: Samples
    ) -> None:
        text = samples.bytes("notes.mp4", b"just words\n" * 50)
        code, said = await output_of(
            *(sys.executable, "-m", "streamverse", "ingest", str(text), "--wait"),
            settings=service.settings,
        )
        assert code == 1
        assert "not a video" in " ".join(said.split())


@pytest.mark.alone
class TestImport:
    async def test_brings_a_table_with_its_films_and_writes_it_back(
        self, service: Service, samples: Samples, tmp_path: Path
    ) -> None:
        film = samples.film("ingest.mp4", seconds=4)
        table = tmp_path / "titles.csv"
        table.write_text(
            f"imdb,name,year,file\ntt1,From a table,1999,{film.name}\ntt2,Wrong,soon,\n"
        )
        program = (sys.executable, "-m", "streamverse")
        code, said = await output_of(
            *(*program, "import", str(table), "--dry-run"), settings=service.settings
        )
        assert code == 1
        assert "would be: 1 created" in " ".join(said.split())
        code, said = await output_of(
            *(*program, "import", str(table), "--media", str(film.parent)),
            settings=service.settings,
        )
        assert code == 1
        assert "year: “soon” is not a whole number." in " ".join(said.split())
        title = (await service.client.get("/api/v1/titles/from-a-table")).json()
        assert title["asset_id"]
        written = tmp_path / "out.csv"
        code, said = await output_of(*(*program, "export", str(written)), settings=service.settings)
        assert code == 0, said
        code, said = await output_of(*(*program, "import", str(written)), settings=service.settings)
        assert code == 0, said
        assert "0 created, 0 changed" in said


@pytest.mark.alone
class TestPlanCommand:
    async def test_prints_what_would_be_made(self, tmp_path: Path, samples: Samples) -> None:
        film = samples.film("planned.mp4", seconds=4, size=(640, 360))
        code, said = await output_of(
            *(sys.executable, "-m", "streamverse", "media", "plan", str(film)),
            settings={"STREAMVERSE_DATA": str(tmp_path)},
        )
        assert code == 0, said
        assert all(word in said for word in ("h264 640x360", "source", "240p", "audio-1"))
