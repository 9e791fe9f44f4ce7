"""Search over HTTP."""

from fastapi import APIRouter

from streamverse.domains.search.routes import finding, operating, recalling, titles

router = APIRouter(tags=["search"])
for _part in (recalling, finding, titles, operating):
    router.include_router(_part.router)
