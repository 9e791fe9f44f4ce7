"""What a viewer likes to watch, told by what they watched lately."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import select

from streamverse.domains.catalog.public import labels_of_titles
from streamverse.domains.playback.models import ResumePointRow
from streamverse.kit.db import ReadSession

LATEST = 40
"""What was watched before these tells little of what somebody likes now."""


@dataclass(frozen=True, slots=True)
class Taste:
    """Genres and languages with the share of what was watched that has them, largest first."""

    genres: tuple[tuple[str, float], ...] = field(default=())
    languages: tuple[tuple[str, float], ...] = field(default=())


async def taste_of(session: ReadSession, viewer_key: str) -> Taste:
    """Return what a viewer likes; of somebody who has watched nothing yet, nothing."""
    query = (
        select(ResumePointRow.title_id)
        .where(ResumePointRow.viewer_key == viewer_key, ResumePointRow.title_id.is_not(None))
        .order_by(ResumePointRow.updated_at.desc())
        .limit(LATEST)
    )
    watched = list(dict.fromkeys(await session.scalars(query)))
    labels = await labels_of_titles(session, [each for each in watched if each is not None])
    if not labels:
        return Taste()
    genres = Counter(slug for each in labels.values() for slug in each.genres)
    languages = Counter(each.language for each in labels.values() if each.language)
    return Taste(_shares(genres, len(labels)), _shares(languages, len(labels)))


def _shares(counted: Counter[str], total: int) -> tuple[tuple[str, float], ...]:
    return tuple((name, count / total) for name, count in counted.most_common())
