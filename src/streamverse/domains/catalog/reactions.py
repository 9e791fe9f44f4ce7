"""What the catalog does when media says something happened."""

from sqlalchemy import update

from streamverse.domains.catalog.models import EpisodeRow, TitleRow
from streamverse.domains.media.events import AssetReplaced
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.services import Services


async def repoint(_: Services, session: WriteSession, fact: AssetReplaced) -> None:
    """Let titles and episodes play the asset that replaces theirs."""
    for table in (TitleRow, EpisodeRow):
        await session.execute(
            update(table)
            .where(table.asset_id == fact.asset_id)
            .values(asset_id=fact.by_asset_id)
        )


REACTIONS = (Reaction("catalog.repoint", AssetReplaced, repoint),)
