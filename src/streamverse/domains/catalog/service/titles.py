"""Making, editing, publishing and deleting titles."""

from datetime import datetime
from typing import Any
from uuid import UUID

from streamverse.domains.catalog import repository
from streamverse.domains.catalog.errors import (
    AssetNotYours,
    ChangedMeanwhile,
    NotReadyToPublish,
    TitleNotFound,
)
from streamverse.domains.catalog.events import (
    TitleChanged,
    TitleDeleted,
    TitlePublished,
    TitleWithdrawn,
)
from streamverse.domains.catalog.models import GenreRow, TitleRow
from streamverse.domains.catalog.schemas import TitleIn, TitlePatch
from streamverse.domains.catalog.slugs import first_free, slug_of
from streamverse.domains.catalog.views import Genre
from streamverse.domains.identity.public import Account
from streamverse.domains.media import public as media
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.outbox import publish


async def owned_title(
    session: ReadSession, account: Account, id_or_slug: UUID | str, if_match: int | None = None
) -> TitleRow:
    """Return a title the account may edit. Raises TitleNotFound, ChangedMeanwhile."""
    row = await repository.title_by(session, id_or_slug)
    if row is None or (row.owner_id != account.id and not account.is_editor):
        raise TitleNotFound
    if if_match is not None and row.version != if_match:
        raise ChangedMeanwhile("Load it again and repeat your change.", version=row.version)
    return row


async def create_title(
    session: WriteSession, account: Account, given: TitleIn, now: datetime
) -> TitleRow:
    """Make a draft. Raises AssetNotYours."""
    await require_own_asset(session, account, given.asset_id)
    wanted = given.slug or slug_of(given.name)
    row = TitleRow(
        id=new_id(),
        slug=first_free(wanted, await repository.slugs_like(session, wanted)),
        owner_id=account.id,
        state="draft",
        version=1,
        created_at=now,
        updated_at=now,
        **given.model_dump(exclude={"slug", "genres"}),
    )
    session.add(row)
    await session.flush()
    await _set_genres(session, row.id, given.genres)
    publish(session, TitleChanged(row.id))
    return row


async def replace_title(
    session: WriteSession, account: Account, row: TitleRow, given: TitleIn, now: datetime
) -> None:
    """Replace everything an editor sets (PUT); the slug stays unless a new one is given."""
    fields = given.model_dump(exclude={"slug", "genres", "kind"})
    if given.slug and given.slug != row.slug:
        taken = await repository.slugs_like(session, given.slug)
        row.slug = first_free(given.slug, taken)
    await _apply(session, account, row, fields, given.genres, now)


async def change_title(
    session: WriteSession, account: Account, row: TitleRow, patch: TitlePatch, now: datetime
) -> None:
    """Change the fields that are given (PATCH)."""
    fields = patch.model_dump(exclude_unset=True, exclude={"genres"})
    for name in ("name", "tagline", "synopsis", "rating", "languages"):
        if fields.get(name, "") is None:  # null there means "as it was"
            del fields[name]
    await _apply(session, account, row, fields, patch.genres, now)


async def publish_title(
    session: WriteSession, account: Account, row: TitleRow, now: datetime
) -> None:
    """Show a title to the public; again is no error. Raises NotReadyToPublish."""
    if row.state == "published":
        return
    if missing := await what_is_missing(session, row):
        raise NotReadyToPublish(f"Still missing: {', '.join(missing)}.", missing=missing)
    row.state = "published"
    row.published_at = now
    row.published_by = account.id
    _touch(row, now)
    publish(session, TitlePublished(row.id))


async def withdraw_title(session: WriteSession, row: TitleRow, now: datetime) -> None:
    """Make a title a draft again; again is no error."""
    if row.state == "draft":
        return
    row.state = "draft"
    _touch(row, now)
    publish(session, TitleWithdrawn(row.id))


async def delete_title(session: WriteSession, row: TitleRow, now: datetime) -> None:
    """Delete softly: out of sight at once, kept for a while."""
    row.deleted_at = now
    row.state = "draft"
    _touch(row, now)
    publish(session, TitleDeleted(row.id))


async def what_is_missing(session: ReadSession, row: TitleRow) -> list[str]:
    """Return what a title needs before it can be published, in words."""
    if row.kind != "series":
        return [] if row.asset_id else ["a video"]
    episodes = await repository.episodes_of(session, [row.id])
    return [] if any(each.asset_id for each in episodes) else ["an episode with a video"]


async def set_genre(session: WriteSession, given: Genre) -> Genre:
    """Add a genre, or rename the one with that slug."""
    known = await repository.genres_by_slugs(session, [given.slug])
    if row := known.get(given.slug):
        row.name = given.name
    else:
        session.add(GenreRow(id=new_id(), slug=given.slug, name=given.name))
    return given


async def require_own_asset(session: ReadSession, account: Account, asset_id: UUID | None) -> None:
    """Refuse an asset that is not the account's own. Raises AssetNotYours."""
    if asset_id is None:
        return
    asset = await media.asset_summary(session, asset_id)
    if asset is None or asset.is_deleted:
        raise AssetNotYours
    if asset.owner_id != account.id and not account.is_editor:
        raise AssetNotYours


async def _apply(
    session: WriteSession,
    account: Account,
    row: TitleRow,
    fields: dict[str, Any],
    genres: list[str] | None,
    now: datetime,
) -> None:
    if fields.get("asset_id") not in {None, row.asset_id}:
        await require_own_asset(session, account, fields["asset_id"])
    for name, value in fields.items():
        setattr(row, name, value)
    if genres is not None:
        await _set_genres(session, row.id, genres)
    _touch(row, now)
    publish(session, TitleChanged(row.id))


async def _set_genres(session: WriteSession, title_id: UUID, names: list[str]) -> None:
    by_slug = {slug_of(name): name for name in names}
    known = await repository.genres_by_slugs(session, by_slug)
    for slug, name in by_slug.items():
        if slug not in known:
            known[slug] = GenreRow(id=new_id(), slug=slug, name=name)
            session.add(known[slug])
    await session.flush()
    await repository.set_genres(session, title_id, [known[slug].id for slug in by_slug])


def _touch(row: TitleRow, now: datetime) -> None:
    row.version += 1
    row.updated_at = now
