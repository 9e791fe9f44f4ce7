"""Lists of titles over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field, StringConstraints

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
from streamverse.domains.catalog.languages import ToldIn
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


class TitleQuery(BaseModel):
    """What a list of titles is asked for by."""

    kind: list[TitleKind] = Field(default_factory=list[TitleKind], max_length=9)
    genre: list[Word] = Field(default_factory=list[str], max_length=5, description="all of them")
    tag: list[Word] = Field(default_factory=list[str], max_length=5, description="all of them")
    category: Word | None = None
    year: Year | None = None
    year_from: Year | None = None
    year_to: Year | None = None
    rating_max: Annotated[int, Field(ge=0, le=18)] | None = Field(
        default=None, description="the highest `min_age`"
    )
    in_language: Language | None = Field(default=None, description="spoken in it")
    country: Country | None = None
    channel: UUID | None = None
    person: UUID | None = None
    access: Monetisation | None = None
    q: Annotated[str, StringConstraints(max_length=200, pattern=PLAIN_TEXT)] | None = None
    asset_id: UUID | None = None
    mine: bool = Field(default=False, description="also drafts, of my own titles only")
    state: TitleState | None = Field(default=None, description="drafts: mine, or as editor")
    flagged: bool = Field(default=False, description="for editors")


@router.get("/titles", response_model=Page[ListedTitle])
async def list_titles(
    viewer: Viewer,
    asker: Asking,
    languages: ToldIn,
    session: Reads,
    request: Request,
    wish: Annotated[TitleQuery, Query()],
    sort: TitleSort = TitleSort.NEWEST,
    order: SortOrder | None = None,
    fields: Fields = None,
    include: Include = None,
    limit: Limit = 24,
    cursor: Cursor = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """List titles, the latest first. Without `mine` a viewer sees published ones."""
    if wish.mine and viewer.account_id is None:
        raise Unauthenticated
    shown = words_among(fields, TitleCard.model_fields)
    parts = words_among(include, LISTED_PARTS) or frozenset()
    wanted = browse.Wanted(
        kinds=tuple(wish.kind),
        genres=tuple(wish.genre),
        tags=tuple(wish.tag),
        category=wish.category,
        year=wish.year,
        year_from=wish.year_from,
        year_to=wish.year_to,
        rating_max=wish.rating_max,
        language=wish.in_language,
        country=wish.country,
        channel_id=wish.channel,
        person_id=wish.person,
        access=wish.access,
        words=wish.q,
        asset_id=wish.asset_id,
        owner_id=viewer.account_id if wish.mine else None,
        sees_drafts=viewer.is_editor and (wish.state is not None or wish.flagged),
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
        languages=languages,
        parts=parts,
    )
    return answered(
        page,
        if_none_match,
        fields=shown and shown | parts,
        left_out=LISTED_PARTS - parts,
        is_list=True,
    )
