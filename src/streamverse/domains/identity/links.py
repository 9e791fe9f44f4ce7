"""Links that are mailed: each for one purpose, counted once, good for a while.

The token is the link's id and its MAC by the keyring, so that neither the database nor an
event ever holds one. A link of an account is void after a change of its password or roles,
and one that opens the account is void once the account has another address.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import update

from streamverse.domains.identity.errors import LinkExpired, LinkInvalid, LinkUsed
from streamverse.domains.identity.events import LinkRequested
from streamverse.domains.identity.models import AccountRow, LinkRow
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.keyring import Keyring, keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

MAC_PURPOSE = "identity.link"
ID_BYTES = 16


class LinkPurpose(StrEnum):
    """What a link does."""

    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose
    CONFIRM_EMAIL = "confirm_email"
    UNDO_EMAIL = "undo_email"
    UNLOCK = "unlock"
    INVITATION = "invitation"
    PARENTAL_CONSENT = "parental_consent"
    EXPORT = "export"
    CANCEL_ERASURE = "cancel_erasure"


PAGES = {
    LinkPurpose.VERIFY_EMAIL: "/verify",
    LinkPurpose.RESET_PASSWORD: "/reset",
    LinkPurpose.CONFIRM_EMAIL: "/verify",
    LinkPurpose.UNDO_EMAIL: "/account/undo-email",
    LinkPurpose.UNLOCK: "/unlock",
    LinkPurpose.INVITATION: "/register",
    LinkPurpose.PARENTAL_CONSENT: "/parental-consent",
    LinkPurpose.EXPORT: "/account/export",
    LinkPurpose.CANCEL_ERASURE: "/account/keep",
}
SURVIVE_A_NEW_EPOCH = frozenset(
    {
        LinkPurpose.UNDO_EMAIL,
        LinkPurpose.UNLOCK,
        LinkPurpose.CANCEL_ERASURE,
        LinkPurpose.EXPORT,
        LinkPurpose.PARENTAL_CONSENT,
    }
)
REUSABLE = frozenset({LinkPurpose.EXPORT})
FOR_THE_PRESENT_ADDRESS = frozenset(
    {LinkPurpose.VERIFY_EMAIL, LinkPurpose.RESET_PASSWORD, LinkPurpose.EXPORT}
)


@dataclass(frozen=True, slots=True)
class MailedLink:
    """A link as the mailer needs it. `facts` are plain texts about it."""

    url: str
    purpose: LinkPurpose
    account_id: UUID | None
    email: str
    name: str
    language: str
    lifetime: timedelta
    expires_at: datetime
    facts: dict[str, str]


def make(
    session: WriteSession,
    clock: Clock,
    purpose: LinkPurpose,
    *,
    email: str,
    lifetime: timedelta,
    account: AccountRow | None = None,
    facts: dict[str, str] | None = None,
    is_told: bool = True,
) -> UUID:
    """Make a link to be mailed to `email`; returns its id. `is_told` publishes LinkRequested."""
    now = clock.now()
    row = LinkRow(
        id=new_id(),
        purpose=purpose,
        account_id=account.id if account else None,
        email=email,
        epoch=account.epoch if account else None,
        facts=facts or {},
        created_at=now,
        expires_at=now + lifetime,
    )
    session.add(row)
    if is_told:
        outbox.publish(session, LinkRequested(row.id, purpose, row.account_id))
    return row.id


def token_of(keyring: Keyring, link_id: UUID, purpose: LinkPurpose) -> str:
    """Return the token that stands in the mailed address."""
    mac = keyring.signing(MAC_PURPOSE).sign(_message(link_id.bytes, purpose))
    return base64.urlsafe_b64encode(link_id.bytes + mac).decode().rstrip("=")


def url_of(settings: Settings, link_id: UUID, purpose: LinkPurpose) -> str:
    """Return the address that is mailed."""
    query = {"token": token_of(keyring_of(settings), link_id, purpose)}
    if purpose is LinkPurpose.CONFIRM_EMAIL:
        query["change"] = "1"
    return f"{settings.site_url}{PAGES[purpose]}?{urlencode(query)}"


async def look(
    services: Services, session: ReadSession, purpose: LinkPurpose, token: str
) -> LinkRow:
    """Return the link of a token that still counts. Raises LinkInvalid, LinkExpired, LinkUsed."""
    link_id = _opened(keyring_of(services.get(Settings)), purpose, token)
    row = await session.get(LinkRow, link_id)
    if row is None or row.purpose != purpose:
        raise LinkInvalid
    if row.used_at is not None and purpose not in REUSABLE:
        raise LinkUsed
    if row.expires_at <= services.get(Clock).now():
        raise LinkExpired
    if row.account_id is not None:
        account = await session.get(AccountRow, row.account_id)
        if account is None or account.deleted_at is not None:
            raise LinkInvalid
        if row.epoch != account.epoch and purpose not in SURVIVE_A_NEW_EPOCH:
            raise LinkUsed
        if row.email != account.email and purpose in FOR_THE_PRESENT_ADDRESS:
            raise LinkUsed
    return row


async def use(
    services: Services, session: WriteSession, purpose: LinkPurpose, token: str
) -> LinkRow:
    """Use a link up; of two racing calls one wins. Raises as `look`."""
    row = await look(services, session, purpose, token)
    if purpose in REUSABLE:
        return row
    query = (
        update(LinkRow)
        .where(LinkRow.id == row.id, LinkRow.used_at.is_(None))
        .values(used_at=services.get(Clock).now())
        .returning(LinkRow.id)
    )
    if await session.scalar(query) is None:
        raise LinkUsed
    return row


async def void(session: WriteSession, clock: Clock, purpose: LinkPurpose, account_id: UUID) -> None:
    """Make an account's unused links of one purpose count no more: a newer one was asked for."""
    query = update(LinkRow).where(
        LinkRow.account_id == account_id, LinkRow.purpose == purpose, LinkRow.used_at.is_(None)
    )
    await session.execute(query.values(used_at=clock.now()))


