"""What cards say of offers: what a title costs now, and what is special about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from streamverse.domains.catalog.kinds import Monetisation
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import rights as repository
from streamverse.domains.catalog.rights import (
    EVERY,
    FOR_NOTHING,
    Asker,
    Offer,
    Window,
    decide,
    is_in,
    is_on,
)
from streamverse.kit.db import ReadSession

NEW = timedelta(days=14)
LEAVING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a title's offers; `access` is the cheapest, None when there is none.

    `badges` are of "new", "leaving_soon", "early_access".
    """

    access: Monetisation | None = None
    badges: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()


async def offers_shown(
    session: ReadSession, asker: Asker, rows: Sequence[TitleRow]
) -> dict[UUID, Shown]:
    """Return what the cards of titles say of their offers, in one query for all of them."""
    windows = await repository.windows_of(session, [row.id for row in rows]) if rows else {}
    return {
        row.id: shown(row, [repository.window_of(each) for each in windows.get(row.id, ())], asker)
        for row in rows
    }


def shown(row: TitleRow, windows: Sequence[Window], asker: Asker) -> Shown:
    """Return what a title's card says of its offers."""
    decision = decide(windows, asker)
    if not decision.is_offered:
        return Shown()
    return Shown(
        access=_access(decision.offers[0]),
        badges=tuple(_badges(row, windows, asker, decision.offers)),
        offers=decision.offers,
    )


def _access(cheapest: Offer) -> Monetisation:
    """Free for another plan than the asker's means: subscribe to it."""
    is_for_others = cheapest.monetisation in FOR_NOTHING and not cheapest.is_for_plan
    return Monetisation.SUBSCRIPTION if is_for_others else cheapest.monetisation


def _badges(
    row: TitleRow, windows: Sequence[Window], asker: Asker, offers: Sequence[Offer]
) -> Iterable[str]:
    began_at = row.published_at
    if began_at is not None and timedelta(0) <= asker.at - began_at <= NEW:
        yield "new"
    later = replace(asker, at=asker.at + LEAVING)
    is_expiring = row.expire_at is not None and row.expire_at <= later.at
    if is_expiring or not decide(windows, later).is_offered:
        yield "leaving_soon"
    if all(EVERY not in offer.plans for offer in offers) and _opens_for_all(windows, asker):
        yield "early_access"


def _opens_for_all(windows: Sequence[Window], asker: Asker) -> bool:
    return any(
        not each.is_blackout
        and EVERY in each.plans
        and each.from_at > asker.at
        and is_on(each, asker)
        and is_in(each, asker)
        for each in windows
    )
