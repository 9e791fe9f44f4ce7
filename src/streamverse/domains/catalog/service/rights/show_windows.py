"""Rights windows and decisions as the API shows them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from streamverse.domains.catalog.kinds import Monetisation
from streamverse.domains.catalog.models import RightsWindowRow
from streamverse.domains.catalog.overlaps import overlapping
from streamverse.domains.catalog.repository import rights as repository
from streamverse.domains.catalog.rights import Offer, is_open
from streamverse.domains.catalog.schemas.rights import OfferBody, WindowBody
from streamverse.kit.db import ReadSession


async def windows_shown(session: ReadSession, title_id: UUID, now: datetime) -> list[WindowBody]:
    """Return a title's windows, the earliest first."""
    rows = (await repository.windows_of(session, [title_id])).get(title_id, [])
    return [window_body(row, rows, now) for row in rows]


def window_body(row: RightsWindowRow, rows: Sequence[RightsWindowRow], now: datetime) -> WindowBody:
    """Return one of a title's windows."""
    window = repository.window_of(row)
    others = overlapping(window, map(repository.window_of, rows))
    return WindowBody(
        id=row.id,
        title_id=row.title_id,
        from_at=row.from_at,
        until_at=row.until_at,
        territories=sorted(window.territories),
        excluded_territories=sorted(window.excluded_territories),
        platforms=sorted(window.platforms),
        plans=sorted(window.plans),
        monetisation=Monetisation(row.monetisation),
        max_rung=row.max_rung,
        is_download_allowed=row.is_download_allowed,
        is_blackout=row.is_blackout,
        licensor=row.licensor,
        notes=row.notes,
        overlaps=[each.id for each in others],
        is_open=is_open(window, now),
        etag=etag_of(row),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def etag_of(row: RightsWindowRow) -> str:
    """Return the entity tag of a window as it is."""
    return f'"{int(row.updated_at.timestamp() * 1_000_000)}"'


def offer_bodies(offers: Iterable[Offer]) -> list[OfferBody]:
    """Return offers as the API shows them."""
    return [
        OfferBody(
            window_id=each.window_id,
            monetisation=each.monetisation,
            plans=sorted(each.plans),
            until_at=each.until_at,
            max_rung=each.max_rung,
            is_download_allowed=each.is_download_allowed,
            is_for_plan=each.is_for_plan,
        )
        for each in offers
    ]
