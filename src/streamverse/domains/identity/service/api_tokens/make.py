"""Make an API token or a machine's key. The token itself is shown once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from streamverse.domains.identity import audit
from streamverse.domains.identity.api_token_errors import (
    ScopeTooWide,
    TooManyTokens,
    UnknownScope,
)
from streamverse.domains.identity.api_tokens import digest_of, new_token, prefix_of
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.callers import READ_SCOPE, WRITE_SCOPE, Account
from streamverse.domains.identity.events import ApiTokenMade
from streamverse.domains.identity.models import ApiTokenRow
from streamverse.domains.identity.repository import api_tokens as repository
from streamverse.domains.identity.roles import EVERYTHING, Permission
from streamverse.domains.identity.service.api_tokens.show import ApiToken, shown
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services

ACCOUNT_SCOPES = frozenset({READ_SCOPE, WRITE_SCOPE})
MAX_TOKENS = 50


@dataclass(frozen=True, slots=True)
class TokenWish:
    """What somebody wants a token for. Without days it counts until it is revoked."""

    name: str
    scopes: frozenset[str]
    expires_in_days: int | None
    is_machine: bool = False


async def make_token(
    services: Services, by: Account, wish: TokenWish, seen: Seen
) -> tuple[str, ApiToken]:
    """Return a new token and how a list shows it.

    Raises UnknownScope, ScopeTooWide, TooManyTokens.
    """
    _require_held(by, wish.scopes)
    clock, token = services.get(Clock), new_token()
    now = clock.now()
    row = ApiTokenRow(
        id=new_id(),
        digest=digest_of(token),
        account_id=by.id,
        is_machine=wish.is_machine,
        name=wish.name,
        prefix=prefix_of(token),
        scopes=sorted(wish.scopes),
        created_at=now,
        expires_at=now + timedelta(days=wish.expires_in_days) if wish.expires_in_days else None,
    )
    async with services.get(Database).write() as session:
        if await repository.count_of(session, by.id) >= MAX_TOKENS:
            raise TooManyTokens(f"An account has at most {MAX_TOKENS}.")
        session.add(row)
        audit.record(
            session,
            clock,
            "api_key_made" if wish.is_machine else "api_token_made",
            account_id=by.id,
            seen=seen,
            name=wish.name,
            prefix=row.prefix,
            scopes=" ".join(row.scopes),
        )
        outbox.publish(session, ApiTokenMade(by.id, wish.name))
    return token, shown(row)


def _require_held(by: Account, scopes: Iterable[str]) -> None:
    """Scopes are what the maker may do now: an operator's only at an operator's sign-in."""
    for scope in sorted(scopes):
        if scope in ACCOUNT_SCOPES:
            continue
        if scope not in EVERYTHING:
            raise UnknownScope(f"There is no scope “{scope}”.", scope=scope)
        if not by.may(Permission(scope)):
            raise ScopeTooWide(f"You may not do “{scope}” yourself, as you are signed in now.")
