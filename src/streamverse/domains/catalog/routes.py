"""The catalog over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response, UploadFile
from pydantic import BaseModel

from streamverse.domains.catalog import assembly, repository, service
from streamverse.domains.catalog.ports import ResumePoints
from streamverse.domains.catalog.schemas import EpisodeIn, SeasonIn, TitleIn, TitlePatch
from streamverse.domains.catalog.service.artwork import store_artwork
from streamverse.domains.catalog.views import ArtworkRole, Genre, Home, Kind, Title, TitleCard
from streamverse.domains.identity.public import Creator, Editor, Viewer
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.errors import Invalid
from streamverse.kit.http import Reads, Writes, provided
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.objects import Objects
from streamverse.kit.pages import Cursor, Limit, Page
from streamverse.kit.process import ChildRunner

router = APIRouter(tags=["catalog"])
aliases = APIRouter(tags=["aliases"])

Now = Annotated[Clock, provided(Clock)]
Resumes = Annotated[ResumePoints, provided(ResumePoints)]
IfMatch = Annotated[
    str | None, Header(alias="If-Match", description="the ETag of the version you saw")
]
Search = Annotated[str | None, Query(max_length=200)]


class GenreCount(BaseModel):
    """A genre and how many published titles have it."""

    slug: str
    name: str
    titles: int


@router.get("/home")
async def read_home(viewer: Viewer, session: Reads, resumes: Resumes) -> Home:
    """Compose the home page for this viewer."""
    return await service.home_of(session, viewer, resumes)


@router.get("/genres")
async def list_genres(session: Reads) -> list[GenreCount]:
    """List the genres that published titles have."""
    found = await repository.genres_in_use(session)
    return [GenreCount(slug=row.slug, name=row.name, titles=count) for row, count in found]


@aliases.get("/api/movies", name="list_movies")
@router.get("/titles")
async def list_titles(  # noqa: PLR0913 - one parameter per filter
    viewer: Viewer,
    session: Reads,
    resumes: Resumes,
    kind: Kind | None = None,
    genre: str | None = None,
    year: int | None = None,
    q: Search = None,
    *,
    mine: bool = False,
    limit: Limit = 24,
    cursor: Cursor = None,
) -> Page[TitleCard]:
    """List published titles, the newest first; `mine` lists the caller's own, drafts too."""
    owner = viewer.account_id if mine else None
    query = repository.titles_where(
        published_only=owner is None, owner_id=owner, kind=kind, genre=genre, year=year, q=q
    )
    return await service.list_titles(
        session, viewer, query, resumes, limit=limit, cursor=cursor
    )


@aliases.post("/api/admin/movies", status_code=201, name="create_movie")
@router.post("/titles", status_code=201)
async def create_title(
    given: TitleIn,
    creator: Creator,
    session: Writes,
    clock: Now,
    resumes: Resumes,
    response: Response,
    key: IdempotencyKey = None,
) -> Title:
    """Make a draft."""

    async def make() -> Title:
        row = await service.create_title(session, creator, given, clock.now())
        return await assembly.whole_title(session, row, resumes, None)

    title = await once(session, creator.viewer_key, key, given, Title, make)
    response.headers["location"] = f"/api/v1/titles/{title.id}"
    return _tagged(response, title)


@aliases.get("/api/movies/{title}", name="read_movie")
@router.get("/titles/{title}")
async def read_title(
    title: str, viewer: Viewer, session: Reads, resumes: Resumes, response: Response
) -> Title:
    """Read a title by id or slug."""
    found = await service.read_title(session, viewer, _key(title), resumes)
    return _tagged(response, found)


@aliases.put("/api/admin/movies/{title}", name="replace_movie")
@router.put("/titles/{title}")
async def replace_title(  # noqa: PLR0913 - what FastAPI provides
    title: str,
    given: TitleIn,
    creator: Creator,
    session: Writes,
    clock: Now,
    resumes: Resumes,
    response: Response,
    if_match: IfMatch = None,
) -> Title:
    """Replace what an editor sets."""
    row = await service.owned_title(session, creator, _key(title), _version(if_match))
    await service.replace_title(session, creator, row, given, clock.now())
    return _tagged(response, await assembly.whole_title(session, row, resumes, None))


@router.patch("/titles/{title}")
async def change_title(  # noqa: PLR0913 - what FastAPI provides
    title: str,
    patch: TitlePatch,
    creator: Creator,
    session: Writes,
    clock: Now,
    resumes: Resumes,
    response: Response,
    if_match: IfMatch = None,
) -> Title:
    """Change some fields."""
    row = await service.owned_title(session, creator, _key(title), _version(if_match))
    await service.change_title(session, creator, row, patch, clock.now())
    return _tagged(response, await assembly.whole_title(session, row, resumes, None))


