"""Whom an invitation is for: an account, or an email in whatever script it is written."""

from uuid import UUID

from streamverse.domains.identity.public import addressee, look_of_email
from streamverse.kit.db import ReadSession


def look_of_account(account_id: UUID) -> str:
    """Return what the invitation of an account says."""
    return f"account:{account_id}"


def look_of_address(address: str) -> str:
    """Return what the invitation of a normalised email says."""
    return f"email:{look_of_email(address)}"


async def looks_of(
    session: ReadSession, account_id: UUID, *, also_unverified: bool = False
) -> frozenset[str]:
    """Return what invitations of somebody say; an email counts once it is verified."""
    holder = await addressee(session, account_id)
    looks = {look_of_account(account_id)}
    if holder is not None and (holder.is_verified or also_unverified):
        looks.add(look_of_address(holder.email))
    return frozenset(looks)
