"""Which rows a home page has, before anything stands in them: by a layout, or by our own habit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from streamverse.domains.catalog.public import (
    Audience,
    Given,
    LayoutRow,
    OfCollection,
    RowKind,
    Shelf,
    ShelfNames,
    ShelfSort,
    TitleKind,
    named,
)
from streamverse.domains.recommendations.schemas import RowShape

ROW_LENGTH = 20
LITTLE_AGE = 6
GENRE_ROWS = 8
TOP = 10
FEWEST_OF_TOP = 5
"""A "top 10" of fewer titles is none."""
FEWEST_OF_GENRE = 2
SHAPES: Final[dict[RowKind, RowShape]] = {
    RowKind.CONTINUE: RowShape.STILL,
    RowKind.CHANNEL: RowShape.STILL,
    RowKind.TOP10: RowShape.TOP10,
}
NAMES: Final[dict[RowKind, str]] = {
    RowKind.CONTINUE: "Continue watching",
    RowKind.LIST: "My list",
    RowKind.TOP10: "Top 10 today",
    RowKind.TRENDING: "Trending now",
    RowKind.NEW: "New",
    RowKind.LEAVING_SOON: "Leaving soon",
    RowKind.EARLY_ACCESS: "Early access",
    RowKind.CHANNEL: "From channels you follow",
}
KINDS: Final[dict[TitleKind, str]] = {
    TitleKind.MOVIE: "Films",
    TitleKind.SERIES: "Series",
    TitleKind.SPORT: "Sport",
    TitleKind.EVENT: "Live events",
    TitleKind.STATION: "Stations",
    TitleKind.VIDEO: "Videos",
    TitleKind.SHORT: "Shorts",
    TitleKind.AUDIO: "To listen to",
    TitleKind.IMAGE: "Pictures",
}
SITE_PAGES: Final[dict[TitleKind, str]] = {TitleKind.MOVIE: "/movies", TitleKind.SERIES: "/series"}
STILLS = frozenset({TitleKind.VIDEO, TitleKind.SPORT, TitleKind.EVENT, TitleKind.IMAGE})


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row to be filled. `source` is None where it is each viewer's own."""

    id: str
    kind: str
    name: str
    shape: RowShape = RowShape.POSTER
    more_url: str | None = None
    source: Shelf | OfCollection | Given | None = None
    fewest: int = 1
    limit: int = ROW_LENGTH

    @property
    def is_personal(self) -> bool:
        """Whether each viewer has one of their own."""
        return self.source is None


def rows_of(
    layout: Sequence[LayoutRow], audience: Audience, names: ShelfNames, trending: Given
) -> tuple[PlannedRow, ...]:
    """Return the rows a layout asks for; those of what is gone are left out."""
    found: dict[str, PlannedRow] = {}
    for wish in layout:
        row = _row(wish, audience, names, trending)
        if row is not None:
            found.setdefault(row.id, row)
    return tuple(found.values())


def usual_layout(audience: Audience, genres: Iterable[str]) -> tuple[LayoutRow, ...]:
    """Return the layout where no editor made one."""
    kinds = [RowKind.CONTINUE, RowKind.LIST, RowKind.TOP10, RowKind.NEW, RowKind.TRENDING]
    if not audience.is_kids:
        kinds += [RowKind.LEAVING_SOON, RowKind.EARLY_ACCESS]
    return (
        *(LayoutRow(kind=kind) for kind in kinds),
        LayoutRow(kind=RowKind.KIND, title_kind=TitleKind.SERIES),
        *(LayoutRow(kind=RowKind.GENRE, genre=genre) for genre in genres),
    )


def usual_rows(
    audience: Audience, genres: Sequence[str], names: ShelfNames, trending: Given
) -> tuple[PlannedRow, ...]:
    """Return the rows where no editor made a layout; a child's page has rows of its own."""
    rows = rows_of(usual_layout(audience, genres), audience, names, trending)
    if not audience.is_kids:
        return rows
    childs: list[PlannedRow] = []
    for row in rows:
        childs += _for_children(audience) if row.id == "new" else [row]
    return tuple(childs)


