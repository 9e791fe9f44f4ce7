"""Create, replace, change and delete titles."""

from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from streamverse.domains.catalog.announcing import tell_changed
from streamverse.domains.catalog.errors import KindFixed, SlugTaken
from streamverse.domains.catalog.events import TitleDeleted
from streamverse.domains.catalog.fact_errors import UnknownCategory
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import UNKNOWN, TitleRow
from streamverse.domains.catalog.repository import taxonomy
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.schemas.documents import TitleDocument, TitleInput, TitlePatch
from streamverse.domains.catalog.service.assign_channel import assign_channel
from streamverse.domains.catalog.service.documents import PLAIN_FIELDS, document_of
from streamverse.domains.catalog.service.editorial.times import set_times
from streamverse.domains.catalog.service.publish import settle
from streamverse.domains.catalog.service.rights.default_window import set_access
from streamverse.domains.catalog.service.write_facts import require_fitting, write_facts
from streamverse.domains.catalog.slugs import folded, free_of, numbered, slug_of
from streamverse.domains.media.public import asset_summary
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id

DECIDED = frozenset({"slug", "channel_id", "publish_at", "expire_at"})
"""What of a row is not simply as it is wished."""
SORTED_BY = 80
"""How many letters of a name lists go by."""
UNLESS_SENT = frozenset({"slug", "channel_id", "publish_at", "expire_at"})
"""What even a title written whole keeps when it is not sent."""
FACTS = frozenset(TitleDocument.model_fields) - frozenset(PLAIN_FIELDS) - {"kind"}
"""What is kept beside a title's row, or in it in another form."""
NO_FACTS = TitleDocument(name="-")


async def create(
    session: WriteSession,
    clock: Clock,
    owner_id: UUID,
    wish: TitleInput,
    *,
    is_editor: bool = False,
) -> TitleRow:
    """Make a title; an editor may put it into any channel.

    Raises SlugTaken, ChannelNotUsable, what write_facts refuses, and TitleNotReady when it shall
    be published at once.
    """
    require_fitting(wish.kind, wish)
    await _require_category(session, wish.category)
    now = clock.now()
    row = TitleRow(
        id=new_id(),
        kind=wish.kind,
        state=TitleState.DRAFT,
        owner_id=owner_id,
        version=1,
        created_at=now,
        updated_at=now,
        listed_at=now,
        rating="",
        **{field: getattr(wish, field) for field in PLAIN_FIELDS if field not in DECIDED},
        slug=await _slug(session, wish.slug, wish.name, wish.year),
    )
    await assign_channel(session, clock, row, owner_id, wish.channel_id, is_editor=is_editor)
    complete(row, wish)
    session.add(row)
    await _flush(session)
    written = {field for field in FACTS if getattr(wish, field) != getattr(NO_FACTS, field)}
    await write_facts(session, clock, row, wish, written)
    await _flush(session)
    if wish.access is not None:
        await set_access(session, clock, row, wish.access, owner_id)
    set_times(session, clock, row, publish_at=wish.publish_at, expire_at=wish.expire_at)
    await settle(session, clock, row, wish.state, owner_id, is_editor=is_editor)
    return row


async def replace(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    wish: TitleInput,
    by: UUID,
    *,
    is_editor: bool = False,
) -> None:
    """Give a title new facts, all of them; its kind stays, its state too unless it is sent.

    Raises SlugTaken, KindFixed, ChannelNotUsable, TitleNotReady and what write_facts refuses.
    """
    if "kind" in wish.model_fields_set and wish.kind != row.kind:
        raise KindFixed(f"It stays a {row.kind}.")
    sent = wish.model_fields_set
    fields = (set(TitleDocument.model_fields) - UNLESS_SENT) | sent
    if "channel_id" in sent:
        await assign_channel(session, clock, row, by, wish.channel_id, is_editor=is_editor)
    await _apply(session, clock, row, wish, fields)
    if wish.access is not None:
        await set_access(session, clock, row, wish.access, by)
    wished = wish.state if "state" in sent else None
    await settle(session, clock, row, wished, by, is_editor=is_editor)


