"""Sending one mail: claimed, written, handed to the road; tried again with growing pauses.

Nothing is locked while the road is busy. A process that dies between the server's yes and our
note of it leaves a claim that runs out, and the mail goes once more under the same Message-ID,
by which mailboxes know it for the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.identity.public import MailedLink, mailed_link
from streamverse.domains.notifications import repository
from streamverse.domains.notifications.composing import compose, mailbox_of, sender_of
from streamverse.domains.notifications.letters import LETTERS
from streamverse.domains.notifications.models import MailMessageRow
from streamverse.domains.notifications.ports import (
    MailDelayed,
    MailRefused,
    MailRoad,
    PreparedMail,
)
from streamverse.domains.notifications.rendering import Button, render
from streamverse.domains.notifications.service.orders import SEND, SOON, OneMail
from streamverse.domains.notifications.states import MailState
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.log import logger
from streamverse.kit.outbox import enqueue
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

CLAIM = timedelta(minutes=2)
PAUSES_SECONDS = (20, 60, 300, 900, 3600, 3 * 3600, 6 * 3600)
"""After the last one the mail has had more than ten hours, and most links are dead."""
NO_LINK = "The link was used, replaced or had expired before the mail could leave."

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try."""

    state: MailState
    problem: str = ""
    again_in_seconds: int = 0


async def send_mail(services: Services, mail_id: UUID) -> None:
    """Try once to send a queued mail; what was sent or given up is left alone."""
    now = services.get(Clock).now()
    row = await _claimed(services, mail_id, now)
    if row is None:
        return
    outcome = await _tried(services, row, now)
    log.info(
        "mail_tried",
        mail_id=str(row.id),
        letter=row.template,
        state=outcome.state,
        attempt=row.attempts,
        problem=outcome.problem,
    )
    await _write_down(services, row, outcome)


async def give_up(services: Services, mail_id: UUID, problem: str) -> None:
    """Write down that a mail can't be sent: a fault of ours."""
    async with services.get(Database).write() as session:
        await repository.settle(session, mail_id, MailState.FAILED, problem=problem)


async def _claimed(services: Services, mail_id: UUID, now: datetime) -> MailMessageRow | None:
    """Take the mail; where another try may still be under way, look again when it is over."""
    async with services.get(Database).write() as session:
        row = await repository.claim(session, mail_id, now, now + CLAIM)
        if row is not None:
            return row
        found = await repository.find(session, mail_id)
        if found is not None and found.state == MailState.QUEUED and found.claimed_until:
            pause_seconds = max(1.0, (found.claimed_until - now).total_seconds())
            enqueue(session, SEND, OneMail(mail_id), delay_seconds=pause_seconds)
        return None


async def _tried(services: Services, row: MailMessageRow, now: datetime) -> Outcome:
    link = None
    if LETTERS[row.template].carries_link:
        link = await mailed_link(services, UUID(row.facts["link_id"]))
        if link is None:
            return Outcome(MailState.FAILED, NO_LINK)
    try:
        await services.get(MailRoad).send(_written(services.get(Settings), row, link, now))
    except MailRefused as refused:
        return Outcome(MailState.FAILED, str(refused))
    except MailDelayed as delayed:
        if row.attempts > len(PAUSES_SECONDS):
            return Outcome(MailState.FAILED, f"Given up after {row.attempts} tries. {delayed}")
        return Outcome(MailState.QUEUED, str(delayed), PAUSES_SECONDS[row.attempts - 1])
    return Outcome(MailState.SENT)


def _written(
    settings: Settings, row: MailMessageRow, link: MailedLink | None, now: datetime
) -> PreparedMail:
    facts = {**row.facts, "email": row.to_address}
    page = LETTERS[row.template].page or ""
    button = Button(f"{settings.site_url}{page}")
    if link is not None:
        button = Button(link.url, link.expires_at)
    letter = render(row.template, row.language, facts, button)
    to = mailbox_of(row.to_address, facts.get("name", ""))
    return compose(row.id, sender_of(settings), to, letter, now)


async def _write_down(services: Services, row: MailMessageRow, outcome: Outcome) -> None:
    sent_at = services.get(Clock).now() if outcome.state == MailState.SENT else None
    is_over = outcome.state != MailState.QUEUED
    async with services.get(Database).write() as session:
        if is_over and LETTERS[row.template].is_last:
            await repository.forget(session, row.id)
            return
        await repository.settle(
            session, row.id, outcome.state, problem=outcome.problem, sent_at=sent_at
        )
        if not is_over:
            enqueue(
                session,
                SEND,
                OneMail(row.id),
                priority=SOON,
                delay_seconds=outcome.again_in_seconds,
            )
