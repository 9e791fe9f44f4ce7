"""The tables of the catalog, by topic."""

from streamverse.domains.catalog.models.artwork import (
    ArtworkRow,
)
from streamverse.domains.catalog.models.bulk import (
    BulkLineRow,
    BulkRunRow,
    WatchedFileRow,
)
from streamverse.domains.catalog.models.collections import (
    CollectionItemRow,
    CollectionRow,
    HomeLayoutRow,
)
from streamverse.domains.catalog.models.editorial import (
    TitleFlagRow,
    TitleStepRow,
    TitleVersionRow,
)
from streamverse.domains.catalog.models.facts import (
    EventFactsRow,
    ExternalIdRow,
    ExtraRow,
    MarkerRow,
    RatingRow,
    RelationRow,
    ReleaseRow,
    StationFactsRow,
    TextRow,
)
from streamverse.domains.catalog.models.people import (
    CreditRow,
    PersonRow,
)
from streamverse.domains.catalog.models.rights import (
    RightsWindowRow,
)
from streamverse.domains.catalog.models.taxonomy import (
    CategoryRow,
    GenreRow,
    TitleGenreRow,
    TitleTagRow,
)
from streamverse.domains.catalog.models.titles import (
    UNKNOWN,
    EpisodeRow,
    SeasonRow,
    TitleRow,
)

__all__ = [
    "UNKNOWN",
    "ArtworkRow",
    "BulkLineRow",
    "BulkRunRow",
    "CategoryRow",
    "CollectionItemRow",
    "CollectionRow",
    "CreditRow",
    "EpisodeRow",
    "EventFactsRow",
    "ExternalIdRow",
    "ExtraRow",
    "GenreRow",
    "HomeLayoutRow",
    "MarkerRow",
    "PersonRow",
    "RatingRow",
    "RelationRow",
    "ReleaseRow",
    "RightsWindowRow",
    "SeasonRow",
    "StationFactsRow",
    "TextRow",
    "TitleFlagRow",
    "TitleGenreRow",
    "TitleRow",
    "TitleStepRow",
    "TitleTagRow",
    "TitleVersionRow",
    "WatchedFileRow",
]
