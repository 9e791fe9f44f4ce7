"""What is not for children."""

from streamverse.domains.identity.callers import Caller
from streamverse.domains.identity.errors import KidsProfileRefused


def require_grown_up(caller: Caller) -> None:
    """Refuse a kids profile, and who has not said who they are: for chat, purchases and the like.

    A guest is not refused. Raises KidsProfileRefused.
    """
    if caller.is_kids:
        raise KidsProfileRefused("Change to a grown-up's profile first.")
