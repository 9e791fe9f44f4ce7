"""The shared page of an audience: kept by this process, or composed for the one who asks."""

from streamverse.domains.catalog.public import Audience
from streamverse.domains.recommendations.service.compose import SharedPage, compose
from streamverse.domains.recommendations.service.pages import HomePages
from streamverse.kit.db import Database
from streamverse.kit.services import Services


async def page_for(services: Services, audience: Audience) -> SharedPage:
    """Return the page of an audience."""
    try:
        pages = services.get(HomePages)
    except LookupError:  # a process that keeps none
        async with services.get(Database).read() as session:
            return await compose(session, audience)
    return await pages.page(audience)
