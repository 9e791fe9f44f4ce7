"""Refresh: each refresh token counts once; a second use ends the sign-in it belongs to."""

from uuid import UUID

from streamverse.domains.identity import audit, cookies
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.errors import CsrfRefused, RefreshRefused
from streamverse.domains.identity.events import SignInEnded
from streamverse.domains.identity.models import RefreshFamilyRow
from streamverse.domains.identity.repository import accounts, sign_ins
from streamverse.domains.identity.service.begin_sign_in import Tokens, digest_of, next_tokens
from streamverse.domains.identity.service.devices.note_use import note_use
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

REUSED = "refresh_token_reused"
SIGNED_OUT = "signed_out"
AGAIN = "Sign in again to go on."


async def refresh(services: Services, token: str, *, csrf: str | None, address: str) -> Tokens:
    """Exchange a refresh token for a new pair. Raises RefreshRefused, CsrfRefused.

    `csrf` is what a cookie caller sent as its proof, None for a bearer. A reuse is stored
    before it is refused, so the refusal comes after the transaction.
    """
    now = services.get(Clock).now()
    digest = digest_of(token)
    async with services.get(Database).write() as session:
        family = await sign_ins.family_of_token(session, digest)
        if family is None or family.ended_at or family.expires_at <= now:
            raise RefreshRefused(AGAIN)
        account = await accounts.account_by_id(session, family.account_id)
        if account is None or account.epoch != family.epoch or account.state != "active":
            raise RefreshRefused(AGAIN)
        if csrf is not None:
            _require_own_page(services, family.id, csrf)
        if await sign_ins.use_token(session, digest, now):
            if family.device_id:
                await note_use(services, session, family.device_id, address, now)
            return await next_tokens(services, session, family, now)
        await sign_ins.end_family(session, family.id, REUSED, now)
        audit.record(
            session, services.get(Clock), REUSED, account_id=family.account_id, seen=_seen(family)
        )
        outbox.publish(session, SignInEnded(family.account_id, family.id, REUSED))
    await tell_changed(services, family.account_id)
    raise RefreshRefused("This refresh token was used before, so the sign-in was ended.")


async def sign_out(
    services: Services,
    *,
    family_id: UUID | None,
    refresh_token: str | None,
    csrf: str | None,
) -> None:
    """End the sign-in of an access or a refresh token; one that ended before is no error.

    `csrf` is a cookie caller's proof, None for the others. Raises CsrfRefused.
    """
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        if family_id is not None:
            family = await sign_ins.family_by_id(session, family_id)
        elif refresh_token is not None:
            family = await sign_ins.family_of_token(session, digest_of(refresh_token))
        else:
            family = None
        if family is None:
            return
        if csrf is not None:
            _require_own_page(services, family.id, csrf)
        if not await sign_ins.end_family(session, family.id, SIGNED_OUT, now):
            return
        audit.record(
            session,
            services.get(Clock),
            SIGNED_OUT,
            account_id=family.account_id,
            seen=_seen(family),
        )
        outbox.publish(session, SignInEnded(family.account_id, family.id, SIGNED_OUT))
    await tell_changed(services, family.account_id)


def _seen(family: RefreshFamilyRow) -> Seen:
    return Seen(family.address, None, family.device_id)


def _require_own_page(services: Services, family_id: UUID, csrf: str) -> None:
    keyring = keyring_of(services.get(Settings))
    if not cookies.is_csrf_token(keyring, family_id, csrf):
        raise CsrfRefused(f"Send the value of the cookie {cookies.CSRF} as X-CSRF-Token.")
