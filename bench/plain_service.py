"""The service on a data folder that is there: `python -m bench.plain_service FOLDER PORT`."""

import sys
from pathlib import Path

import uvloop

from streamverse.entrypoints.app import create_app
from streamverse.entrypoints.runtime import prepare
from streamverse.entrypoints.serve import serve
from streamverse.entrypoints.wiring import wired
from streamverse.kit.closing import Closing
from streamverse.kit.settings import Settings, load_settings

SECRET = "a-root-key-for-benchmarks-that-is-long-enough"


def settings_of(folder: Path, port: int) -> Settings:
    """Return settings under which no limit is in the way."""
    return load_settings(
        data=folder,
        jwt_secret_key=SECRET,
        log_level="error",
        port=port,
        default_country="IN",
        rate_limit_per_minute=10_000_000,
        sign_ins_per_minute_per_address=10_000_000,
    )


def command(folder: Path, port: int) -> list[str]:
    """Return what starts it as a process of its own."""
    return [sys.executable, "-m", "bench.plain_service", str(folder), str(port)]


async def _serve(folder: Path, port: int) -> None:
    settings = settings_of(folder, port)
    prepare(settings)

    async def ready() -> None:
        """Nothing is left to do: the port is what the other side waits for."""

    async with wired(settings) as services:
        await serve(
            create_app(services),
            "127.0.0.1",
            port,
            certificate=None,
            ready=ready,
            closing=services.get(Closing),
        )


if __name__ == "__main__":
    uvloop.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
