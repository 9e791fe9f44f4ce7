"""What is deleted after how long, and the one place where it happens, once a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from streamverse.kit.clock import Clock
from streamverse.kit.log import logger
from streamverse.kit.privacy import PrivacyRoster
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
    """Delete what every domain says is too old. One that fails does not keep the others from it."""
    settings, now = services.get(Settings), services.get(Clock).now()
    problems: list[Exception] = []
    for retention in services.get(PrivacyRoster).retentions:
        days = retention.days(settings)
        if days < 0:
            continue
        try:
            count = await retention.forget(services, now - timedelta(days=days))
        except Exception as error:
            log.exception("retention_failed", what=retention.what)
            problems.append(error)
        else:
            log.info("retention", what=retention.what, days=days, deleted=count)
    if problems:
        msg = "some of what is old is still there"
        raise ExceptionGroup(msg, problems)
