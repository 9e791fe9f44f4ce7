"""What identity does about its own news: other processes may have remembered a token as good."""

from streamverse.domains.identity import standing
from streamverse.domains.identity.events import AccountTokensEnded, SignInEnded
from streamverse.kit.cache import Cache
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.services import Services


async def forget_account(services: Services, _: WriteSession, event: AccountTokensEnded) -> None:
    """Have the account's next request ask the database."""
    await standing.forget(services.get(Cache), account_id=event.account_id)


async def forget_sign_in(services: Services, _: WriteSession, event: SignInEnded) -> None:
    """Have the sign-in's next request ask the database."""
    await standing.forget(
        services.get(Cache), account_id=event.account_id, family_id=event.family_id
    )


REACTIONS = (
    Reaction("identity.forget_account", AccountTokensEnded, forget_account),
    Reaction("identity.forget_sign_in", SignInEnded, forget_sign_in),
)
