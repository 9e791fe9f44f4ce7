"""Write what titles and episodes both have: texts in other languages, and markers."""

from uuid import UUID

from streamverse.domains.catalog.fact_errors import MarkerOutside
from streamverse.domains.catalog.models import EpisodeRow, MarkerRow, TextRow
from streamverse.domains.catalog.repository import facts as repository
from streamverse.domains.catalog.schemas.facts import MarkerFact, TextFact
from streamverse.domains.media.public import asset_summary
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id

SLACK_SECONDS = 1.0
"""How far beyond the end a marker may lie: containers round."""


async def set_texts(session: WriteSession, subject_id: UUID, texts: dict[str, TextFact]) -> None:
    """Let these be all texts of a title or an episode in other languages; empty ones are none."""
    rows = [
        TextRow(subject_id=subject_id, language=language, **text.model_dump())
        for language, text in texts.items()
        if text.name or text.tagline or text.synopsis
    ]
    await repository.replace_facts(session, TextRow.subject_id, subject_id, rows)


async def set_markers(
    session: WriteSession, subject_id: UUID, markers: list[MarkerFact], length: float | None
) -> None:
    """Let these be all markers of what plays; `length` in seconds, None is not known.

    Raises MarkerOutside.
    """
    for marker in markers:
        end = marker.from_seconds if marker.to_seconds is None else marker.to_seconds
        if length is not None and end > length + SLACK_SECONDS:
            raise MarkerOutside(f"It ends at {end:g} s of {length:g} s.", kind=marker.kind)
    rows = [
        MarkerRow(id=new_id(), subject_id=subject_id, **marker.model_dump()) for marker in markers
    ]
    await repository.replace_facts(session, MarkerRow.subject_id, subject_id, rows)


async def set_episode_facts(
    session: WriteSession,
    episode: EpisodeRow,
    texts: dict[str, TextFact] | None,
    markers: list[MarkerFact] | None,
) -> None:
    """Write an episode's texts and markers, where they are given. Raises MarkerOutside."""
    if texts is not None:
        await set_texts(session, episode.id, texts)
    if markers is not None:
        length = await length_of(session, episode.runtime_seconds, episode.asset_id, markers)
        await set_markers(session, episode.id, markers, length)


async def length_of(
    session: WriteSession, runtime: int | None, asset_id: UUID | None, markers: list[MarkerFact]
) -> float | None:
    """Return how long a subject plays: what media measured, else what its editor says."""
    asset = await asset_summary(session, asset_id) if asset_id and markers else None
    return (asset.duration_seconds if asset else None) or runtime
