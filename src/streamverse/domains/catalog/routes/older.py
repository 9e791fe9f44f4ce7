"""The older addresses: same handlers, same answers; `/api/admin` lets editors in only."""

from fastapi import APIRouter, Depends

from streamverse.domains.catalog.routes import title_lists, titles
from streamverse.domains.catalog.schemas.titles import ListedTitle, TitleBody
from streamverse.domains.identity.public import editor
from streamverse.kit.pages import Page

aliases = APIRouter(tags=["aliases"])

EDITORS_ONLY = [Depends(editor)]

aliases.add_api_route(
    "/api/movies",
    title_lists.list_titles,
    response_model=Page[ListedTitle],
    name="list_titles_alias",
)
aliases.add_api_route(
    "/api/movies/{id_or_slug}",
    titles.read_title,
    response_model=TitleBody,
    name="read_title_alias",
)
aliases.add_api_route(
    "/api/admin/movies",
    titles.create_title,
    methods=["POST"],
    status_code=201,
    dependencies=EDITORS_ONLY,
    name="create_title_alias",
)
aliases.add_api_route(
    "/api/admin/movies/{id_or_slug}",
    titles.replace_title,
    methods=["PUT"],
    dependencies=EDITORS_ONLY,
    name="replace_title_alias",
)
aliases.add_api_route(
    "/api/admin/movies/{id_or_slug}",
    titles.delete_title,
    methods=["DELETE"],
    status_code=204,
    dependencies=EDITORS_ONLY,
    name="delete_title_alias",
)
