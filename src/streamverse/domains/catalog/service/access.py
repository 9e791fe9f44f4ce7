"""Who sees and who changes a title, and on which version of it."""

from collections.abc import Iterable

from streamverse.domains.catalog.errors import (
    NotYourTitle,
    TitleChangedMeanwhile,
    TitleNotFound,
    TitleNotOffered,
)
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.maturity import ceiling_of, is_within
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.rights import Asker, Reason
from streamverse.domains.catalog.service.rights.decisions import decision_on
from streamverse.domains.channels.public import NO_MEMBERSHIPS, Memberships, memberships_of
from streamverse.domains.identity.public import Account, Caller
from streamverse.kit.db import ReadSession, WriteSession

WHY_NOT: dict[Reason, str] = {
    "": "",
    "no_window": "Nothing says where it may be shown.",
    "not_here": "It may not be shown where you are.",
    "not_yet": "It is not offered yet.",
    "no_longer": "It is no longer offered.",
    "not_on_this_platform": "It may not be shown on what you watch with.",
    "blackout": "It is held back here for now.",
}


def may_change(caller: Caller, row: TitleRow, own: Memberships = NO_MEMBERSHIPS) -> bool:
    """Whether a caller owns a title, may post in its channel, or is an editor; a child may not."""
    is_owner = caller.account_id is not None and caller.account_id == row.owner_id
    return caller.is_editor or (not caller.is_kids and (is_owner or row.channel_id in own.post_in))


def may_see(caller: Caller, row: TitleRow, own: Memberships = NO_MEMBERSHIPS) -> bool:
    """Whether a title is published or the caller's to change, and not above their ceiling.

    One of a private channel is for those who belong to it.
    """
    is_for_caller = not row.is_members_only or row.channel_id in own.member_of
    is_open = (row.state == TitleState.PUBLISHED and is_for_caller) or may_change(caller, row, own)
    return is_open and is_within(row.min_age, ceiling_of(caller))


async def title_to_see(
    session: ReadSession, caller: Caller, id_or_slug: str, asker: Asker | None = None
) -> TitleRow:
    """Return a title this caller may see; with an `asker`, only one that is offered to them.

    Who may change it sees it everywhere. Raises TitleNotFound, for others' drafts too, and
    TitleNotOffered.
    """
    row = await repository.find_title(session, id_or_slug)
    if row is None:
        raise TitleNotFound
    own = await belonging(session, caller, [row])
    if not may_see(caller, row, own):
        raise TitleNotFound
    if asker is not None and not may_change(caller, row, own):
        await _require_offer(session, asker, row)
    return row


async def _require_offer(session: ReadSession, asker: Asker, row: TitleRow) -> None:
    decision = await decision_on(session, asker, row)
    if not decision.is_offered:
        opens_at = decision.opens_at.isoformat() if decision.opens_at else None
        raise TitleNotOffered(WHY_NOT[decision.reason], reason=decision.reason, opens_at=opens_at)


async def belonging(session: ReadSession, caller: Caller, rows: Iterable[TitleRow]) -> Memberships:
    """Return where a caller belongs; nothing is asked when no title is in a channel."""
    if all(row.channel_id is None for row in rows):
        return NO_MEMBERSHIPS
    return await memberships_of(session, caller)


async def title_to_edit(session: ReadSession, account: Account, id_or_slug: str) -> TitleRow:
    """Return a title this account may change, to read it. Raises TitleNotFound, NotYourTitle."""
    return await _editable(session, account, await repository.find_title(session, id_or_slug))


async def _editable(session: ReadSession, account: Account, row: TitleRow | None) -> TitleRow:
    if row is None or not is_within(row.min_age, ceiling_of(account)):
        raise TitleNotFound
    own = await belonging(session, account, [row])
    if not may_change(account, row, own):
        if not may_see(account, row, own):
            raise TitleNotFound
        raise NotYourTitle
    return row


async def title_to_change(
    session: WriteSession, account: Account, id_or_slug: str, if_match: str | None
) -> TitleRow:
    """Return a title this account may change, locked.

    Raises TitleNotFound, NotYourTitle, TitleChangedMeanwhile.
    """
    row = await _editable(session, account, await repository.lock_title(session, id_or_slug))
    if if_match is not None and not _names(if_match, row):
        raise TitleChangedMeanwhile("Read it again, then change it.", etag=etag_of(row))
    return row


def etag_of(row: TitleRow) -> str:
    """Return the entity tag of a title's version."""
    return f'"{row.version}"'


def _names(if_match: str, row: TitleRow) -> bool:
    """Whether If-Match names a title's version; a read's tag says more behind a hyphen."""
    tags = {tag.strip().removeprefix("W/") for tag in if_match.split(",")}
    versions = {tag.partition("-")[0].strip('"') for tag in tags}
    return "*" in tags or str(row.version) in versions
