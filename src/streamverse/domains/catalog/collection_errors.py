"""Why collections and layouts of the home page are refused.

NotFound 404           CollectionNotFound, HomeLayoutNotFound
Conflict 409           CollectionCycle, CollectionIsSmart, CollectionSlugTaken, CollectionKindFixed
PreconditionFailed 412 CollectionChangedMeanwhile, HomeLayoutChangedMeanwhile
Invalid 422            BadItems, BadSchedule, BadLayout
"""

from streamverse.kit.errors import Conflict, Invalid, NotFound, PreconditionFailed


class CollectionNotFound(NotFound):
    """No such collection, or one that is not shown here and now."""

    code = "collection_not_found"
    title = "There is no such collection"


class HomeLayoutNotFound(NotFound):
    """No such layout."""

    code = "home_layout_not_found"
    title = "There is no such layout of the home page"


class CollectionCycle(Conflict):
    """A collection can't stand in itself, neither in one that stands in it."""

    code = "collection_cycle"
    title = "A collection can't stand in itself"


class CollectionIsSmart(Conflict):
    """A smart collection's titles are found by its query."""

    code = "collection_is_smart"
    title = "A smart collection finds its titles by itself"


class CollectionSlugTaken(Conflict):
    """Another collection has this address."""

    code = "slug_taken"
    title = "Another collection has this address"


class CollectionKindFixed(Conflict):
    """A collection stays what it was made as."""

    code = "kind_fixed"
    title = "A collection's kind can't be changed"


class CollectionChangedMeanwhile(PreconditionFailed):
    """If-Match names a version that is no longer the newest."""

    code = "collection_changed"
    title = "Somebody changed this collection in the meantime"


class HomeLayoutChangedMeanwhile(PreconditionFailed):
    """If-Match names a version that is no longer the newest."""

    code = "home_layout_changed"
    title = "Somebody changed this layout in the meantime"


class BadItems(Invalid):
    """A title or a collection that is not there, or one that stands there twice."""

    code = "bad_items"
    title = "These titles can't stand in the collection"


class BadSchedule(Invalid):
    """It ends before it begins, or has ended already."""

    code = "bad_schedule"
    title = "This schedule can't be kept"


class BadLayout(Invalid):
    """A row that can't be filled: of a genre, a category or a collection that is not there."""

    code = "bad_layout"
    title = "This layout can't be shown"
