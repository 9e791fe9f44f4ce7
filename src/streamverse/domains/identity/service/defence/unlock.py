"""Open the gate of an account by the link that was mailed when it shut."""

from streamverse.domains.identity import audit, links
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.errors import LinkInvalid
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.repository import accounts, defence
from streamverse.domains.identity.service.defence.keys import below, key_of_email
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.places import Places
from streamverse.kit.services import Services


async def unlock(services: Services, token: str, address: str) -> None:
    """Use a mailed link up. Raises LinkInvalid, LinkExpired, LinkUsed."""
    async with services.get(Database).write() as session:
        link = await links.use(services, session, LinkPurpose.UNLOCK, token)
        account = (
            await accounts.account_by_id(session, link.account_id) if link.account_id else None
        )
        if account is None:
            raise LinkInvalid
        key = key_of_email(services, account.email)
        await defence.forget_all_failures(session, key, below(key))
        seen = Seen(address, services.get(Places).place_of(address).country)
        clock = services.get(Clock)
        audit.record(session, clock, "sign_in_unlocked", account_id=account.id, seen=seen)
