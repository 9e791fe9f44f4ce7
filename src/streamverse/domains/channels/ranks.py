"""The ranks of a channel, and what each may do unless it is changed for one member."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Rank(StrEnum):
    """What somebody is in a channel, the highest first; each channel has exactly one owner."""

    OWNER = "owner"
    ADMIN = "admin"
    MODERATOR = "moderator"
    MEMBER = "member"


class ChannelPermission(StrEnum):
    """One thing that not every member of a channel may do."""

    POST = "post"
    MODERATE = "moderate"
    MUTE = "mute"
    MANAGE = "manage"
    INVITE = "invite"


EVERYTHING = frozenset(ChannelPermission)

PERMISSIONS_OF: Mapping[Rank, frozenset[ChannelPermission]] = MappingProxyType(
    {
        Rank.OWNER: EVERYTHING,
        Rank.ADMIN: EVERYTHING,
        Rank.MODERATOR: frozenset({ChannelPermission.MODERATE, ChannelPermission.MUTE}),
        Rank.MEMBER: frozenset[ChannelPermission](),
    }
)

_HEIGHT = {rank: -place for place, rank in enumerate(Rank)}


def is_above(rank: Rank, other: Rank) -> bool:
    """Whether somebody of one rank decides about somebody of the other."""
    return _HEIGHT[rank] > _HEIGHT[other]


def permissions_of(
    rank: Rank, own: Iterable[str] | None, *, is_muted: bool = False
) -> frozenset[ChannelPermission]:
    """Return what a member may do: what was set for them, else what the rank gives.

    The owner may always do everything. Who is muted doesn't post.
    """
    if rank is Rank.OWNER:
        return EVERYTHING
    given = PERMISSIONS_OF[rank] if own is None else EVERYTHING & frozenset(own)
    return given - {ChannelPermission.POST} if is_muted else given
