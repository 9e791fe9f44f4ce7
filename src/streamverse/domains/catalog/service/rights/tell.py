"""A window has begun or ended: tell whoever shows titles."""

from streamverse.domains.catalog.events import RightsChanged
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.service.orders import OneTitle
from streamverse.kit import outbox
from streamverse.kit.db import Database
from streamverse.kit.services import Services


async def tell_rights(services: Services, order: OneTitle) -> None:
    """Tell that what a title offers changed; nothing of one that is gone."""
    async with services.get(Database).write() as session:
        if await repository.find_title(session, str(order.title_id)) is not None:
            outbox.publish(session, RightsChanged(order.title_id))
