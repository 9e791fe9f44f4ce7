"""Who asks, as far as rights go: their country by their address, their platform, their plan."""

from typing import Annotated

from fastapi import Depends, Header
from starlette.requests import HTTPConnection

from streamverse.domains.catalog.kinds import Platform
from streamverse.domains.catalog.ports import NoPlans, Plans
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.identity.public import Viewer
from streamverse.kit.clock import Clock
from streamverse.kit.http.address import client_address
from streamverse.kit.http.provide import services_of
from streamverse.kit.places import Places
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings


async def asking(
    connection: HTTPConnection,
    viewer: Viewer,
    platform: Annotated[
        Platform, Header(alias="X-Platform", description="what the viewer watches on")
    ] = Platform.WEB,
) -> Asker:
    """Give the asker of a request."""
    services = services_of(connection)
    plan = await _plans(services).plan_of(viewer.account_id) if viewer.account_id else None
    return anybody_at(connection, platform, plan)


Asking = Annotated[Asker, Depends(asking)]


def anybody_at(
    connection: HTTPConnection, platform: Platform = Platform.WEB, plan: str | None = None
) -> Asker:
    """Return who asks from where this connection comes from, whoever they are.

    A country that can't be told is STREAMVERSE_DEFAULT_COUNTRY.
    """
    services = services_of(connection)
    settings = services.get(Settings)
    address = client_address(connection.scope, settings.trusted_proxies)
    country = services.get(Places).place_of(address).country
    return Asker(
        country=country or settings.default_country or None,
        platform=platform,
        plan=plan,
        at=services.get(Clock).now(),
    )


def _plans(services: Services) -> Plans:
    try:
        return services.get(Plans)
    except LookupError:  # a process that runs the catalog without billing
        return NoPlans()
