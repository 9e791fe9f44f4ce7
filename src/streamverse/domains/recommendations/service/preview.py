"""The home page as a viewer would get it, by a layout that nobody sees yet."""

from dataclasses import dataclass

from streamverse.domains.catalog.public import (
    Asker,
    HomeLayout,
    HomeLayoutInput,
    audience_of,
    require_fillable,
)
from streamverse.domains.recommendations.schemas import ViewerToBe
from streamverse.domains.recommendations.service.compose import compose
from streamverse.domains.recommendations.service.home import body_json
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class _Aged:
    max_age: int | None
    is_kids: bool


async def preview(
    session: ReadSession, clock: Clock, layout: HomeLayoutInput | None, viewer: ViewerToBe
) -> bytes:
    """Return a `HomeBody` as JSON, all its rows; what is each viewer's own is left empty.

    Raises BadLayout.
    """
    asker = Asker(
        country=viewer.country,
        platform=viewer.platform,
        plan=viewer.plan,
        at=viewer.at or clock.now(),
    )
    audience = audience_of(_Aged(viewer.max_age, viewer.is_kids), asker, (viewer.language,))
    chosen = None
    if layout is not None:
        await require_fillable(session, layout.rows)
        chosen = HomeLayout(tuple(layout.rows), layout.audience)
    page = await compose(session, audience, chosen)
    return body_json(page, page.rows, with_empty=True)
