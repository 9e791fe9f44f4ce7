"""Read an account as its holder sees it."""

from streamverse.domains.identity.avatars.addresses import avatar_url
from streamverse.domains.identity.callers import Account
from streamverse.domains.identity.errors import NoSuchAccount
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.repository import privacy as privacy_queries
from streamverse.domains.identity.repository import profiles as profile_queries
from streamverse.domains.identity.schemas import Me, MyProfile, ViewedBy
from streamverse.domains.identity.service.second_factors.demand import RECOVERY_CODE, demanded
from streamverse.kit.db import ReadSession


async def read_account(session: ReadSession, account: Account) -> Me:
    """Return who asks. Raises NoSuchAccount."""
    row = await accounts.account_by_id(session, account.id)
    if row is None:
        raise NoSuchAccount
    factors = await demanded(session, account.id)
    erasure = await privacy_queries.erasure_under_way(session, account.id)
    return Me(
        id=row.id,
        email=row.email,
        is_email_verified=row.email_verified_at is not None,
        pending_email=row.pending_email,
        name=row.name,
        bio=row.bio,
        location=row.location,
        born_on=row.born_on,
        language=row.language,
        roles=sorted(account.roles),
        permissions=sorted(each for each in account.permissions if not account.is_kids),
        created_at=row.created_at,
        has_password=await accounts.password_hash_of(session, account.id) is not None,
        second_factors=[each for each in factors if each != RECOVERY_CODE],
        profile=_profile(account),
        profiles_count=len(await profile_queries.of_account(session, account.id)),
        is_operator=account.is_operator,
        viewed_by=await _viewed_by(session, account),
        erasure_due_at=erasure.due_at if erasure else None,
    )


def _profile(account: Account) -> MyProfile | None:
    active = account.profile
    if active is None:
        return None
    return MyProfile(
        id=active.id,
        name=active.name,
        avatar_url=avatar_url(active.id, active.avatar),
        is_kids=active.is_kids,
        max_age=active.max_age,
        has_pin=active.has_pin,
        language=active.language,
    )


async def _viewed_by(session: ReadSession, account: Account) -> ViewedBy | None:
    operator_id = account.impersonator_id
    if operator_id is None:
        return None
    names = await accounts.names_of(session, [operator_id])
    return ViewedBy(operator_id=operator_id, operator_name=names.get(operator_id, ""))
