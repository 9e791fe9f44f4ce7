"""Starts what a process keeps in memory for playback, and keeps it fresh while the process runs."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID

from streamverse.domains.media.public import changes_channel
from streamverse.domains.playback.programmes import Programmes
from streamverse.domains.playback.revocations import POLL_SECONDS, Revocations
from streamverse.domains.playback.tokens import MediaTokens
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.keyring import keyring_of
from streamverse.kit.log import logger
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

log = logger(__name__)


@asynccontextmanager
async def open_playback(services: Services) -> AsyncGenerator[None]:
    """Add the token checker, the revocation list and the programmes to `services`."""
    database, pubsub = services.get(Database), services.get(PubSub)
    services.add(MediaTokens(keyring_of(services.get(Settings))))
    programmes = services.add(Programmes(database))
    revocations = services.add(Revocations(database, pubsub, services.get(Clock)))
    tasks = [
        asyncio.create_task(work)
        for work in (
            revocations.listen(),
            _poll(revocations),
            _hear_of_changes(pubsub, programmes),
        )
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _poll(revocations: Revocations) -> None:
    while True:
        try:
            await revocations.refresh()
        except Exception:
            log.exception("revocations_not_read")
        await asyncio.sleep(POLL_SECONDS)


async def _hear_of_changes(pubsub: PubSub, programmes: Programmes) -> None:
    async with pubsub.subscribe(changes_channel()) as messages:
        async for message in messages:
            programmes.forget(UUID(message["asset_id"]))
