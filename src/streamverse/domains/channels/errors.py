"""Why channels refuse.

NotFound 404           ChannelNotFound, MemberNotFound, NoSuchChannelInvitation
Forbidden 403          NotYourRank
Conflict 409           HandleTaken, TooManyChannels, OwnerStays, AlreadyMember, InvitationOpen,
                       InvitationAnswered
Gone 410               ChannelInvitationExpired
PreconditionFailed 412 ChannelChangedMeanwhile
TooLarge 413           ChannelPictureTooLarge
Invalid 422            BadHandle, HandleReserved, BadAccent, BadChannelPicture, RankNotGivable
TooMany 429            TooManyInvitations, TooManyPictures
"""

from streamverse.kit.errors import (
    Conflict,
    Forbidden,
    Gone,
    Invalid,
    NotFound,
    PreconditionFailed,
    TooLarge,
    TooMany,
)


class ChannelNotFound(NotFound):
    """No such channel, or a private one that the caller doesn't belong to."""

    code = "channel_not_found"
    title = "There is no such channel"


class MemberNotFound(NotFound):
    """Nobody of this id belongs to the channel."""

    code = "member_not_found"
    title = "There is no such member"


class NoSuchChannelInvitation(NotFound):
    """No such invitation, or somebody else's."""

    code = "no_such_channel_invitation"
    title = "There is no such invitation"


class NotYourRank(Forbidden):
    """The caller belongs to the channel, or sees it, but may not do this in it."""

    code = "not_your_rank"
    title = "Your rank in this channel doesn't allow this"


class HandleTaken(Conflict):
    """Another channel has this handle, had it lately, or has one that looks like it."""

    code = "handle_taken"
    title = "This handle, or one that looks like it, is taken"


class TooManyChannels(Conflict):
    """An account owns so many channels and no more."""

    code = "too_many_channels"
    title = "That would be too many channels"


class OwnerStays(Conflict):
    """A channel is never without its owner: they pass it on first, or delete it."""

    code = "owner_stays"
    title = "A channel can't be without its owner"


class AlreadyMember(Conflict):
    """Who is invited belongs to the channel already."""

    code = "already_member"
    title = "They belong to this channel already"


class InvitationOpen(Conflict):
    """They were invited and haven't answered."""

    code = "invitation_open"
    title = "They have an invitation that is still open"


class InvitationAnswered(Conflict):
    """It was accepted, declined or revoked before."""

    code = "invitation_answered"
    title = "This invitation was answered before"


class ChannelInvitationExpired(Gone):
    """Nobody answered in time."""

    code = "channel_invitation_expired"
    title = "This invitation has expired"


class ChannelChangedMeanwhile(PreconditionFailed):
    """If-Match names a version that is no longer the newest."""

    code = "channel_changed"
    title = "Somebody changed this channel in the meantime"


class ChannelPictureTooLarge(TooLarge):
    """More bytes than we take."""

    code = "channel_picture_too_large"
    title = "This picture is too large"


class BadHandle(Invalid):
    """Not a handle that we take."""

    code = "bad_handle"
    title = "This handle can't be used"


class HandleReserved(Invalid):
    """A word that is ours."""

    code = "handle_reserved"
    title = "This handle is reserved"


class BadAccent(Invalid):
    """A colour that can't be seen on our surfaces; `suggestion` can."""

    code = "bad_accent"
    title = "This colour can't be told from the background"


class BadChannelPicture(Invalid):
    """Not a picture that we take."""

    code = "bad_channel_picture"
    title = "This picture can't be used"


class RankNotGivable(Invalid):
    """Nobody gives more than they have."""

    code = "rank_not_givable"
    title = "You can't give this"


class TooManyInvitations(TooMany):
    """So many mails in an hour."""

    code = "too_many_channel_invitations"
    title = "You have invited many people lately"


class TooManyPictures(TooMany):
    """So many pictures in an hour."""

    code = "too_many_channel_pictures"
    title = "You have sent many pictures lately"
