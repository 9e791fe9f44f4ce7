"""Why a title can't go into a channel."""

from streamverse.kit.errors import Invalid


class ChannelNotUsable(Invalid):
    """No such channel, or one in which the caller may not post."""

    code = "channel_not_usable"
    title = "This channel can't be used here"
