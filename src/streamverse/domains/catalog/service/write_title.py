"""Create, replace, change and delete titles."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from streamverse.domains.catalog.errors import KindFixed, SlugTaken
from streamverse.domains.catalog.events import TitleChanged, TitleDeleted
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.maturity import age_of_rating
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.schemas.titles import TitleInput, TitlePatch
from streamverse.domains.catalog.service.publish import publish, unpublish
from streamverse.domains.catalog.slugs import folded, free_slug, slug_of
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id

PLAIN_FIELDS = (
    "name",
    "original_name",
    "tagline",
    "synopsis",
    "year",
    "rating",
    "languages",
    "runtime_seconds",
    "asset_id",
)


async def create(session: WriteSession, clock: Clock, owner_id: UUID, wish: TitleInput) -> TitleRow:
    """Make a title. Raises SlugTaken, and TitleNotReady when it shall be published at once."""
    now = clock.now()
    row = TitleRow(
        id=new_id(),
        slug=await _slug(session, wish.slug, wish.name, wish.year),
        kind=wish.kind,
        state=TitleState.DRAFT,
        owner_id=owner_id,
        version=1,
        created_at=now,
        updated_at=now,
        listed_at=now,
        min_age=_age(wish.min_age, wish.rating),
        **{field: getattr(wish, field) for field in PLAIN_FIELDS},
    )
    row.folded = folded(row.name, row.original_name, row.tagline)
    session.add(row)
    await _flush(session)
    await _set_genres(session, row.id, wish.genres)
    if wish.state is TitleState.PUBLISHED:
        await publish(session, clock, row, owner_id)
    return row


async def replace(
    session: WriteSession, clock: Clock, row: TitleRow, wish: TitleInput, by: UUID
) -> None:
    """Give a title new facts, all of them; its kind stays, its state too unless it is sent.

    Raises SlugTaken, KindFixed, TitleNotReady.
    """
    if "kind" in wish.model_fields_set and wish.kind != row.kind:
        raise KindFixed(f"It stays a {row.kind}.")
    fields = wish.model_fields_set | set(PLAIN_FIELDS) | {"genres"}
    await _apply(session, clock, row, wish, fields, by)


async def patch(
    session: WriteSession, clock: Clock, row: TitleRow, wish: TitlePatch, by: UUID
) -> None:
    """Change those facts of a title that are given. Raises SlugTaken, TitleNotReady."""
    await _apply(session, clock, row, wish, wish.model_fields_set, by)


async def delete(session: WriteSession, clock: Clock, row: TitleRow) -> None:
    """Take a title away; it stays in the database, its address answers 410."""
    row.deleted_at = clock.now()
    row.state = TitleState.DRAFT
    row.version += 1
    outbox.publish(session, TitleDeleted(row.id))


def touch(session: WriteSession, clock: Clock, row: TitleRow) -> None:
    """Note that something of a title changed: a new version, and the news of it."""
    row.version += 1
    row.updated_at = clock.now()
    outbox.publish(session, TitleChanged(row.id))


async def _apply(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    wish: TitleInput | TitlePatch,
    fields: set[str],
    by: UUID,
) -> None:
    for field in fields.intersection(PLAIN_FIELDS):
        setattr(row, field, getattr(wish, field))
    if fields & {"min_age", "rating"}:
        row.min_age = _age(wish.min_age, row.rating)
    if "slug" in fields and wish.slug and wish.slug != row.slug:
        row.slug = await _slug(session, wish.slug, row.name, row.year)
    row.folded = folded(row.name, row.original_name, row.tagline)
    if "genres" in fields:
        await _set_genres(session, row.id, wish.genres)
    touch(session, clock, row)
    await _flush(session)
    state = wish.state if "state" in fields else row.state
    if state == TitleState.PUBLISHED:
        await publish(session, clock, row, by)  # also checks that nothing has gone missing
    else:
        unpublish(session, row)


def _age(wished: int | None, rating: str) -> int | None:
    return age_of_rating(rating) if wished is None else wished


async def _slug(session: WriteSession, wished: str | None, name: str, year: int | None) -> str:
    """Return the wished slug, or a free one made from the name. Raises SlugTaken."""
    if wished:
        if wished in await repository.slugs_like(session, wished):
            raise SlugTaken(wished)
        return wished
    plain = slug_of(name)
    taken = await repository.slugs_like(session, plain)
    if plain in taken and year:
        return free_slug(f"{plain}-{year}", taken)
    return free_slug(plain, taken)


async def _set_genres(session: WriteSession, title_id: UUID, names: Sequence[str]) -> None:
    await repository.set_genres(session, title_id, [(slug_of(name), name) for name in names])


async def _flush(session: WriteSession) -> None:
    try:
        await session.flush()
    except IntegrityError as error:  # somebody took the slug since we looked
        raise SlugTaken from error
