"""The profile that is made with an account."""

from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.avatars.addresses import drawn
from streamverse.domains.identity.avatars.drawn_set import drawn_for
from streamverse.domains.identity.models import ProfileRow
from streamverse.domains.identity.service.profiles.names import fitting, name_key
from streamverse.kit.ids import new_id

NAMELESS = "Me"


def first_profile(account_id: UUID, name: str, language: str, now: datetime) -> ProfileRow:
    """Return the main profile of a new account: it can't be deleted or become a child's."""
    shown = fitting(name, NAMELESS)
    return ProfileRow(
        id=new_id(),
        account_id=account_id,
        slot=0,
        name=shown,
        name_key=name_key(shown),
        avatar=drawn(drawn_for(0, account_id.int)),
        language=language,
        is_main=True,
        preferences={},
        created_at=now,
    )
