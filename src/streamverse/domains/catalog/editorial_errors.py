"""Why the editorial flow refuses.

NotFound 404   VersionNotFound, FlagNotFound, NotDeleted
Forbidden 403  ReviewRequired, HeldBack, NotAModerator
Conflict 409   MoveNotPossible, FlagResolved
Invalid 422    ScheduleMissing
TooMany 429    TooManyFlags
"""

from streamverse.kit.errors import Conflict, Forbidden, Invalid, NotFound, TooMany


class VersionNotFound(NotFound):
    """The title was never kept in this version."""

    code = "version_not_found"
    title = "There is no such version of this title"


class FlagNotFound(NotFound):
    """No such flag."""

    code = "flag_not_found"
    title = "There is no such flag"


class NotDeleted(NotFound):
    """Nothing to bring back: the title is there, or gone for good."""

    code = "not_deleted"
    title = "There is no such deleted title"


class ReviewRequired(Forbidden):
    """Creators hand their titles in here, an editor publishes them."""

    code = "review_required"
    title = "An editor has to look at it first"


class HeldBack(Forbidden):
    """Whoever looks after what is reported took it away; an editor may bring it back."""

    code = "held_back"
    title = "This title was taken down after a report"


class NotAModerator(Forbidden):
    """Flags are for moderators and editors."""

    code = "not_a_moderator"
    title = "Only moderators and editors do this"


class MoveNotPossible(Conflict):
    """From its state a title can't go there; `possible` says where it can."""

    code = "move_not_possible"
    title = "The title can't go there from where it is"


class FlagResolved(Conflict):
    """Somebody else has dealt with it, differently."""

    code = "flag_resolved"
    title = "Somebody has already dealt with this"


class ScheduleMissing(Invalid):
    """A scheduled title needs the instant at which it is published."""

    code = "schedule_missing"
    title = "Say when it shall be published"


class TooManyFlags(TooMany):
    """One viewer reports too much."""

    code = "too_many_flags"
    title = "You have reported a lot; wait a while"