async def patch(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    wish: TitlePatch,
    by: UUID,
    *,
    is_editor: bool = False,
    known: TitleDocument | None = None,
) -> None:
    """Change those facts of a title that are given. Raises as `replace`.

    `known` is its document as it is, where the caller has read it already.
    """
    sent = wish.model_fields_set
    if "kind" in sent and wish.kind != row.kind:
        raise KindFixed(f"It stays a {row.kind}.")
    fields = sent & set(TitleDocument.model_fields)
    if "channel_id" in sent:
        await assign_channel(session, clock, row, by, wish.channel_id, is_editor=is_editor)
    changes = {field: getattr(wish, field) for field in fields}
    if fields & {"rating", "ratings"}:
        changes.setdefault("min_age", None)
    document = (known or await document_of(session, row)).model_copy(update=changes)
    await _apply(session, clock, row, document, fields)
    if wish.access is not None:
        await set_access(session, clock, row, wish.access, by)
    wished = wish.state if "state" in sent else None
    await settle(session, clock, row, wished, by, is_editor=is_editor)


async def apply_document(
    session: WriteSession, clock: Clock, row: TitleRow, document: TitleDocument, by: UUID
) -> None:
    """Let a title be as a document says, but for its channel and when it goes on and off.

    What the document names and what is there no longer is left out: people, related titles,
    uploads. Raises as `replace`.
    """
    if document.kind != row.kind:
        raise KindFixed(f"It stays a {row.kind}.")
    fields = set(TitleDocument.model_fields) - {"publish_at", "expire_at"}
    asset = await asset_summary(session, document.asset_id) if document.asset_id else None
    if asset is None or asset.is_deleted:
        document = document.model_copy(update={"asset_id": None})
    await _apply(session, clock, row, document, fields, is_mending=True)
    await settle(session, clock, row, None, by, is_editor=True)


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
    tell_changed(session, row.id)


async def _apply(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    document: TitleDocument,
    fields: set[str],
    *,
    is_mending: bool = False,
) -> None:
    require_fitting(row.kind, document)
    if "category" in fields and document.category != row.category:
        await _require_category(session, document.category)
    if "slug" in fields and document.slug and document.slug != row.slug:
        row.slug = await _slug(session, document.slug, row.name, row.year)
    for field in fields.intersection(PLAIN_FIELDS) - DECIDED:
        setattr(row, field, getattr(document, field))
    complete(row, document)
    set_times(
        session,
        clock,
        row,
        publish_at=document.publish_at if "publish_at" in fields else row.publish_at,
        expire_at=document.expire_at if "expire_at" in fields else row.expire_at,
    )
    await write_facts(session, clock, row, document, fields & FACTS, is_mending=is_mending)
    touch(session, clock, row)
    await _flush(session)


def complete(row: TitleRow, document: TitleDocument) -> None:
    """Write what a row has in another form than its document."""
    row.original_language = document.original_language or ""
    row.advisories = [advisory.value for advisory in document.advisories]
    names = (text.name for text in document.texts.values())
    row.folded = folded(row.name, row.original_name, row.tagline, *names)
    row.sort_name = folded(row.name)[:SORTED_BY]
    year = date(row.year, 1, 1) if row.year else UNKNOWN
    row.came_out_on = row.released_on or year


async def _require_category(session: WriteSession, slug: str | None) -> None:
    if slug and await taxonomy.category(session, slug) is None:
        raise UnknownCategory(slug)


async def _slug(session: WriteSession, wished: str | None, name: str, year: int | None) -> str:
    """Return the wished slug, or a free one made from the name. Raises SlugTaken."""
    if wished:
        if await repository.slugs_taken(session, [wished]):
            raise SlugTaken(wished)
        return wished
    plain = slug_of(name)
    dated = f"{plain}-{year}" if year else plain
    taken = await repository.slugs_taken(session, [*numbered(plain), *numbered(dated)])
    return free_of(dated if plain in taken else plain, taken)


async def _flush(session: WriteSession) -> None:
    try:
        await session.flush()
    except IntegrityError as error:  # somebody took the slug since we looked
        raise SlugTaken from error
