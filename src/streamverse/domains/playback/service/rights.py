"""Whether somebody has a right to watch a title, and how well: one decision, asked of the catalog.

Owners and editors may see all that is theirs to change; everybody else what a rights window offers
them for nothing, or what they have paid for.
"""

from dataclasses import dataclass

from streamverse.domains.catalog.public import (
    Asker,
    Entitlements,
    ExtraKind,
    Offer,
    PlayableTitle,
    decisions_of,
    titles_to_see,
)
from streamverse.domains.identity.public import Caller
from streamverse.domains.playback.errors import NotEntitled, NothingToPlay, TitleNotOffered
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class Watcher:
    """Whoever wants to watch: who they are, where and on what, and who knows what they paid."""

    caller: Caller
    asker: Asker
    entitlements: Entitlements


INVITING = frozenset({ExtraKind.TRAILER, ExtraKind.TEASER})
"""What everybody may watch of a title that is published, to wish for the rest."""


async def highest_rung(session: ReadSession, watcher: Watcher, title: PlayableTitle) -> int | None:
    """Return how sharp somebody may watch a published title; None without a limit.

    Raises NothingToPlay, TitleNotOffered, NotEntitled.
    """
    if title.id not in await titles_to_see(session, watcher.caller, [title.id]):
        raise NothingToPlay
    if title.extra in INVITING:
        return None
    return (await _best_offer(session, watcher, title)).max_rung


async def _best_offer(session: ReadSession, watcher: Watcher, title: PlayableTitle) -> Offer:
    decision = (await decisions_of(session, watcher.asker, [title.id])).get(title.id)
    if decision is None:
        raise NothingToPlay
    if not decision.is_offered:
        raise TitleNotOffered(decision.reason, decision.opens_at)
    account_id = watcher.caller.account_id
    held = await watcher.entitlements.held(session, account_id, title.id, decision.offers)
    offer = held or decision.free
    if offer is None:
        raise NotEntitled([each.monetisation for each in decision.offers])
    return offer
