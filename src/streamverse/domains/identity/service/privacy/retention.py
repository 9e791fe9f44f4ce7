"""What is deleted after how long, and the one place where it happens, once a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from streamverse.domains.identity.service.privacy.one_by_one import one_by_one
from streamverse.kit.clock import Clock
from streamverse.kit.log import logger
from streamverse.kit.privacy import PrivacyRoster, Retention
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """How many days something is kept; None: for ever."""

    what: str
    days: int | None


def kept(services: Services) -> Sequence[Kept]:
    """Return what this service deletes by itself, and after how long."""
    settings = services.get(Settings)
    days = [(each.what, each.days(settings)) for each in services.get(PrivacyRoster).retentions]
    return [Kept(what, None if count < 0 else count) for what, count in sorted(days)]


async def forget_what_is_old(services: Services) -> None:
    """Delete what every domain says is too old. Raises ExceptionGroup with what failed."""
    settings, now = services.get(Settings), services.get(Clock).now()

    async def forget(retention: Retention) -> None:
        days = retention.days(settings)
        if days >= 0:
            count = await retention.forget(services, now - timedelta(days=days))
            log.info("retention", what=retention.what, days=days, deleted=count)

    await one_by_one("retention_failed", services.get(PrivacyRoster).retentions, forget)
