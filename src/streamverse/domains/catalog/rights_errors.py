"""Why rights windows and schedules are refused.

NotFound 404           WindowNotFound
Forbidden 403          BlackoutHolds
Conflict 409           WindowsOverlap
PreconditionFailed 412 WindowChangedMeanwhile
Invalid 422            EndsBeforeItBegins, InThePast, BlackoutForSome, SpanTooLong
"""

from streamverse.kit.errors import Conflict, Forbidden, Invalid, NotFound, PreconditionFailed


class WindowNotFound(NotFound):
    """The title has no such window."""

    code = "window_not_found"
    title = "The title has no such rights window"


class BlackoutHolds(Forbidden):
    """An editor blacked the title out; its owner may not undo that."""

    code = "blackout_holds"
    title = "An editor made this blackout; only editors change it"


class WindowsOverlap(Conflict):
    """Another window offers the same people the same thing at the same time; `overlaps` lists."""

    code = "windows_overlap"
    title = "This window overlaps another that asks for the same"


class WindowChangedMeanwhile(PreconditionFailed):
    """If-Match names a state of the window that is no longer the newest."""

    code = "window_changed"
    title = "Somebody changed this window in the meantime"


class EndsBeforeItBegins(Invalid):
    """The end does not come after the beginning."""

    code = "ends_before_it_begins"
    title = "The end must come after the beginning"


class InThePast(Invalid):
    """What shall happen by the clock must lie ahead."""

    code = "in_the_past"
    title = "This time has passed"


class BlackoutForSome(Invalid):
    """A blackout holds for everybody, whatever their plan."""

    code = "blackout_for_some"
    title = "A blackout is for all plans"


class SpanTooLong(Invalid):
    """A calendar of too many years, or of none."""

    code = "span_too_long"
    title = "The calendar's span can't be shown"


class TooManyWindows(Invalid):
    """More windows than a title has in a hundred years."""

    code = "too_many_windows"
    title = "This title has too many rights windows"
