"""Identity's own part of an export."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import select

from streamverse.domains.identity.avatars.addresses import OWN, folder
from streamverse.domains.identity.models import (
    AccountRoleRow,
    AccountRow,
    ApiTokenRow,
    AuditRow,
    ConsentRow,
    CredentialRow,
    DeviceRow,
    ErasureRow,
    ExportRow,
    PasskeyRow,
    ProfileRow,
    RecoveryCodeRow,
    RefreshFamilyRow,
    SocialIdentityRow,
    TotpRow,
)
from streamverse.kit.db import Base, Database, ReadSession
from streamverse.kit.objects import Objects
from streamverse.kit.privacy import Document, ExportPart, Person, Rows, Stored, facts_of
from streamverse.kit.services import Services

AT_ONCE = 500
AVATAR = "avatar-512.webp"
LISTS: tuple[tuple[str, str, type[Base], tuple[str, ...]], ...] = (
    ("consents.json", "What you agreed to, and when.", ConsentRow, ()),
    ("devices.json", "What you signed in with.", DeviceRow, ("key",)),
    ("sign_ins.json", "When and from where you signed in.", RefreshFamilyRow, ("epoch",)),
    ("security_log.json", "What was done to your account's security.", AuditRow, ()),
    ("passkeys.json", "Your passkeys, without their keys.", PasskeyRow, ("public_key",)),
    ("social_identities.json", "Accounts elsewhere that sign you in.", SocialIdentityRow, ()),
    ("api_tokens.json", "Tokens of your programs, without the tokens.", ApiTokenRow, ("digest",)),
    ("exports.json", "Exports like this one.", ExportRow, ()),
    ("erasures.json", "When you asked to be forgotten.", ErasureRow, ()),
)
"""Files: path, what it is, its table, and the columns left out because they protect."""
OF_OPERATORS = frozenset(
    {
        "actor_id",
        "address",
        "country",
        "device_id",
        "impersonator_family_id",
        "impersonator_id",
        "user_agent",
    }
)
"""What a row says about the operator who did it, and not about whose export it is."""


async def own_part(services: Services, person: Person) -> AsyncIterator[ExportPart]:
    """Yield what identity knows of somebody."""
    async with services.get(Database).read() as session:
        account = await session.get(AccountRow, person.account_id)
        if account is None:
            return
        yield Document("account.json", "Your account.", await _account(session, account))
        found = await session.scalars(
            select(ProfileRow).where(ProfileRow.account_id == account.id).order_by(ProfileRow.slot)
        )
        profiles = list(found)
        yield Document(
            "profiles.json",
            "Your profiles with their preferences.",
            [facts_of(row, without=("pin_hash", "name_key")) for row in profiles],
        )
        for path, about, table, left_out in LISTS:
            yield Rows(path, about, _rows(session, person, table, left_out))
    for row in profiles:
        if row.avatar.startswith(OWN):
            key = f"{folder(row.id, row.avatar.removeprefix(OWN))}/{AVATAR}"
            if await services.get(Objects).head(key):
                yield Stored(f"avatars/{row.id}.webp", f"The picture of “{row.name}”.", key)


async def _account(session: ReadSession, account: AccountRow) -> dict[str, Any]:
    roles = select(AccountRoleRow.role).where(AccountRoleRow.account_id == account.id)
    credential = await session.get(CredentialRow, account.id)
    totp = await session.get(TotpRow, account.id)
    codes = select(RecoveryCodeRow.created_at, RecoveryCodeRow.used_at).where(
        RecoveryCodeRow.account_id == account.id
    )
    return facts_of(account, without=("email_key", "epoch")) | {
        "roles": sorted(await session.scalars(roles)),
        "password_changed_at": credential.changed_at if credential else None,
        "authenticator_app_since": totp.confirmed_at if totp else None,
        "recovery_codes": [
            {"created_at": row.created_at, "used_at": row.used_at}
            for row in await session.execute(codes)
        ],
    }


async def _rows(
    session: ReadSession, person: Person, table: type[Any], left_out: tuple[str, ...]
) -> AsyncIterator[dict[str, Any]]:
    query = select(table).where(table.account_id == person.account_id)
    streamed = await session.stream_scalars(query.execution_options(yield_per=AT_ONCE))
    async for row in streamed:
        by_another = OF_OPERATORS if _is_an_operators(row) else ()
        yield facts_of(row, without=("account_id", *left_out, *by_another))


def _is_an_operators(row: Any) -> bool:
    if isinstance(row, AuditRow):
        return row.actor_id != row.account_id
    return isinstance(row, RefreshFamilyRow) and row.impersonator_id is not None
