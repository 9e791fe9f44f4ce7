"""A title that somebody looks at behind the scenes: its owner, its channel's members, editors."""

from streamverse.domains.catalog.errors import NotYourTitle, TitleNotFound
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.service.access import belonging, may_change, may_see
from streamverse.domains.identity.public import Account
from streamverse.kit.db import ReadSession


async def title_to_manage(session: ReadSession, account: Account, id_or_slug: str) -> TitleRow:
    """Return a title this account may change, to read. Raises TitleNotFound, NotYourTitle."""
    row = await repository.find_title(session, id_or_slug)
    if row is None:
        raise TitleNotFound
    own = await belonging(session, account, [row])
    if may_change(account, row, own):
        return row
    raise NotYourTitle if may_see(account, row, own) else TitleNotFound
