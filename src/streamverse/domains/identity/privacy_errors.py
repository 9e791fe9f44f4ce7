"""Why identity refuses when privacy is asked for.

Invalid 422    ConsentRequired, BirthDateRequired, BirthDateImpossible, ParentEmailRequired
Forbidden 403  BirthDateFixed, CeilingLocked
NotFound 404   NoSuchDocument, NoSuchExport, NoErasure
Conflict 409   DocumentOutdated, ExportUnderWay, ExportNotReady, ErasureBegun
TooMany 429 ExportTooSoon · Gone 410 ExportGone
"""

from streamverse.kit.errors import Conflict, Forbidden, Gone, Invalid, NotFound, TooMany


class ConsentRequired(Invalid):
    """Nobody registers without agreeing to what the operator requires, in its current version."""

    code = "consent_required"
    title = "Agree to the documents first"


class BirthDateRequired(Invalid):
    """This service has to know how old people are."""

    code = "birth_date_required"
    title = "Tell us when you were born"


class BirthDateImpossible(Invalid):
    """In the future, or longer ago than anybody lives."""

    code = "birth_date_impossible"
    title = "Nobody can be born on this day"


class ParentEmailRequired(Invalid):
    """A parent has to agree, and is asked by mail: at another address than the child's."""

    code = "parent_email_required"
    title = "Tell us a parent's email"


class BirthDateFixed(Forbidden):
    """Told once; support can correct it."""

    code = "birth_date_fixed"
    title = "Your birth date can't be changed here"


class CeilingLocked(Forbidden):
    """A young person's profiles stay within their age."""

    code = "ceiling_locked"
    title = "This is above the age that your parent agreed to"


class NoSuchDocument(NotFound):
    """Nothing of that kind is asked here."""

    code = "no_such_document"
    title = "There is no such document"


class DocumentOutdated(Conflict):
    """People agree to the current version."""

    code = "document_outdated"
    title = "There is a newer version of this document"


class NoSuchExport(NotFound):
    """Not there, or somebody else's."""

    code = "no_such_export"
    title = "There is no such export"


class ExportUnderWay(Conflict):
    """One at a time."""

    code = "export_under_way"
    title = "Your data is being gathered already"


class ExportNotReady(Conflict):
    """Still gathered, or failed."""

    code = "export_not_ready"
    title = "Your data is not ready yet"


class ExportTooSoon(TooMany):
    """One a day."""

    code = "export_too_soon"
    title = "You had an export within the last day"


class ExportGone(Gone):
    """Deleted after its time."""

    code = "export_gone"
    title = "This export was deleted; ask for a new one"


class NoErasure(NotFound):
    """Nothing to take back."""

    code = "no_erasure"
    title = "This account is not going to be erased"


class ErasureBegun(Conflict):
    """Too late to take it back."""

    code = "erasure_begun"
    title = "The account is being erased already"
