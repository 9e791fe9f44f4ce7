"""What an operator decided about publishing, as every write session of the process carries it."""

from dataclasses import dataclass

from streamverse.domains.catalog.kinds import Monetisation
from streamverse.domains.catalog.rights import EVERY
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.editorial_settings import Review
from streamverse.kit.settings import Settings

CARRIED_AS = "catalog.house_rules"


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The rules. `is_reviewed`: creators don't publish by themselves. `window_days` 0 is no end."""

    is_reviewed: bool = False
    window_territories: tuple[str, ...] = (EVERY,)
    window_monetisation: Monetisation = Monetisation.FREE
    window_days: int = 0


def lay_down(database: Database, settings: Settings) -> None:
    """Let every write session of a process carry the rules that its settings make."""
    database.carried[CARRIED_AS] = HouseRules(
        is_reviewed=settings.review is Review.ON,
        window_territories=settings.default_window_territories,
        window_monetisation=Monetisation(settings.default_window_monetisation),
        window_days=settings.default_window_days,
    )


def house_rules(session: WriteSession) -> HouseRules:
    """Return the rules that a session carries; without any, the defaults."""
    return session.info.get(CARRIED_AS, HouseRules())
