"""Lists of titles over HTTP."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import StringConstraints

from streamverse.domains.catalog.answers import (
    Fields,
    IfNoneMatch,
    Include,
    answered,
    words_among,
)
from streamverse.domains.catalog.asking import Asking
from streamverse.domains.catalog.bodies import LISTED_PARTS
from streamverse.domains.catalog.kinds import Monetisation, TitleKind, TitleState
from streamverse.domains.catalog.languages import AS_WRITTEN, AcceptLanguage, read_by
from streamverse.domains.catalog.schemas.fields import Country, Language, Year
from streamverse.domains.catalog.schemas.titles import ListedTitle, TitleCard
from streamverse.domains.catalog.service import browse
from streamverse.domains.catalog.service.memory import memory_of
from streamverse.domains.catalog.title_lists import SortOrder, TitleSort
from streamverse.domains.identity.public import Viewer
from streamverse.kit.errors import Unauthenticated
from streamverse.kit.http import Reads
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter()

PLAIN_TEXT = r"^[^\x00]*$"
Word = Annotated[str, StringConstraints(max_length=80, pattern=PLAIN_TEXT)]
MAX_AGE = 18


@dataclass(frozen=True, slots=True)
class TitleQuery:
    """What a list of titles is asked for by: of `kind` any, of `genre` and `tag` all."""

    kind: Annotated[list[TitleKind] | None, Query(max_length=9)] = None
    genre: Annotated[list[Word] | None, Query(max_length=5)] = None
    tag: Annotated[list[Word] | None, Query(max_length=5)] = None
    category: Annotated[Word | None, Query()] = None
    year: Annotated[Year | None, Query()] = None
    year_from: Annotated[Year | None, Query()] = None
    year_to: Annotated[Year | None, Query()] = None
    rating_max: Annotated[
        int | None, Query(ge=0, le=MAX_AGE, description="the highest `min_age`")
    ] = None
    language: Annotated[
        Language | None, Query(description="spoken in it; “und” names titles as they were written")
    ] = None
    country: Annotated[Country | None, Query()] = None
    channel: UUID | None = None
    person: UUID | None = None
    access: Monetisation | None = None
    q: Annotated[str | None, Query(max_length=200, pattern=PLAIN_TEXT)] = None
    asset_id: UUID | None = None
    mine: Annotated[bool, Query(description="also drafts, of my own titles only")] = False
    state: Annotated[TitleState | None, Query(description="drafts: mine, or as editor")] = None
    flagged: Annotated[bool, Query(description="for editors")] = False
    desk: Annotated[bool, Query(description="drafts of everybody, too: for editors")] = False


@router.get("/titles", response_model=Page[ListedTitle])
async def list_titles(
    viewer: Viewer,
    asker: Asking,
    session: Reads,
    request: Request,
    wish: Annotated[TitleQuery, Depends()],
    sort: TitleSort = TitleSort.NEWEST,
    order: SortOrder | None = None,
    fields: Fields = None,
    include: Include = None,
    limit: Limit = 24,
    cursor: Cursor = None,
    if_none_match: IfNoneMatch = None,
    accept_language: AcceptLanguage = None,
) -> Response:
    """List titles, the latest first. Without `mine` a viewer sees published ones."""
    if wish.mine and viewer.account_id is None:
        raise Unauthenticated
    shown = words_among(fields, TitleCard.model_fields)
    parts = words_among(include, LISTED_PARTS) or frozenset()
    is_as_written = wish.language == AS_WRITTEN
    wanted = browse.Wanted(
        kinds=tuple(wish.kind or ()),
        genres=tuple(wish.genre or ()),
        tags=tuple(wish.tag or ()),
        category=wish.category,
        year=wish.year,
        year_from=wish.year_from,
        year_to=wish.year_to,
        rating_max=wish.rating_max,
        language=None if is_as_written else wish.language,
        country=wish.country,
        channel_id=wish.channel,
        person_id=wish.person,
        access=wish.access,
        words=wish.q,
        asset_id=wish.asset_id,
        owner_id=viewer.account_id if wish.mine else None,
        sees_drafts=viewer.is_editor and (wish.state is not None or wish.flagged or wish.desk),
        state=wish.state,
        is_flagged=wish.flagged and viewer.is_editor,
    )
    page = await browse.list_titles(
        session,
        memory_of(services_of(request)),
        viewer,
        asker,
        wanted,
        browse.Sorting(sort, order),
        limit=limit,
        cursor=cursor,
        languages=() if is_as_written else read_by(viewer, accept_language),
        parts=parts,
    )
    return answered(
        page,
        if_none_match,
        fields=shown and shown | parts,
        left_out=LISTED_PARTS - parts,
        is_list=True,
    )
