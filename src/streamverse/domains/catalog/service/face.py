"""Keep what a series' card shows up to date: the first episode that can be played."""

from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import series as repository
from streamverse.domains.media.public import asset_summaries
from streamverse.kit.db import WriteSession

LOOKED_AT = 50
"""How many of the first episodes are asked whether they can be played."""


async def show_face(session: WriteSession, row: TitleRow) -> bool:
    """Let a series show its first playable episode, else its first upload; True if it is new."""
    if row.kind != TitleKind.SERIES:
        return False
    await session.flush()
    first = await repository.first_assets(session, row.id, LOOKED_AT)
    known = await asset_summaries(session, first)
    playable = (each for each in first if each in known and known[each].is_playable)
    face = next(playable, first[0] if first else None)
    is_new = face != row.face_asset_id
    row.face_asset_id = face
    return is_new
