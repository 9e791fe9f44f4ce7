"""Why invitations refuse.

Forbidden 403
├── InvitationNeeded    this service takes only whom it invited
├── InvitationInvalid   not ours, for another email, used, withdrawn or too old
└── RoleTooHigh         nobody gives away more than they may do themselves
NotFound 404 NoSuchInvitation
"""

from streamverse.kit.errors import Forbidden, NotFound


class InvitationNeeded(Forbidden):
    """This service takes only whom it invited."""

    code = "invitation_needed"
    title = "You need an invitation to make an account here"


class InvitationInvalid(Forbidden):
    """Not ours, for another email, used, withdrawn or too old."""

    code = "invitation_invalid"
    title = "This invitation does not count, or no longer"


class RoleTooHigh(Forbidden):
    """Nobody gives away more than they may do themselves."""

    code = "role_too_high"
    title = "You can't give a role that may do more than you"


class NoSuchInvitation(NotFound):
    """Never made, used, or withdrawn before."""

    code = "no_such_invitation"
    title = "There is no such open invitation"
