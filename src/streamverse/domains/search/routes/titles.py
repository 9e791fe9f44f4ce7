"""What search knows of one title: what is like it, and its moments."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from streamverse.domains.search.routes.callers import Searcher
from streamverse.domains.search.schemas import MomentsBody, SimilarBody
from streamverse.domains.search.service.similar import similar
from streamverse.domains.search.service.title_moments import title_moments
from streamverse.kit.http import Reads
from streamverse.kit.http.provide import services_of

router = APIRouter(prefix="/titles")


@router.get("/{id_or_slug}/similar")
async def list_similar_titles(
    id_or_slug: str,
    searcher: Searcher,
    session: Reads,
    request: Request,
    limit: Annotated[int, Query(ge=1, le=50)] = 12,
) -> SimilarBody:
    """List titles like this one."""
    return await similar(services_of(request), session, searcher, id_or_slug, limit)


@router.get("/{id_or_slug}/moments")
async def list_moments(
    id_or_slug: str,
    searcher: Searcher,
    session: Reads,
    request: Request,
    q: Annotated[str, Query(description="what is said; empty: all moments")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> MomentsBody:
    """List chapters and what is said, with the second to play from."""
    return await title_moments(services_of(request), session, searcher, id_or_slug, q, limit)
