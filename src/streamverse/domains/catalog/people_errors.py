"""Why the catalog refuses what is asked of people, genres and categories.

NotFound 404           PersonNotFound, TermNotFound
Conflict 409           PersonSlugTaken, TermTaken, MergedWithItself
PreconditionFailed 412 PersonChangedMeanwhile
"""

from streamverse.kit.errors import Conflict, NotFound, PreconditionFailed


class PersonNotFound(NotFound):
    """Nobody by this id or address."""

    code = "person_not_found"
    title = "There is no such person"


class TermNotFound(NotFound):
    """No such genre or category."""

    code = "term_not_found"
    title = "There is no such genre or category"


class PersonSlugTaken(Conflict):
    """Somebody else has this address."""

    code = "person_slug_taken"
    title = "Another person has this address"


class TermTaken(Conflict):
    """Another genre or category has this address."""

    code = "term_taken"
    title = "There is one with this address"


class MergedWithItself(Conflict):
    """Something is what it is already."""

    code = "merged_with_itself"
    title = "Nothing can be merged with itself"


class PersonChangedMeanwhile(PreconditionFailed):
    """If-Match names a version that is no longer the newest."""

    code = "person_changed"
    title = "Somebody changed this person in the meantime"
