"""What notifications hold about people: their mails' envelopes, never what stood in them."""

from collections.abc import AsyncIterator

from streamverse.domains.identity.public import addressee, taking_part
from streamverse.domains.notifications import repository
from streamverse.domains.notifications.service.ask import ask_for_mail
from streamverse.domains.notifications.service.forget import forget_account, forget_old
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.privacy import ExportPart, Person, Retention, Rows
from streamverse.kit.services import Services

PERSONAL = {"mail_messages": "mails.json; deleted, but for the receipt, which goes when it is sent"}
KEPT: dict[str, str] = {}


async def gather(services: Services, person: Person) -> AsyncIterator[ExportPart]:
    """Give the list of mails that were sent to somebody."""
    async with services.get(Database).read() as session:
        rows = repository.facts_of_account(session, person.account_id)
        yield Rows("mails.json", "The mails we sent you: when, about what, to which address.", rows)


async def erase(services: Services, session: WriteSession, person: Person) -> None:
    """Send a last receipt while there is an address, and delete everything else."""
    to = await addressee(session, person.account_id)
    await forget_account(session, person.account_id)
    if to is not None:
        await ask_for_mail(
            session,
            services.get(Clock),
            "account_erased",
            to=to.email,
            language=to.language,
            about=str(person.account_id),
            facts={"name": to.name},
        )


PRIVACY = taking_part("notifications", gather, erase)
RETENTION = (Retention("mails", lambda settings: settings.mails_kept_days, forget_old),)
