"""Why the operators' desk refuses.

Forbidden 403 MoreThanYouMay, NotToBeViewed · Conflict 409 BuiltInRole, NotViewing
Invalid 422 UnknownPermission
"""

from streamverse.kit.errors import Conflict, Forbidden, Invalid


class MoreThanYouMay(Forbidden):
    """Nobody gives, takes or manages what they may not do themselves."""

    code = "more_than_you_may"
    title = "This account or role may do more than you"


class NotToBeViewed(Forbidden):
    """Another operator's desk, or one's own account."""

    code = "not_to_be_viewed"
    title = "You can't view the service as this account"


class BuiltInRole(Conflict):
    """The built-in roles are what they are."""

    code = "built_in_role"
    title = "This role is built in; make one of your own beside it"


class NotViewing(Conflict):
    """There is nothing to end."""

    code = "not_viewing"
    title = "You don't view the service as somebody else"


class UnknownPermission(Invalid):
    """No such permission."""

    code = "unknown_permission"
    title = "There is no such permission"
