"""Who searches, as an endpoint names it."""

from typing import Annotated

from fastapi import Depends

from streamverse.domains.catalog.public import AcceptLanguage, Asking, read_by
from streamverse.domains.identity.public import Viewer
from streamverse.domains.search.viewing import Viewing, viewing_of
from streamverse.kit.http import Reads


async def viewing(
    viewer: Viewer, asker: Asking, session: Reads, accept_language: AcceptLanguage = None
) -> Viewing:
    """Give who searches, from where, and what they read; `language` narrows a search down."""
    return await viewing_of(session, viewer, asker, read_by(viewer, accept_language))


Searcher = Annotated[Viewing, Depends(viewing)]