def _for_children(audience: Audience) -> list[PlannedRow]:
    rows = [PlannedRow("kids", "new", "For you", source=Shelf())]
    if audience.ceiling is not None and audience.ceiling > LITTLE_AGE:
        source = Shelf(max_age=LITTLE_AGE)
        rows.append(PlannedRow("little", "new", "For the little ones", source=source))
    return rows


def _row(
    wish: LayoutRow, audience: Audience, names: ShelfNames, trending: Given
) -> PlannedRow | None:
    own = named(wish.name, wish.names, audience.languages)
    match wish.kind:
        case RowKind.GENRE:
            row = _of_genre(wish.genre or "", names, audience)
        case RowKind.CATEGORY:
            row = _of_category(wish.category or "", names)
        case RowKind.COLLECTION:
            row = _of_collection(wish, names)
        case RowKind.KIND:
            row = _of_kind(wish.title_kind or TitleKind.MOVIE)
        case RowKind.CHANNEL if wish.channel_id:
            source = Shelf(channel_ids=(wish.channel_id,))
            row = PlannedRow(
                f"channel:{wish.channel_id}", wish.kind, "", RowShape.STILL, None, source
            )
        case _:
            row = _plain(wish.kind, audience, trending)
    return row and _named(row, own)


def _named(row: PlannedRow, name: str) -> PlannedRow:
    if not name:
        return row
    return PlannedRow(
        row.id, row.kind, name, row.shape, row.more_url, row.source, row.fewest, row.limit
    )


def _plain(kind: RowKind, audience: Audience, trending: Given) -> PlannedRow | None:
    plan = audience.asker.plan
    sources: dict[RowKind, Shelf | Given | None] = {
        RowKind.TOP10: trending,
        RowKind.TRENDING: trending,
        RowKind.NEW: Shelf(),
        RowKind.LEAVING_SOON: Shelf(is_leaving=True, sort=ShelfSort.LEAVING),
        RowKind.EARLY_ACCESS: Shelf(early_for=plan) if plan else None,
    }
    if kind is RowKind.EARLY_ACCESS and plan is None:
        return None
    is_top = kind is RowKind.TOP10
    return PlannedRow(
        id="following" if kind is RowKind.CHANNEL else kind,
        kind=kind,
        name=NAMES[kind],
        shape=SHAPES.get(kind, RowShape.POSTER),
        more_url="/account/watchlist" if kind is RowKind.LIST else None,
        source=sources.get(kind),
        fewest=FEWEST_OF_TOP if is_top else 1,
        limit=TOP if is_top else ROW_LENGTH,
    )


def _of_genre(slug: str, names: ShelfNames, audience: Audience) -> PlannedRow | None:
    if slug not in names.genres:
        return None
    return PlannedRow(
        f"genre:{slug}",
        RowKind.GENRE,
        names.genres[slug],
        more_url=f"/genre/{slug}",
        source=Shelf(genres=(slug,)),
        fewest=1 if audience.is_kids else FEWEST_OF_GENRE,
    )


def _of_category(slug: str, names: ShelfNames) -> PlannedRow | None:
    if slug not in names.categories:
        return None
    return PlannedRow(
        f"category:{slug}",
        RowKind.CATEGORY,
        names.categories[slug],
        RowShape.STILL,
        f"/category/{slug}",
        Shelf(categories=(slug,)),
    )


def _of_collection(wish: LayoutRow, names: ShelfNames) -> PlannedRow | None:
    known = names.collections.get(wish.collection_id) if wish.collection_id else None
    if known is None or wish.collection_id is None:
        return None
    slug, name = known
    return PlannedRow(
        f"collection:{slug}",
        RowKind.COLLECTION,
        name,
        more_url=f"/collection/{slug}",
        source=OfCollection(wish.collection_id),
    )


def _of_kind(kind: TitleKind) -> PlannedRow:
    return PlannedRow(
        "series" if kind is TitleKind.SERIES else f"kind:{kind}",
        RowKind.KIND,
        KINDS[kind],
        RowShape.STILL
        if kind in STILLS
        else RowShape.SQUARE
        if kind is TitleKind.AUDIO
        else RowShape.POSTER,
        SITE_PAGES.get(kind),
        Shelf(kinds=(kind,)),
    )
