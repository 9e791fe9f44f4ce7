"""Seasons and episodes over HTTP. Each answer is the whole series, as it is then."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from streamverse.domains.catalog.routes.titles import IfMatch, Now, tagged
from streamverse.domains.catalog.schemas.series import (
    EpisodeInput,
    EpisodeOrder,
    SeasonInput,
    SeasonOrder,
)
from streamverse.domains.catalog.schemas.titles import TitleBody
from streamverse.domains.catalog.service import browse, order_series, write_series
from streamverse.domains.catalog.service.access import title_to_change
from streamverse.domains.catalog.service.usable_assets import require_usable_asset
from streamverse.domains.identity.public import SignedIn
from streamverse.kit.http import Writes
from streamverse.kit.http.idempotency import IdempotencyKey, once

router = APIRouter(prefix="/titles/{id_or_slug}/seasons")

SeasonNumber = Annotated[int, Path(ge=0, le=10_000, alias="season")]
EpisodeNumber = Annotated[int, Path(ge=0, le=10_000, alias="episode")]


@router.post("", status_code=201)
async def add_season(
    id_or_slug: str,
    wish: SeasonInput,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
    key: IdempotencyKey = None,
) -> TitleBody:
    """Add a season."""

    async def add() -> TitleBody:
        row = await title_to_change(session, account, id_or_slug, if_match)
        await write_series.add_season(session, clock, row, wish)
        return await browse.changed(session, row)

    caller, target = f"season:{account.id}", str(id_or_slug)
    body = await once(session, caller, key, wish, TitleBody, add, target=target)
    return tagged(response, body)


@router.put("/{season}")
async def change_season(
    id_or_slug: str,
    season: SeasonNumber,
    wish: SeasonInput,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Rename or renumber a season."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await write_series.change_season(session, clock, row, season, wish)
    return tagged(response, await browse.changed(session, row))


@router.delete("/{season}", status_code=204)
async def delete_season(
    id_or_slug: str,
    season: SeasonNumber,
    account: SignedIn,
    session: Writes,
    clock: Now,
    if_match: IfMatch = None,
) -> None:
    """Delete a season with its episodes."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await write_series.delete_season(session, clock, row, season)


@router.post("/{season}/episodes", status_code=201)
async def add_episode(
    id_or_slug: str,
    season: SeasonNumber,
    wish: EpisodeInput,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
    key: IdempotencyKey = None,
) -> TitleBody:
    """Add an episode to a season."""

    async def add() -> TitleBody:
        row = await title_to_change(session, account, id_or_slug, if_match)
        if wish.asset_id:
            await require_usable_asset(session, account, wish.asset_id)
        await write_series.add_episode(session, clock, row, season, wish)
        return await browse.changed(session, row)

    caller, target = f"episode:{account.id}", f"{id_or_slug}/{season}"
    body = await once(session, caller, key, wish, TitleBody, add, target=target)
    return tagged(response, body)


@router.put("/{season}/episodes/{episode}")
async def change_episode(
    id_or_slug: str,
    season: SeasonNumber,
    episode: EpisodeNumber,
    wish: EpisodeInput,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Replace an episode's facts."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    before = await write_series.episode_of(session, row, (season, episode))
    if wish.asset_id and wish.asset_id != before.asset_id:
        await require_usable_asset(session, account, wish.asset_id)
    await write_series.change_episode(session, clock, row, (season, episode), wish)
    return tagged(response, await browse.changed(session, row))


@router.delete("/{season}/episodes/{episode}", status_code=204)
async def delete_episode(
    id_or_slug: str,
    season: SeasonNumber,
    episode: EpisodeNumber,
    account: SignedIn,
    session: Writes,
    clock: Now,
    if_match: IfMatch = None,
) -> None:
    """Delete an episode. What it played stays among its owner's uploads."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await write_series.delete_episode(session, clock, row, (season, episode))


@router.post("/order")
async def order_seasons(
    id_or_slug: str,
    wish: SeasonOrder,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Put a series' seasons into another order: all of them, by their ids."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await order_series.order_seasons(session, clock, row, wish.season_ids)
    return tagged(response, await browse.changed(session, row))


@router.post("/{season}/order")
async def order_episodes(
    id_or_slug: str,
    season: SeasonNumber,
    wish: EpisodeOrder,
    account: SignedIn,
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> TitleBody:
    """Put a season's episodes into another order: all of them, by their ids."""
    row = await title_to_change(session, account, id_or_slug, if_match)
    await order_series.order_episodes(session, clock, row, season, wish.episode_ids)
    return tagged(response, await browse.changed(session, row))
