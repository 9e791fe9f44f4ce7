"""Reading: one title, lists in pages, genres."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from streamverse.domains.catalog.bodies import ALL_PARTS, listed, whole
from streamverse.domains.catalog.maturity import ceiling_of
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository.title_lists import list_titles as find_titles
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.schemas.documents import TitleDocument
from streamverse.domains.catalog.schemas.titles import ListedTitle, TitleBody
from streamverse.domains.catalog.service.access import may_change, title_to_edit, title_to_see
from streamverse.domains.catalog.service.documents import document_of
from streamverse.domains.catalog.service.memory import Memory
from streamverse.domains.catalog.title_lists import Sorting, Wanted
from streamverse.domains.channels.public import NO_MEMBERSHIPS, Memberships, memberships_of
from streamverse.domains.identity.public import Account, Caller
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.pages import Page

BY_NEWEST = Sorting()

__all__ = [
    "Sorting",
    "Wanted",
    "changed",
    "list_titles",
    "read_document",
    "read_title",
]


async def list_titles(
    session: ReadSession,
    memory: Memory,
    viewer: Caller,
    asker: Asker,
    wanted: Wanted,
    sorting: Sorting = BY_NEWEST,
    *,
    limit: int,
    cursor: str | None,
    languages: tuple[str, ...] = (),
    parts: frozenset[str] = frozenset(),
) -> Page[ListedTitle]:
    """Return a page of titles, none above the ceiling. Raises BadCursor."""
    own = NO_MEMBERSHIPS if wanted.channel_id is None else await memberships_of(session, viewer)
    if wanted.owner_id and wanted.channel_id in own.post_in:  # it is mine as a member
        wanted = replace(wanted, owner_id=None, sees_drafts=True)
    wanted = replace(
        wanted,
        ceiling=ceiling_of(viewer),
        is_public_only=viewer.is_kids,
        asker=asker,
        member_of=own.member_of,
    )
    rows = await find_titles(session, wanted, sorting, sorting.place(cursor), limit)
    shown = rows[:limit]
    ids = [row.id for row in shown]
    marks = await memory.marks(
        session, viewer.viewer_key, ids, asker=asker, languages=languages, ceiling=wanted.ceiling
    )
    return Page[ListedTitle](
        items=await listed(session, shown, marks, parts, _changeable(viewer, shown, own)),
        next_cursor=sorting.cursor(shown[-1]) if len(rows) > limit else None,
    )


def _changeable(viewer: Caller, rows: Iterable[TitleRow], own: Memberships) -> frozenset[UUID]:
    return frozenset(row.id for row in rows if may_change(viewer, row, own))


async def read_title(
    session: ReadSession,
    memory: Memory,
    viewer: Caller,
    asker: Asker,
    id_or_slug: str,
    *,
    languages: tuple[str, ...] = (),
    parts: frozenset[str] = ALL_PARTS,
) -> TitleBody:
    """Return a title this viewer may see, whole. Raises TitleNotFound, TitleNotOffered."""
    row = await title_to_see(session, viewer, id_or_slug, asker)
    marks = await memory.marks(
        session,
        viewer.viewer_key,
        [row.id],
        asker=asker,
        languages=languages,
        ceiling=ceiling_of(viewer),
    )
    return await whole(session, row, marks, parts)


async def read_document(
    session: ReadSession, account: Account, id_or_slug: str
) -> tuple[TitleRow, TitleDocument]:
    """Return a title and its document. Raises TitleNotFound, NotYourTitle."""
    row = await title_to_edit(session, account, id_or_slug)
    return row, await document_of(session, row)


async def changed(session: WriteSession, row: TitleRow) -> TitleBody:
    """Return a title as it is after a change."""
    await session.flush()
    return await whole(session, row)
