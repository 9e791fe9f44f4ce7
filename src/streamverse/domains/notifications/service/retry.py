"""Sending again what failed, and sending a test: an operator's two acts."""

from uuid import UUID

from streamverse.domains.notifications import repository
from streamverse.domains.notifications.composing import mailbox_of
from streamverse.domains.notifications.errors import BadAddress, MailNotFailed, MailNotFound
from streamverse.domains.notifications.models import MailMessageRow
from streamverse.domains.notifications.ports import MailRefused
from streamverse.domains.notifications.service.ask import ask_for_mail
from streamverse.domains.notifications.service.orders import SEND, SOON, OneMail
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.outbox import enqueue


async def retry_mail(session: WriteSession, mail_id: UUID) -> MailMessageRow:
    """Queue a failed mail again. Raises MailNotFound, MailNotFailed."""
    row = await repository.find(session, mail_id)
    if row is None:
        raise MailNotFound
    if not await repository.queue_again(session, mail_id):
        raise MailNotFailed
    enqueue(session, SEND, OneMail(mail_id), priority=SOON)
    await session.refresh(row)
    return row


async def send_test(
    session: WriteSession, clock: Clock, *, to: str, language: str
) -> MailMessageRow:
    """Have a test sent, as every other mail is. Raises BadAddress."""
    try:
        mailbox_of(to)
    except MailRefused as refused:
        raise BadAddress(str(refused)) from refused
    mail_id = await ask_for_mail(
        session, clock, "test", to=to, language=language, about=str(new_id())
    )
    assert mail_id is not None, "no other test is about the same"
    row = await repository.find(session, mail_id)
    assert row is not None, "it was just made"
    return row
