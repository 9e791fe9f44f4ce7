"""What somebody wants found."""

from dataclasses import dataclass, field

from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.planning.filters import Filters
from streamverse.domains.search.schemas import SearchSort, SearchType

ON_WORKS = (SearchType.TITLE, SearchType.PERSON, SearchType.CHANNEL)
ON_PARTS = (SearchType.EPISODE, SearchType.MOMENT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question, without its page."""

    typed: str = ""
    type: SearchType = SearchType.ALL
    filters: Filters = field(default_factory=Filters)
    sort: SearchSort = SearchSort.RELEVANCE

    def types_on(self, shelf: Shelf, *, has_words: bool) -> tuple[str, ...]:
        """Return which types to look for on a shelf; without words titles alone."""
        if self.type is not SearchType.ALL:
            here = ON_WORKS if shelf is Shelf.WORKS else ON_PARTS
            return (self.type.value,) if self.type in here else ()
        if not has_words:
            return (SearchType.TITLE.value,) if shelf is Shelf.WORKS else ()
        return tuple(each.value for each in (ON_WORKS if shelf is Shelf.WORKS else ON_PARTS))
