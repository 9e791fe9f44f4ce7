"""How search refuses."""

from streamverse.kit.errors import Invalid, NotFound, Unavailable


class SearchBeingBuilt(Unavailable):
    """There is no index yet; `progress` says how far it is."""

    code = "search_being_built"
    title = "The search index is being built"


class QueryTooLong(Invalid):
    """More was asked than anybody types."""

    code = "query_too_long"
    title = "The query is too long"


class TitleNotThere(NotFound):
    """The title is not there, or not for this viewer."""

    code = "title_not_found"
    title = "There is no such title"


class TooDeep(Invalid):
    """Nobody reads so far."""

    code = "search_too_deep"
    title = "Search ends here: narrow it down"
