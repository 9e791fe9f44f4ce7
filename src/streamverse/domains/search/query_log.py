"""What was looked for, kept for the profile, for what many look for, and for operators.

Written every second and not with each answer: to search is to read. Somebody's searches are kept
with their profile and only there; what many look for is counted by keyed hashes of accounts, and
never with what looks like an address or a number of somebody. What a child types is not counted.
"""

import re
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from streamverse.domains.search import repository
from streamverse.domains.search.planning.asked import Asked
from streamverse.domains.search.viewing import Viewing
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

MOST_WAITING = 5_000
RECENT_KEPT = 30
TYPING = timedelta(seconds=30)
"""Within this time a longer query is the same one, typed further."""
LONGEST_KEPT = 100
PURPOSE = "search.popular"
PERSONAL = re.compile(r"@|(?:\d[\s().+/-]*){7,}|https?:|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Noted:
    """One search. `viewer_key` and `mark` are empty where nothing of them shall be kept."""

    text: str
    folded: str
    viewer_key: str
    mark: str
    is_found: bool
    at: datetime
    is_childs: bool = False


class QueryLog:
    """One process's. What waits is lost with it: a second of searches."""

    def __init__(self, services: Services) -> None:
        """Write to the database of `services`."""
        self._services = services
        self._waiting: deque[Noted] = deque(maxlen=MOST_WAITING)

    def note(self, viewing: Viewing, asked: Asked, total: int) -> None:
        """Note a search to be written soon."""
        caller = viewing.caller
        if not asked.has_words or len(asked.text) > LONGEST_KEPT or caller.impersonator_id:
            return
        is_counted = viewing.is_remembered and not caller.is_kids and caller.account_id
        self._waiting.append(
            Noted(
                text=asked.text,
                folded=asked.folded,
                viewer_key=caller.viewer_key if viewing.is_remembered else "",
                mark=mark_of(self._services, str(caller.account_id)) if is_counted else "",
                is_found=total > 0,
                at=viewing.asker.at,
                is_childs=caller.is_kids,
            )
        )

    async def write(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return
        noted = list(self._waiting)
        self._waiting.clear()
        async with self._services.get(Database).write() as session:
            for each in noted:
                await _write(session, each)


def mark_of(services: Services, account_id: str) -> str:
    """Return what an account's searches are counted by: a keyed hash."""
    key = keyring_of(services.get(Settings)).signing(PURPOSE)
    return key.sign(account_id.encode()).hex()[:32]


def is_personal(text: str) -> bool:
    """Whether a query looks like an address, a number or a link of somebody."""
    return PERSONAL.search(text) is not None


async def _write(session: WriteSession, noted: Noted) -> None:
    since = noted.at - TYPING
    if noted.viewer_key:
        await repository.forget_beginnings(session, noted.viewer_key, noted.folded, since)
        await repository.remember(session, noted.viewer_key, noted.text, noted.folded, noted.at)
        await repository.forget_recent_but(session, noted.viewer_key, RECENT_KEPT)
    if noted.is_childs or is_personal(noted.text):
        return
    if not noted.is_found:
        await repository.count_miss(session, noted.folded, noted.text, noted.at)
    elif noted.mark:
        await repository.forget_counted_beginnings(session, noted.mark, noted.folded, since)
        await repository.count_asker(session, noted.folded, noted.text, noted.mark, noted.at)
