"""What viewers do, in few words: open a session, say where they are."""

from collections.abc import Sequence
from uuid import UUID

import httpx
import pytest

from streamverse.domains.catalog.public import (
    EpisodeInput,
    SeasonInput,
    TitleInput,
    TitleKind,
    add_episode,
    add_season,
    create_title,
    publish,
)
from streamverse.domains.playback import repository
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services

SESSIONS = "/api/v1/playback/sessions"
BOTH_ENGINES = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


async def store_title(
    services: Services,
    owner_id: UUID,
    asset_id: UUID,
    *,
    is_published: bool = True,
    rating: str = "",
) -> UUID:
    """Make a title."""
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        wish = TitleInput(
            name=f"Film {asset_id}", synopsis="It plays.", asset_id=asset_id, rating=rating
        )
        title_id = await create_title(session, clock, owner_id, wish)
        if is_published:
            await publish(session, clock, title_id, owner_id)
    return title_id


async def opened(client: httpx.AsyncClient, **wish: object) -> dict[str, object]:
    """Open a session and return it."""
    body = {key: str(each) if isinstance(each, UUID) else each for key, each in wish.items()}
    answer = await client.post(SESSIONS, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def at(
    client: httpx.AsyncClient, session: dict[str, object], seconds: float, sequence: int
) -> httpx.Response:
    """Say where the viewer is."""
    wish = {"position_seconds": seconds, "sequence": sequence}
    return await client.put(f"{SESSIONS}/{session['id']}/position", json=wish)


async def store_series(
    services: Services, owner_id: UUID, *seasons: Sequence[UUID | None], rating: str = ""
) -> tuple[UUID, list[UUID]]:
    """Make a published series whose seasons show these assets; returns it and its episodes."""
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        wish = TitleInput(kind=TitleKind.SERIES, name="Lamps", synopsis="In parts.", rating=rating)
        title_id = await create_title(session, clock, owner_id, wish)
        episodes: list[UUID] = []
        for number, assets in enumerate(seasons, 1):
            await add_season(session, clock, title_id, SeasonInput(number=number))
            for place, asset_id in enumerate(assets, 1):
                part = EpisodeInput(number=place, name=f"Part {place}", asset_id=asset_id)
                episodes.append(await add_episode(session, clock, title_id, number, part))
        await publish(session, clock, title_id, owner_id)
    return title_id, episodes


async def watched(client: httpx.AsyncClient, seconds: float, **wish: object) -> None:
    """Open a session and say where the viewer is."""
    await at(client, await opened(client, **wish), seconds, 1)


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """Return a problem's status and code."""
    return answer.status_code, answer.json()["code"]


def forget(services: Services, asset_id: UUID) -> None:
    """Do what the fan-out does when an asset has grown."""
    from streamverse.domains.playback.programmes import Programmes

    services.get(Programmes).forget(asset_id)


async def views(services: Services, asset_id: UUID) -> int:
    """How often an asset was viewed."""
    async with services.get(Database).read() as session:
        return (await repository.views_of(session, [asset_id])).get(asset_id, 0)