async def void_later(session: WriteSession, clock: Clock, link: LinkRow) -> None:
    """Make an account's links of the same purpose that were made after this one count no more."""
    query = update(LinkRow).where(
        LinkRow.account_id == link.account_id,
        LinkRow.purpose == link.purpose,
        LinkRow.created_at >= link.created_at,
        LinkRow.used_at.is_(None),
    )
    await session.execute(query.values(used_at=clock.now()))


async def mailed_link(services: Services, session: ReadSession, link_id: UUID) -> MailedLink | None:
    """Return a link for its mail; None when there is nothing left to mail."""
    row = await session.get(LinkRow, link_id)
    now = services.get(Clock).now()
    if row is None or row.expires_at <= now or (row.used_at and row.purpose not in REUSABLE):
        return None
    account = await session.get(AccountRow, row.account_id) if row.account_id else None
    purpose = LinkPurpose(row.purpose)
    return MailedLink(
        url=url_of(services.get(Settings), row.id, purpose),
        purpose=purpose,
        account_id=row.account_id,
        email=row.email,
        name=row.facts.get("name") or (account.name if account else ""),
        language=row.facts.get("language") or (account.language if account else "en"),
        lifetime=row.expires_at - row.created_at,
        expires_at=row.expires_at,
        facts=row.facts,
    )


def _opened(keyring: Keyring, purpose: LinkPurpose, token: str) -> UUID:
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError) as error:
        raise LinkInvalid from error
    identifier, mac = raw[:ID_BYTES], raw[ID_BYTES:]
    if not keyring.is_signed(MAC_PURPOSE, _message(identifier, purpose), mac):
        raise LinkInvalid
    return UUID(bytes=identifier)


def _message(identifier: bytes, purpose: LinkPurpose) -> bytes:
    return identifier + purpose.encode()
