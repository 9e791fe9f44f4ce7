"""What identity does about its own news: other processes may remember what no longer holds."""

from streamverse.domains.identity.events import AccountTokensEnded, SignInEnded, StandingChanged
from streamverse.domains.identity.privacy import PRIVACY
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.services import Services

News = AccountTokensEnded | SignInEnded | StandingChanged


async def forget_account(services: Services, _: WriteSession, event: News) -> None:
    """Have the account's next request ask the database, in every process."""
    await tell_changed(services, event.account_id)


REACTIONS = (
    Reaction("identity.forget_account", AccountTokensEnded, forget_account),
    Reaction("identity.forget_sign_in", SignInEnded, forget_account),
    Reaction("identity.forget_standing", StandingChanged, forget_account),
    *PRIVACY.reactions,
)
