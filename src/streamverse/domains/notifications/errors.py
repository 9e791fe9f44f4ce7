"""Why notifications refuse."""

from streamverse.kit.errors import Conflict, Invalid, NotFound


class MailNotFound(NotFound):
    """There is no such message, or it is so old that it was forgotten."""

    code = "mail_not_found"
    title = "There is no such message"


class LetterNotFound(NotFound):
    """We write no letter of that name."""

    code = "letter_not_found"
    title = "There is no such letter"


class MailNotFailed(Conflict):
    """Only what failed can be sent again."""

    code = "mail_not_failed"
    title = "Only a message that failed can be sent again"


class CopyNotKept(NotFound):
    """The mail's words live in the recipient's mailbox only."""

    code = "mail_copy_not_kept"
    title = "The words of this message are not kept here"


class BadAddress(Invalid):
    """A test needs somewhere to go."""

    code = "bad_email"
    title = "This is not an email address"
