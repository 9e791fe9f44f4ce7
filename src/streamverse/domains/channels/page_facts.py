"""What a channel's page says about itself to search engines and link previews."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from streamverse.domains.channels.pictures.addresses import PictureRole, picture_url
from streamverse.domains.channels.repository import channels as repository
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession

DESCRIPTION_LENGTH = 300


@dataclass(frozen=True, slots=True)
class ChannelPageFacts:
    """A public channel's head tags; `moved_to` is where the page is when it has another handle."""

    name: str
    description: str = ""
    image_url: str = ""
    moved_to: str = ""
    json_ld: dict[str, Any] = field(default_factory=dict[str, Any])


async def channel_page_facts(
    session: ReadSession, clock: Clock, handle: str
) -> ChannelPageFacts | None:
    """Return a channel page's facts; None when the public finds nothing there."""
    row = await repository.find(session, handle, clock.now())
    if row is None or not row.is_public:
        return None
    if row.handle != handle:
        return ChannelPageFacts(row.name, moved_to=f"/c/{quote(row.handle)}")
    avatar = picture_url(row.id, PictureRole.AVATAR, row.avatar) or ""
    cover = picture_url(row.id, PictureRole.COVER, row.cover) or ""
    description = " ".join(row.description.split())[:DESCRIPTION_LENGTH]
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "mainEntity": {
            "@type": "Organization",
            "name": row.name,
            "alternateName": f"@{row.handle}",
            **({"description": description} if description else {}),
            **({"sameAs": [link["url"] for link in row.links]} if row.links else {}),
        },
    }
    return ChannelPageFacts(row.name, description, cover or avatar, json_ld=facts)
