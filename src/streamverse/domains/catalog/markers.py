"""The parts of what plays: intros, recaps, credits, previews, and chapters that editors wrote."""

from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.catalog.kinds import MarkerKind
from streamverse.domains.catalog.repository import facts as repository
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class Marker:
    """A part of a film or an episode, in seconds; only a chapter has no end."""

    kind: MarkerKind
    from_seconds: float
    to_seconds: float | None
    name: str


async def markers_of(session: ReadSession, subject_id: UUID) -> tuple[Marker, ...]:
    """Return the markers of a title or an episode, in their order."""
    rows = (await repository.markers_of(session, [subject_id])).get(subject_id, [])
    return tuple(
        Marker(MarkerKind(row.kind), row.from_seconds, row.to_seconds, row.name) for row in rows
    )
