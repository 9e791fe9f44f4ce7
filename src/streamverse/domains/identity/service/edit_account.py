"""Change what is said about an account."""

from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.errors import NoSuchAccount
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.schemas import AccountChange, Me
from streamverse.domains.identity.service.privacy.age import require_settable_birth_date
from streamverse.domains.identity.service.read_account import read_account
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings


async def edit(services: Services, account: Account, wish: AccountChange) -> Me:
    """Change what the wish names. Raises BirthDateFixed, BirthDateImpossible."""
    today = services.get(Clock).now().date()
    async with services.get(Database).write() as session:
        row = await accounts.account_by_id(session, account.id)
        if row is None:
            raise NoSuchAccount
        for name in wish.model_fields_set:
            value = getattr(wish, name)
            if name == "born_on":
                settings = services.get(Settings)
                require_settable_birth_date(settings, row.born_on, wish.born_on, today)
            elif value is None:
                continue  # nothing but the birth date can be taken back
            setattr(row, name, value)
        await session.flush()
        return await read_account(session, account)
