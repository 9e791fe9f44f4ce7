"""What an account may do at this moment: whether its tokens count, its permissions, its profiles.

Each process remembers it for a little while; a change is told to all of them (`tell_changed`),
so that what was taken away is gone with the next request.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from uuid import UUID

from streamverse.domains.identity.repository import standing as repository
from streamverse.domains.identity.repository.standing import ActiveProfile, LivingSignIn
from streamverse.domains.identity.roles import Permission, permissions_of
from streamverse.kit.db import Database
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services

__all__ = ["ActiveProfile", "Standing", "Standings", "tell_changed"]

CHANNEL = "identity.standing"
EVERYBODY = "everybody"
REMEMBERED_SECONDS = 20
REMEMBERED_ACCOUNTS = 20_000


@dataclass(slots=True)
class Standing:
    """One account. `sign_ins` holds those that were asked about; None: one that has ended."""

    account_id: UUID
    epoch: int
    is_active: bool
    roles: frozenset[str]
    permissions: frozenset[Permission]
    profiles: dict[UUID, ActiveProfile]
    main_profile_id: UUID | None
    until: float
    sign_ins: dict[UUID, LivingSignIn | None] = field(
        default_factory=dict[UUID, LivingSignIn | None]
    )


class Standings:
    """The accounts that this process has asked about lately."""

    def __init__(self, database: Database, pubsub: PubSub) -> None:
        """Begin empty."""
        self._database = database
        self._pubsub = pubsub
        self._known: OrderedDict[UUID, Standing] = OrderedDict()
        self._changes = 0

    async def of(self, account_id: UUID, family_id: UUID | None = None) -> Standing | None:
        """Return an account's standing; None when there is no such account.

        Who will ask for a `sign_in` names it here: one trip to the database less.
        """
        known = self._known.get(account_id)
        if known is not None and known.until > asyncio.get_running_loop().time():
            return known
        changes = self._changes
        async with self._database.read_latest() as session:
            facts = await repository.facts_of(session, account_id, family_id)
        if facts is None:
            return None
        standing = Standing(
            account_id=account_id,
            epoch=facts.epoch,
            is_active=facts.is_active,
            roles=facts.roles,
            permissions=permissions_of(facts.roles, facts.custom_roles),
            profiles={each.id: each for each in facts.profiles},
            main_profile_id=next((each.id for each in facts.profiles if each.is_main), None),
            until=asyncio.get_running_loop().time() + REMEMBERED_SECONDS,
            sign_ins={family_id: facts.sign_in} if family_id else {},
        )
        if changes == self._changes:  # nothing was told while we asked
            self._known[account_id] = standing
            if len(self._known) > REMEMBERED_ACCOUNTS:
                self._known.popitem(last=False)
        return standing

    async def sign_in(self, standing: Standing, family_id: UUID) -> LivingSignIn | None:
        """Return a sign-in of the account; None when it has ended."""
        if family_id in standing.sign_ins:
            return standing.sign_ins[family_id]
        changes = self._changes
        async with self._database.read_latest() as session:
            found = await repository.sign_in_of(session, standing.account_id, family_id)
        if changes == self._changes:
            standing.sign_ins[family_id] = found
        return found

    async def is_alive(self, standing: Standing, family_id: UUID) -> bool:
        """Whether a sign-in of the account has not ended."""
        return await self.sign_in(standing, family_id) is not None

    def forget(self, account_id: UUID | None) -> None:
        """Ask the database again: for one account, or for everybody."""
        self._changes += 1
        if account_id is None:
            self._known.clear()
        else:
            self._known.pop(account_id, None)

    async def listen(self) -> None:
        """Hear what other processes change; never returns."""
        async with self._pubsub.subscribe(CHANNEL) as messages:
            async for message in messages:
                said = message["account_id"]
                self.forget(None if said == EVERYBODY else UUID(said))

    async def tell(self, account_id: UUID | None) -> None:
        """Forget an account (None: everybody) here and in every other process."""
        self.forget(account_id)
        said = str(account_id) if account_id else EVERYBODY
        await self._pubsub.publish(CHANNEL, {"account_id": said})


async def tell_changed(services: Services, account_id: UUID | None) -> None:
    """After a commit: have every process ask again about an account (None: about everybody)."""
    await standings_of(services).tell(account_id)


def standings_of(services: Services) -> Standings:
    """Return this process's standings, made at the first use."""
    try:
        return services.get(Standings)
    except LookupError:
        return services.add(Standings(services.get(Database), services.get(PubSub)))
