"""The door of search: what an index must be able to do, and who keeps it fed."""

from streamverse.domains.search import fields, lookups
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.opening import add_search, open_searching
from streamverse.domains.search.ports import (
    Batch,
    Builder,
    Document,
    Found,
    Hit,
    IndexNotReady,
    IndexState,
    Order,
    SearchIndex,
    Tally,
)
from streamverse.domains.search.service.feeding.follow import Follower
from streamverse.domains.search.service.operate import ask_for_rebuild as order_rebuild

__all__ = [
    "Batch",
    "Builder",
    "Document",
    "Follower",
    "Found",
    "Hit",
    "IndexNotReady",
    "IndexState",
    "Order",
    "SearchIndex",
    "Shelf",
    "Tally",
    "add_search",
    "fields",
    "lookups",
    "open_searching",
    "order_rebuild",
]
