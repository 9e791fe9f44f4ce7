"""Channels as other domains show them: rows in, plain facts out."""

from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.channels.models import ChannelRow
from streamverse.domains.channels.pictures.addresses import PictureRole, picture_url


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """What is shown of a channel beside its titles, in lists and in search."""

    id: UUID
    handle: str
    name: str
    avatar_url: str | None
    is_public: bool
    description: str = ""
    accent: str = ""
    follower_count: int = 0
    is_for_kids: bool = False


def card_of(row: ChannelRow) -> ChannelCard:
    """Return a channel's card."""
    return ChannelCard(
        id=row.id,
        handle=row.handle,
        name=row.name,
        avatar_url=picture_url(row.id, PictureRole.AVATAR, row.avatar),
        is_public=row.is_public,
        description=row.description,
        accent=row.accent,
        follower_count=row.follower_count,
        is_for_kids=row.is_for_kids,
    )
