"""Tell everyone that remembers profiles that they have changed."""

from uuid import UUID

from streamverse.domains.identity.events import StandingChanged
from streamverse.kit import outbox
from streamverse.kit.db import WriteSession


def tell_profiles_changed(session: WriteSession, account_id: UUID) -> None:
    """Have the news leave with the transaction; call `tell_changed` after the commit too."""
    outbox.publish(session, StandingChanged(account_id))
