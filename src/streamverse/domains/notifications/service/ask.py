"""Asking for a mail: a row and the order to send it, in the transaction of the news."""

from collections.abc import Mapping
from uuid import UUID

from streamverse.domains.notifications import repository
from streamverse.domains.notifications.languages import spoken
from streamverse.domains.notifications.models import MailMessageRow
from streamverse.domains.notifications.rendering import subject_of
from streamverse.domains.notifications.service.orders import SEND, SOON, OneMail
from streamverse.domains.notifications.states import MailState
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.outbox import enqueue


async def ask_for_mail(
    session: WriteSession,
    clock: Clock,
    letter: str,
    *,
    to: str,
    language: str,
    about: str,
    account_id: UUID | None = None,
    facts: Mapping[str, str] | None = None,
) -> UUID | None:
    """Have a letter sent. `about` says what it is about; None when that was mailed before."""
    told = dict(facts or {})
    row = MailMessageRow(
        id=new_id(),
        account_id=account_id,
        to_address=to,
        template=letter,
        language=spoken(language),
        facts=told,
        subject=subject_of(letter, language, {**told, "email": to}),
        state=MailState.QUEUED,
        attempts=0,
        problem="",
        dedupe_key=f"{letter}:{about}",
        created_at=clock.now(),
    )
    if not await repository.add_once(session, row):
        return None
    enqueue(session, SEND, OneMail(row.id), priority=SOON)
    return row.id
