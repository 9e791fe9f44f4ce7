"""Why work on many titles is refused.

NotFound 404   RunNotFound, WatchedFileNotFound
Conflict 409   RunIsOver, RunNotUndoable, NotRehearsed, NoFileYet
Invalid 422    TableUnreadable, NothingSelected, TooManySelected, WrongChange
TooLarge 413   TableTooLarge
"""

from streamverse.kit.errors import Conflict, Invalid, NotFound, TooLarge


class RunNotFound(NotFound):
    """No such run, or somebody else's."""

    code = "run_not_found"
    title = "There is no such run"


class WatchedFileNotFound(NotFound):
    """The watch folder has had no such file."""

    code = "watched_file_not_found"
    title = "The watch folder has no such file"


class RunIsOver(Conflict):
    """What has ended can't be cancelled."""

    code = "run_is_over"
    title = "This run has ended already"


class RunNotUndoable(Conflict):
    """Only imports and batch edits that ended and changed something are undone, once."""

    code = "run_not_undoable"
    title = "This run can't be undone"


class NotRehearsed(Conflict):
    """Only a dry run that is done can be carried out."""

    code = "not_rehearsed"
    title = "This is not a dry run that is done"


class NoFileYet(Conflict):
    """Only an export that is done has a file."""

    code = "no_file_yet"
    title = "This run has no file to fetch"


class TableUnreadable(Invalid):
    """The file can't be read as a table; `reason` says why, in one word."""

    code = "table_unreadable"
    title = "This file can't be read as a table"

    def __init__(self, reason: str, detail: str) -> None:
        """Keep the word beside the sentence."""
        super().__init__(detail, reason=reason)
        self.reason = reason


class TableTooLarge(TooLarge):
    """More bytes than an import takes."""

    code = "table_too_large"
    title = "This file is too large to import"


class NothingSelected(Invalid):
    """The selection or the change names nothing."""

    code = "nothing_selected"
    title = "There is nothing to change"


class TooManySelected(Invalid):
    """More titles than one batch edit takes."""

    code = "too_many_selected"
    title = "These are too many titles for one batch edit"


class WrongChange(Invalid):
    """A batch edit can't change that, or not to that."""

    code = "wrong_change"
    title = "This change can't be made in many titles at once"
