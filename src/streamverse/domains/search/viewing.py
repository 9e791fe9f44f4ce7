"""Who asks: the caller, from where, in which language, and what follows from it for search."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from streamverse.domains.catalog.public import Asker, Audience, audience_of
from streamverse.domains.channels.public import memberships_of
from streamverse.domains.identity.public import Caller
from streamverse.domains.search import fields
from streamverse.domains.search.analysis.stems import DEFAULT
from streamverse.domains.search.lookups import Both, Lookup, OneOf
from streamverse.domains.search.planning.scope import Scope, scope_of
from streamverse.kit.db import ReadSession

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Viewing:
    """Somebody who searches."""

    caller: Caller
    asker: Asker
    scope: Scope
    languages: tuple[str, ...]

    @property
    def language(self) -> str:
        """The language that is theirs above all."""
        return self.languages[0] if self.languages else DEFAULT

    @property
    def audience(self) -> Audience:
        """Who sees the same of the catalog."""
        return audience_of(self.caller, self.asker, self.languages)

    @property
    def moment(self) -> datetime:
        """Now, to the second: questions of the same second are the same."""
        return self.asker.at.replace(microsecond=0)

    @property
    def whose(self) -> tuple[Scope, str | None]:
        """What decides what this viewer may see."""
        return (self.scope, self.asker.plan)

    @property
    def readership(self) -> Hashable:
        """Whoever is shown the same cards, at one time."""
        return replace(self.audience, asker=replace(self.asker, at=EPOCH))

    @property
    def is_remembered(self) -> bool:
        """Whether what this viewer does may be kept: a profile whose history is not paused."""
        profile = self.caller.profile
        return (
            profile is not None
            and not profile.is_history_paused
            and self.caller.impersonator_id is None
        )

    def only(
        self, *must: Lookup, types: tuple[str, ...] = (), should: tuple[Lookup, ...] = ()
    ) -> Both:
        """Narrow a lookup down to what this viewer may find."""
        kinds = (OneOf(fields.TYPE, types),) if types else ()
        return Both(
            must=(*must, *kinds, *self.scope.must()),
            should=should,
            never=self.scope.never(self.moment),
        )


async def viewing_of(
    session: ReadSession, caller: Caller, asker: Asker, languages: tuple[str, ...]
) -> Viewing:
    """Return who asks."""
    memberships = await memberships_of(session, caller)
    return Viewing(caller, asker, scope_of(caller, asker, memberships), languages)
