"""Why the catalog refuses facts of a title.

Conflict 409  ExternalIdTaken, StationNumberTaken
Invalid 422   UnknownRating, UnknownCategory, UnknownPerson, UnknownRelation, FactOfAnotherKind,
              MarkerOutside
"""

from streamverse.kit.errors import Conflict, Invalid


class ExternalIdTaken(Conflict):
    """Another title is the one with this id elsewhere; `title_id` says which."""

    code = "external_id_taken"
    title = "Another title has this external id"


class StationNumberTaken(Conflict):
    """Another station has this place on the dial."""

    code = "station_number_taken"
    title = "Another station has this number"


class UnknownRating(Invalid):
    """No such board, or the board has no such rating."""

    code = "unknown_rating"
    title = "There is no such rating"


class UnknownCategory(Invalid):
    """Editors keep the categories; this is none of them."""

    code = "unknown_category"
    title = "There is no such category"


class UnknownPerson(Invalid):
    """A credit names an id that nobody has."""

    code = "unknown_person"
    title = "There is no such person"


class UnknownRelation(Invalid):
    """A relation names a title that is not there, or the title itself."""

    code = "unknown_relation"
    title = "There is no such title to relate to"


class FactOfAnotherKind(Invalid):
    """A fact that this kind of title doesn't have."""

    code = "fact_of_another_kind"
    title = "This kind of title has no such fact"


class MarkerOutside(Invalid):
    """A marker lies beyond the end of what plays."""

    code = "marker_outside"
    title = "A marker lies beyond the end"
