"""Channels as JSON."""

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from streamverse.domains.channels.ranks import ChannelPermission, Rank
from streamverse.domains.channels.texts import one_line, prose

LINKS = 10


def _one_line(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value


def _prose(value: Any) -> Any:
    return prose(value) if isinstance(value, str) else value


def _web_address(value: str) -> str:
    msg = "write a whole web address, as https://example.com/me"
    try:
        parts = urlsplit(value)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        raise ValueError(msg) from None
    if not is_good or any(sign.isspace() or sign in '<>"`' for sign in value):
        raise ValueError(msg)
    return value


HandleText = Annotated[str, StringConstraints(min_length=1, max_length=100)]
ChannelName = Annotated[
    str, BeforeValidator(_one_line), StringConstraints(min_length=1, max_length=100)
]
Description = Annotated[str, BeforeValidator(_prose), StringConstraints(max_length=5000)]
WebAddress = Annotated[
    str,
    BeforeValidator(_one_line),
    StringConstraints(min_length=8, max_length=500),
    AfterValidator(_web_address),
]
LinkName = Annotated[
    str, BeforeValidator(_one_line), StringConstraints(min_length=1, max_length=40)
]
AccentText = Annotated[str, StringConstraints(max_length=20)]


class LinkBody(BaseModel):
    """Somewhere else to find the channel."""

    name: LinkName
    url: WebAddress


class PictureBody(BaseModel):
    """An avatar or a cover."""

    url: str
    srcset: str = Field(description="every size, as HTML's `srcset`")


class YouBody(BaseModel):
    """What the caller is in a channel; without a rank a stranger."""

    rank: Rank | None
    permissions: list[ChannelPermission]
    is_following: bool
    is_muted: bool


class ChannelAnswer(BaseModel):
    """A channel. `accent` may be "", `accent_ink` is read best on it."""

    id: UUID
    handle: str
    name: str
    description: str
    links: list[LinkBody]
    accent: str
    accent_ink: str
    avatar: PictureBody | None
    cover: PictureBody | None
    is_public: bool
    is_for_kids: bool = Field(description="children find it and may follow it")
    follower_count: int
    created_at: datetime
    deleted_at: datetime | None = Field(description="its owner may bring it back")
    version: int
    you: YouBody


class ChannelInput(BaseModel):
    """A channel to be made."""

    handle: HandleText
    name: ChannelName
    description: Description = ""
    is_public: bool = True
    is_for_kids: bool = False


class ChannelPatch(BaseModel):
    """What shall change of a channel; what isn't sent stays."""

    handle: HandleText = ""
    name: ChannelName = ""
    description: Description = ""
    links: list[LinkBody] = Field(default=[], max_length=LINKS)
    accent: AccentText = ""
    is_public: bool = True
    is_for_kids: bool = False


class FollowBody(BaseModel):
    """Whether the caller follows a channel now, and how many do."""

    is_following: bool
    follower_count: int
