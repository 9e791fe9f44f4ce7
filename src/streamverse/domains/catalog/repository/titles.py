"""The catalog's queries about titles, genres and artwork."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, select, update

from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import (
    TitleRow,
)
from streamverse.domains.catalog.repository.visible import is_public
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.slugs import SLUG
from streamverse.kit.db import ReadSession, WriteSession


def _titles() -> Select[TitleRow]:
    return select(TitleRow).where(TitleRow.deleted_at.is_(None))


def parse_id(text: str) -> UUID | None:
    """Return the id a path part names, or None for a slug."""
    try:
        return UUID(text)
    except ValueError:
        return None


async def find_title(
    session: ReadSession, id_or_slug: str, *, also_deleted: bool = False
) -> TitleRow | None:
    """Return a title by its id or its slug."""
    query = select(TitleRow) if also_deleted else _titles()
    if title_id := parse_id(id_or_slug):
        return await session.scalar(query.where(TitleRow.id == title_id))
    if not SLUG.fullmatch(id_or_slug):
        return None
    return await session.scalar(query.where(TitleRow.slug == id_or_slug))


async def lock_title(session: WriteSession, id_or_slug: str) -> TitleRow | None:
    """Return a title and keep other writers away from it until the transaction ends."""
    query = _titles().with_for_update()
    if title_id := parse_id(id_or_slug):
        return await session.scalar(query.where(TitleRow.id == title_id))
    if not SLUG.fullmatch(id_or_slug):
        return None
    return await session.scalar(query.where(TitleRow.slug == id_or_slug))


async def titles_by_id(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, TitleRow]:
    """Return titles by their ids, whatever their state."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = await session.scalars(_titles().where(TitleRow.id.in_(wanted)))
    return {row.id: row for row in rows}


async def published_by_id(
    session: ReadSession, ids: Iterable[UUID], ceiling: int | None, asker: Asker | None
) -> dict[UUID, TitleRow]:
    """Return those of these titles that everybody below a ceiling may find, where `asker` is."""
    wanted = set(ids)
    if not wanted:
        return {}
    query = select(TitleRow).where(is_public(ceiling, asker), TitleRow.id.in_(wanted))
    return {row.id: row for row in await session.scalars(query)}


async def titles_of(session: ReadSession, owner_id: UUID) -> Sequence[TitleRow]:
    """Return everything that an account made, deleted titles too."""
    query = select(TitleRow).where(TitleRow.owner_id == owner_id)
    return (await session.scalars(query.order_by(TitleRow.created_at, TitleRow.id))).all()


async def forget_publisher(session: WriteSession, account_id: UUID) -> None:
    """Forget that an account has published titles."""
    query = update(TitleRow).where(TitleRow.published_by == account_id)
    await session.execute(query.values(published_by=None))


async def slugs_taken(session: ReadSession, candidates: Iterable[str]) -> set[str]:
    """Return those of these slugs that titles have, deleted ones too."""
    query = select(TitleRow.slug).where(TitleRow.slug.in_(set(candidates)))
    return set(await session.scalars(query))


async def titles_showing(session: WriteSession, asset_id: UUID) -> Sequence[TitleRow]:
    """Return the titles that show an asset."""
    query = _titles().where(TitleRow.asset_id == asset_id).with_for_update()
    return (await session.scalars(query)).all()


async def title_of_asset(session: ReadSession, asset_id: UUID) -> TitleRow | None:
    """Return a title that shows an asset, a published one first."""
    is_draft = TitleRow.state != TitleState.PUBLISHED
    query = _titles().where(TitleRow.asset_id == asset_id).order_by(is_draft, TitleRow.id)
    return await session.scalar(query.limit(1))
