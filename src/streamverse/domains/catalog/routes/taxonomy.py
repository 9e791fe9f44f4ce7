"""Genres, categories, tags and ratings over HTTP; editors keep the first two."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from streamverse.domains.catalog.answers import IfNoneMatch, answered
from streamverse.domains.catalog.asking import Asking
from streamverse.domains.catalog.languages import ToldIn
from streamverse.domains.catalog.maturity import BOARDS, FREE
from streamverse.domains.catalog.schemas.taxonomy import (
    BoardBody,
    BoardList,
    BoardRating,
    GenreCount,
    GenreList,
    MergeInput,
    TagCount,
    TermInput,
)
from streamverse.domains.catalog.service import taxonomy
from streamverse.domains.catalog.service.taxonomy import Shelf
from streamverse.domains.identity.public import Editor, Viewer
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.pages import Limit, Page

router = APIRouter()

Slug = Annotated[str, Path(max_length=80)]
Words = Annotated[str, Query(max_length=60, pattern=r"^[^\x00]*$")]
All = Annotated[bool, Query(alias="all", description="also those without a title")]


def terms_router(shelf: Shelf) -> APIRouter:
    """Return the routes of genres or of categories: they are kept alike."""
    terms = APIRouter(prefix=f"/{shelf.value}")

    @terms.get("", response_model=GenreList, name=f"list_{shelf.value}")
    async def list_terms(
        viewer: Viewer,
        asker: Asking,
        languages: ToldIn,
        session: Reads,
        with_empty: All = False,  # noqa: FBT002 - FastAPI passes it by name
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        """List those that have titles for this viewer, in the editors' order."""
        body = await taxonomy.list_terms(
            session, shelf, viewer, asker, languages, with_empty=with_empty
        )
        return answered(body, if_none_match)

    @terms.post("", status_code=201, name=f"create_{shelf.value}")
    async def create_term(
        wish: TermInput, editor: Editor, session: Writes, key: IdempotencyKey = None
    ) -> GenreCount:
        """Make one."""

        async def create() -> GenreCount:
            return await taxonomy.create(session, shelf, wish)

        return await once(session, f"{shelf}:{editor.id}", key, wish, GenreCount, create)

    @terms.put("/{slug}", name=f"replace_{shelf.value}")
    async def replace_term(
        slug: Slug,
        wish: TermInput,
        editor: Editor,  # noqa: ARG001 - names the caller
        session: Writes,
    ) -> GenreCount:
        """Rename one, in any language, or put it elsewhere; under a new slug its titles follow."""
        return await taxonomy.replace(session, shelf, slug, wish)

    @terms.post("/{slug}/merge", name=f"merge_{shelf.value}")
    async def merge_terms(
        slug: Slug,
        wish: MergeInput,
        editor: Editor,  # noqa: ARG001 - names the caller
        session: Writes,
    ) -> GenreCount:
        """Let its titles have another one instead, and take it away; answers the other."""
        return await taxonomy.merge(session, shelf, slug, wish.into)

    @terms.delete("/{slug}", status_code=204, name=f"delete_{shelf.value}")
    async def delete_term(
        slug: Slug,
        editor: Editor,  # noqa: ARG001 - names the caller
        session: Writes,
    ) -> None:
        """Take one away, and from all titles."""
        await taxonomy.delete(session, shelf, slug)

    return terms


for kept in Shelf:
    router.include_router(terms_router(kept))


@router.get("/tags")
async def list_tags(
    viewer: Viewer, asker: Asking, session: Reads, q: Words = "", limit: Limit = 20
) -> Page[TagCount]:
    """List tags that begin with `q`, the most used first."""
    return await taxonomy.list_tags(session, viewer, asker, q, limit)


@router.get("/ratings")
async def list_ratings(
    viewer: Viewer,  # noqa: ARG001 - everybody may
) -> BoardList:
    """List the boards and the ages behind their ratings; a free rating is as it is written."""
    known = [
        BoardBody(
            board=code,
            name=board.name,
            countries=sorted(board.countries),
            ratings=[BoardRating(rating=each, min_age=age) for each, age in board.ages.items()],
        )
        for code, board in BOARDS.items()
    ]
    return BoardList(items=[*known, BoardBody(board=FREE, name="", countries=[], ratings=[])])
