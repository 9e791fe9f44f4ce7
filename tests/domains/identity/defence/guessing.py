"""What tests of the gate share: emails, origins, and the links that were mailed."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from streamverse.domains.identity import links
from streamverse.domains.identity.events import LinkRequested
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.origin import Origin
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings
from tests.domains.identity.devices.seats import told

KNOWN = "asha@example.com"
UNKNOWN = "nobody@example.com"
STRANGER = Origin("9.9.9.9", "curl/8.5.0", "bearer")

Guess = Callable[..., Awaitable[str]]
LockOut = Callable[..., Awaitable[list[str]]]


async def unlock_links(services: Services) -> list[UUID]:
    """Return the unlock links that were asked to be mailed."""
    news = await told(services, LinkRequested)
    return [UUID(each["link_id"]) for each in news if each["purpose"] == LinkPurpose.UNLOCK]


def token_of(services: Services, link_id: UUID) -> str:
    """Return what the mail says."""
    return links.token_of(keyring_of(services.get(Settings)), link_id, LinkPurpose.UNLOCK)
