"""Search and suggestions."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from streamverse.domains.catalog.public import Monetisation, TitleKind
from streamverse.domains.search.planning.filters import Filters
from streamverse.domains.search.routes.callers import Searcher
from streamverse.domains.search.routes.written import written
from streamverse.domains.search.schemas import (
    Duration,
    SearchBody,
    SearchSort,
    SearchType,
    SuggestBody,
)
from streamverse.domains.search.service.finding.find import find
from streamverse.domains.search.service.finding.wanted import Wanted
from streamverse.domains.search.service.suggest import suggest
from streamverse.kit.http import Reads
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor

router = APIRouter()

MOST = 20
Typed = Annotated[str, Query(description="what was typed; up to 500 characters")]
Year = Annotated[int | None, Query(ge=1800, le=2200)]
Word = Annotated[str, Query(min_length=1, max_length=80)]


@router.get("/search", response_model=SearchBody)
async def search(
    searcher: Searcher,
    session: Reads,
    request: Request,
    q: Typed = "",
    kind: Annotated[list[TitleKind], Query(max_length=MOST)] = [],  # noqa: B006 - FastAPI copies it
    genre: Annotated[list[str], Query(max_length=MOST)] = [],  # noqa: B006
    language: Annotated[
        list[str], Query(max_length=MOST, description="languages it can be heard in")
    ] = [],  # noqa: B006
    duration: Annotated[list[Duration], Query(max_length=MOST)] = [],  # noqa: B006
    access: Annotated[list[Monetisation], Query(max_length=MOST)] = [],  # noqa: B006
    type: SearchType = SearchType.ALL,  # noqa: A002 - the API's word
    year_from: Year = None,
    year_to: Year = None,
    rating_max: Annotated[int | None, Query(ge=0, le=18)] = None,
    sort: SearchSort = SearchSort.RELEVANCE,
    facets: Annotated[bool, Query(description="1 counts what there is to narrow down to")] = False,  # noqa: FBT002 - a query's
    remember: Annotated[bool, Query(description="0 keeps it out of recent searches")] = True,  # noqa: FBT002
    limit: Annotated[int, Query(ge=1, le=100)] = 24,
    cursor: Cursor = None,
) -> Response:
    """Find titles, people, episodes, channels and moments that this viewer may see."""
    filters = Filters(
        kinds=tuple(each.value for each in kind),
        genres=tuple(genre),
        languages=tuple(language),
        durations=tuple(each.value for each in duration),
        access=tuple(each.value for each in access),
        year_from=year_from,
        year_to=year_to,
        rating_max=rating_max,
    )
    body = await find(
        services_of(request),
        session,
        searcher,
        Wanted(q, type, filters, sort),
        limit=limit,
        cursor=cursor,
        has_facets=facets,
        is_remembered=remember,
    )
    return written(body)


@router.get("/search/suggest", response_model=SuggestBody)
async def suggest_searches(
    searcher: Searcher,
    session: Reads,
    request: Request,
    q: Typed = "",
    limit: Annotated[int, Query(ge=1, le=20)] = 8,
) -> Response:
    """Suggest what somebody who types may mean."""
    return written(await suggest(services_of(request), session, searcher, q, limit))