@aliases.delete("/api/admin/movies/{title}", status_code=204, name="delete_movie")
@router.delete("/titles/{title}", status_code=204)
async def delete_title(
    title: str, creator: Creator, session: Writes, clock: Now, if_match: IfMatch = None
) -> None:
    """Delete a title softly."""
    row = await service.owned_title(session, creator, _key(title), _version(if_match))
    await service.delete_title(session, row, clock.now())


@router.post("/titles/{title}/publish")
async def publish_title(
    title: str, creator: Creator, session: Writes, clock: Now, resumes: Resumes
) -> Title:
    """Show a title to the public."""
    row = await service.owned_title(session, creator, _key(title))
    await service.publish_title(session, creator, row, clock.now())
    return await assembly.whole_title(session, row, resumes, None)


@router.post("/titles/{title}/withdraw")
async def withdraw_title(
    title: str, creator: Creator, session: Writes, clock: Now, resumes: Resumes
) -> Title:
    """Make a title a draft again."""
    row = await service.owned_title(session, creator, _key(title))
    await service.withdraw_title(session, row, clock.now())
    return await assembly.whole_title(session, row, resumes, None)


@router.post("/titles/{title}/seasons", status_code=201)
async def add_season(
    title: str, given: SeasonIn, creator: Creator, session: Writes, clock: Now, resumes: Resumes
) -> Title:
    """Add a season to a series."""
    row = await service.owned_title(session, creator, _key(title))
    await service.add_season(session, row, given, clock.now())
    return await assembly.whole_title(session, row, resumes, None)


@router.post("/titles/{title}/seasons/{number}/episodes", status_code=201)
async def add_episode(  # noqa: PLR0913 - what FastAPI provides
    title: str,
    number: int,
    given: EpisodeIn,
    creator: Creator,
    session: Writes,
    clock: Now,
    resumes: Resumes,
) -> Title:
    """Add an episode to a season."""
    row = await service.owned_title(session, creator, _key(title))
    await service.add_episode(session, creator, row, number, given, clock.now())
    return await assembly.whole_title(session, row, resumes, None)


@router.put("/titles/{title}/episodes/{episode_id}")
async def replace_episode(  # noqa: PLR0913 - what FastAPI provides
    title: str,
    episode_id: UUID,
    given: EpisodeIn,
    creator: Creator,
    session: Writes,
    clock: Now,
    resumes: Resumes,
) -> Title:
    """Replace an episode's fields."""
    row = await service.owned_title(session, creator, _key(title))
    await service.change_episode(session, creator, row, episode_id, given, clock.now())
    return await assembly.whole_title(session, row, resumes, None)


@router.delete("/titles/{title}/episodes/{episode_id}", status_code=204)
async def remove_episode(
    title: str, episode_id: UUID, creator: Creator, session: Writes, clock: Now
) -> None:
    """Take an episode out of its season."""
    row = await service.owned_title(session, creator, _key(title))
    await service.remove_episode(session, row, episode_id, clock.now())


@router.put("/titles/{title}/artwork/{role}")
async def set_artwork(  # noqa: PLR0913 - what FastAPI provides
    title: str,
    role: ArtworkRole,
    picture: UploadFile,
    creator: Creator,
    database: Annotated[Database, provided(Database)],
    objects: Annotated[Objects, provided(Objects)],
    runner: Annotated[ChildRunner, provided(ChildRunner)],
    resumes: Resumes,
    alt: Annotated[str, Query(max_length=300)] = "",
) -> Title:
    """Give a title a picture: JPEG, PNG, WebP or AVIF, cropped to the role's shape."""
    async with database.read() as session:
        owner_id = (await service.owned_title(session, creator, _key(title))).id
    made = await store_artwork(objects, runner, owner_id, role, await picture.read())
    async with database.write() as session:
        row = await service.owned_title(session, creator, owner_id)
        await service.set_artwork(session, owner_id, role, alt, made)
        await session.flush()
        return await assembly.whole_title(session, row, resumes, None)


@router.post("/genres", status_code=201)
async def add_genre(given: Genre, editor: Editor, session: Writes) -> Genre:  # noqa: ARG001 - names who may
    """Add a genre, or rename the one with that slug."""
    return await service.set_genre(session, given)


def _key(title: str) -> UUID | str:
    try:
        return UUID(title)
    except ValueError:
        return title


def _version(if_match: str | None) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    try:
        return int(if_match.strip().removeprefix("W/").strip('"'))
    except ValueError:
        detail = "If-Match takes the ETag of the title."
        raise Invalid(detail) from None


def _tagged(response: Response, title: Title) -> Title:
    response.headers["etag"] = f'"{title.version}"'
    return title
