"""Show API tokens and machines' keys: never more of one than its first characters."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.models import ApiTokenRow
from streamverse.domains.identity.repository import api_tokens as repository
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token as a list shows it. `prefix` is what can be seen of it."""

    id: UUID
    account_id: UUID
    name: str
    prefix: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    last_address: str | None


async def list_tokens(session: ReadSession, account_id: UUID) -> list[ApiToken]:
    """Return a person's own tokens."""
    return [shown(row) for row in await repository.of_account(session, account_id)]


async def list_machine_keys(session: ReadSession) -> list[ApiToken]:
    """Return the machines' keys, whoever made them."""
    return [shown(row) for row in await repository.of_machines(session)]


def shown(row: ApiTokenRow) -> ApiToken:
    """Return a token as a list shows it."""
    return ApiToken(
        id=row.id,
        account_id=row.account_id,
        name=row.name,
        prefix=row.prefix,
        scopes=tuple(row.scopes),
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        last_address=row.last_address,
    )
