"""Playback sessions, 100 a second open loop, each by a guest of its own, beside a bare route."""

import asyncio
import json
import sys
import tempfile
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from uuid import UUID

from bench.bench_delivery import free_port, running
from bench.harness import Row, percentile
from bench.open_loop import get, load, post
from streamverse.domains.catalog.public import TitleInput, create_title, publish
from streamverse.domains.identity.public import Role, create_account
from streamverse.domains.media.models import AssetRow, RenditionRow, TrackRow
from streamverse.domains.media.states import AssetState, WorkState
from streamverse.domains.media.timeline import TrackKind
from streamverse.entrypoints.app import create_app
from streamverse.entrypoints.migrations.migrate import migrate
from streamverse.entrypoints.runtime import prepare
from streamverse.entrypoints.serve import serve
from streamverse.entrypoints.wiring import wired
from streamverse.kit.clock import Clock
from streamverse.kit.closing import Closing
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from streamverse.kit.settings import load_settings

SECRET = "a-root-key-for-benchmarks-that-is-long-enough"
PER_SECOND = 100
SECONDS = 10
WARM_UP_SECONDS = 2
SEGMENTS = 1800
SCALE = 24_000
SOUND_SCALE = 48_000
FRAME_SAMPLES = 1024
SLUG = "a-film-of-two-hours"
WISH = json.dumps({"title_id": SLUG}).encode()
GOAL_MS = 50
SESSIONS = "/api/v1/playback/sessions"


async def run() -> list[Row]:
    """Measure the bare route, opening sessions, and saving positions in them."""
    with tempfile.TemporaryDirectory(prefix="bench-sessions-") as folder:
        port = free_port()
        command = [sys.executable, "-m", "bench.bench_sessions", folder, str(port)]
        with running(command, port):
            await load(port, lambda _: get("/health"), WARM_UP_SECONDS, PER_SECOND)
            await load(port, lambda _: post(SESSIONS, WISH), WARM_UP_SECONDS, PER_SECOND)
            bare, _ = await load(port, lambda _: get("/health"), SECONDS, PER_SECOND)
            opened, answers = await load(port, lambda _: post(SESSIONS, WISH), SECONDS, PER_SECOND)
            positions = [_position(answer) for answer in answers]
            saved, _ = await load(port, lambda index: positions[index], SECONDS, PER_SECOND)
    limit = percentile(bare, 0.95)
    note = f"{PER_SECOND}/s open loop"
    return [
        Row(
            "POST /playback/sessions, p95",
            percentile(opened, 0.95),
            "ms",
            at_most=GOAL_MS,
            note=note,
        ),
        Row(
            "the same against a bare route",
            percentile(opened, 0.95),
            "ms",
            limit=limit,
            limit_is="GET /health, p95",
        ),
        Row("PUT …/position, p95", percentile(saved, 0.95), "ms", at_most=GOAL_MS, note=note),
    ]


def _position(answer: bytes) -> bytes:
    """Return the request that says where the guest of an opened session is."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    guest = next(line for line in lines if line.lower().startswith("set-cookie: sv_guest="))
    cookie = guest.split(": ", 1)[1].split(";", 1)[0]
    session = json.loads(body)
    wish = json.dumps({"position_seconds": 12.5, "sequence": 1}).encode()
    path = f"{SESSIONS}/{session['id']}/position"
    return post(path, wish, "PUT", f"Cookie: {cookie}\r\n")


async def _serve(data: Path, port: int) -> None:
    settings = load_settings(
        data=data,
        jwt_secret_key=SECRET,
        log_level="error",
        port=port,
        rate_limit_per_minute=10_000_000,
    )
    prepare(settings)
    database = Database(settings.database)
    await migrate(database, data / "backups")
    await database.close()

    async def ready() -> None:
        """Nothing is left to do: the port is what the other side waits for."""

    async with wired(settings) as services:
        await _publish_film(services)
        await serve(
            create_app(services),
            "127.0.0.1",
            port,
            certificate=None,
            ready=ready,
            closing=services.get(Closing),
        )


async def _publish_film(services: Services) -> None:
    owner_id = await create_account(
        services, "bench@example.com", "correct horse battery", "Bench", {Role.CREATOR}
    )
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        asset_id = await _store_film(session, owner_id)
        wish = TitleInput(name="A film", slug=SLUG, synopsis="Long.", asset_id=asset_id)
        title_id = await create_title(session, clock, owner_id, wish)
        await publish(session, clock, title_id, owner_id)


async def _store_film(session: WriteSession, owner_id: UUID) -> UUID:
    asset = AssetRow(
        id=new_id(),
        owner_id=owner_id,
        title="A film",
        filename="film.mp4",
        state=AssetState.READY,
        revision=1,
        is_sealed=True,
        duration_seconds=SEGMENTS * 4.0,
        created_at=datetime.now(UTC),
    )
    session.add(asset)
    await session.flush()
    picture = [[4 * SCALE, SEGMENTS]]
    names = [f"{rung}p" for rung in (1080, 720, 480, 360, 240)]
    await _store_track(session, asset.id, "video", TrackKind.VIDEO, SCALE, picture, names)
    for number in (1, 2):
        name = f"audio-{number}"
        await _store_track(
            session, asset.id, name, TrackKind.AUDIO, SOUND_SCALE, _sound_runs(), [name]
        )
    return asset.id


def _sound_runs() -> list[list[int]]:
    ends = [
        round(index * 4 * SOUND_SCALE / FRAME_SAMPLES) * FRAME_SAMPLES
        for index in range(SEGMENTS + 1)
    ]
    return [[end - start, 1] for start, end in pairwise(ends)]


async def _store_track(
    session: WriteSession,
    asset_id: UUID,
    name: str,
    kind: TrackKind,
    timescale: int,
    runs: list[list[int]],
    renditions: list[str],
) -> None:
    track = TrackRow(
        id=new_id(),
        asset_id=asset_id,
        name=name,
        kind=kind,
        position=0,
        timescale=timescale,
        runs=runs,
        is_sealed=True,
    )
    session.add(track)
    await session.flush()
    for position, rendition in enumerate(renditions):
        rung = int(rendition.removesuffix("p")) if kind is TrackKind.VIDEO else 0
        session.add(
            RenditionRow(
                id=new_id(),
                asset_id=asset_id,
                track_id=track.id,
                name=rendition,
                recipe="bench",
                position=position,
                state=WorkState.DONE,
                codecs="avc1.64001f" if rung else "mp4a.40.2",
                bandwidth_bps=1_000_000,
                covered_segments=SEGMENTS,
                covered_ticks=sum(ticks * count for ticks, count in runs),
                rung=rung,
                width=rung * 16 // 9,
                height=rung,
            )
        )


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
