"""People over HTTP; editors write them."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile

from streamverse.domains.catalog.answers import IfNoneMatch, answered
from streamverse.domains.catalog.asking import Asking
from streamverse.domains.catalog.etags import etag_of
from streamverse.domains.catalog.languages import ToldIn
from streamverse.domains.catalog.routes.titles import IfMatch, Now
from streamverse.domains.catalog.schemas.people import (
    PersonBody,
    PersonFound,
    PersonInput,
    PersonMerge,
    PersonPatch,
)
from streamverse.domains.catalog.service.artwork import MAX_BYTES
from streamverse.domains.catalog.service.memory import memory_of
from streamverse.domains.catalog.service.people import portrait, read, write
from streamverse.domains.identity.public import Editor, Viewer
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter(prefix="/people")

Words = Annotated[
    str, Query(max_length=100, pattern=r"^[^\x00]*$", description="beginnings of a name")
]
Share = Annotated[float, Form(ge=0, le=1, allow_inf_nan=False)]


@router.get("", response_model=Page[PersonFound])
async def list_people(
    viewer: Viewer,
    asker: Asking,
    session: Reads,
    q: Words = "",
    limit: Limit = 24,
    cursor: Cursor = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """List people by name, those that `q` begins; with what tells two of a name apart."""
    page = await read.list_people(session, viewer, asker, q, limit=limit, cursor=cursor)
    return answered(page, if_none_match)


@router.get("/{id_or_slug}", response_model=PersonBody)
async def read_person(
    id_or_slug: str,
    viewer: Viewer,
    asker: Asking,
    languages: ToldIn,
    session: Reads,
    request: Request,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Return a person with a filmography: what this viewer may find of it."""
    memory = memory_of(services_of(request))
    body = await read.read_person(session, memory, viewer, asker, id_or_slug, languages)
    return answered(body, if_none_match, version=body.version)


@router.post("", status_code=201)
async def create_person(
    wish: PersonInput,
    editor: Editor,
    session: Writes,
    clock: Now,
    response: Response,
    key: IdempotencyKey = None,
) -> PersonBody:
    """Make a person."""

    async def create() -> PersonBody:
        return await read.body_of(session, await write.create(session, clock, wish), [])

    body = await once(session, f"person:{editor.id}", key, wish, PersonBody, create)
    response.headers["location"] = f"/api/v1/people/{body.id}"
    return tagged(response, body)


@router.put("/{id_or_slug}")
async def replace_person(
    id_or_slug: str,
    wish: PersonInput,
    editor: Editor,  # noqa: ARG001 - names the caller
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> PersonBody:
    """Replace a person's facts, all of them."""
    row = await write.person_to_change(session, id_or_slug, if_match)
    await write.replace(session, clock, row, wish, set(PersonInput.model_fields))
    return tagged(response, await read.body_of(session, row, []))


@router.patch("/{id_or_slug}")
async def change_person(
    id_or_slug: str,
    wish: PersonPatch,
    editor: Editor,  # noqa: ARG001 - names the caller
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> PersonBody:
    """Change those facts of a person that are sent."""
    row = await write.person_to_change(session, id_or_slug, if_match)
    await write.replace(session, clock, row, wish, wish.model_fields_set)
    return tagged(response, await read.body_of(session, row, []))


@router.delete("/{id_or_slug}", status_code=204)
async def delete_person(
    id_or_slug: str,
    editor: Editor,  # noqa: ARG001 - names the caller
    session: Writes,
    if_match: IfMatch = None,
) -> None:
    """Take a person and their credits away."""
    await write.delete(session, await write.person_to_change(session, id_or_slug, if_match))


@router.post("/{id_or_slug}/merge")
async def merge_person(
    id_or_slug: str,
    wish: PersonMerge,
    editor: Editor,  # noqa: ARG001 - names the caller
    session: Writes,
    clock: Now,
    response: Response,
    if_match: IfMatch = None,
) -> PersonBody:
    """Let a person be another one; answers who is left."""
    row = await write.person_to_change(session, id_or_slug, if_match)
    into = await write.person_to_change(session, str(wish.into), None)
    await write.merge(session, clock, row, into)
    return tagged(response, await read.body_of(session, into, []))


@router.put("/{id_or_slug}/artwork/portrait")
async def set_portrait(
    id_or_slug: str,
    file: Annotated[UploadFile, File()],
    editor: Editor,  # noqa: ARG001 - names the caller
    request: Request,
    response: Response,
    alt: Annotated[str, Form(max_length=300, pattern=r"^[^\x00]*$")] = "",
    focal_x: Share = 0.5,
    focal_y: Share = 0.4,
    if_match: IfMatch = None,
) -> PersonBody:
    """Give a person a portrait."""
    data = await file.read(MAX_BYTES + 1)
    wish = portrait.Wish(data, alt, (focal_x, focal_y))
    body = await portrait.give(services_of(request), id_or_slug, wish, if_match)
    return tagged(response, body)


@router.delete("/{id_or_slug}/artwork/portrait", status_code=204)
async def remove_portrait(
    id_or_slug: str,
    editor: Editor,  # noqa: ARG001 - names the caller
    session: Writes,
    clock: Now,
    if_match: IfMatch = None,
) -> None:
    """Take a person's portrait away."""
    row = await write.person_to_change(session, id_or_slug, if_match)
    await portrait.take_away(session, clock, row)


def tagged(response: Response, body: PersonBody) -> PersonBody:
    """Send a person with the ETag of their version."""
    response.headers["etag"] = etag_of(body.version)
    return body
