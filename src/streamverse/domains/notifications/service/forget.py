"""Forgetting: old mails, and those of somebody who is leaving."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from streamverse.domains.notifications import repository
from streamverse.domains.notifications.ports import MailRoad
from streamverse.domains.notifications.service.orders import FORGET_COPIES, SomeMails
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.outbox import enqueue
from streamverse.kit.services import Services


async def forget_old(services: Services, before: datetime) -> int:
    """Delete mails made before an instant, with their copies; returns how many."""
    total = 0
    while True:
        async with services.get(Database).write() as session:
            removed = await repository.forget_before(session, before)
        total += removed
        if not removed:
            break
    await services.get(MailRoad).forget_before(before)
    return total


async def forget_account(session: WriteSession, account_id: UUID) -> None:
    """Delete an account's mails; their copies go by a job, once this is certain."""
    removed = await repository.forget_account(session, account_id)
    if removed:
        enqueue(session, FORGET_COPIES, SomeMails(tuple(removed)))


async def forget_copies(services: Services, mail_ids: Sequence[UUID]) -> None:
    """Remove the copies of mails."""
    road = services.get(MailRoad)
    for mail_id in mail_ids:
        await road.forget(mail_id)
