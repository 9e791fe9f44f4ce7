"""What of identity is personal, what is kept and why, and what is deleted after how long."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from streamverse.domains.identity.repository import retention
from streamverse.domains.identity.service.privacy.own_part import own_part
from streamverse.domains.identity.service.privacy.taking_part import taking_part
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.privacy import Retention
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

ATTEMPTS_KEPT_DAYS = 2
LINKS_KEPT_DAYS = 30

PERSONAL = {
    "accounts": "account.json; the row is deleted last",
    "account_roles": "account.json; deleted with the account",
    "credentials": "account.json says when; deleted with the account",
    "totp_secrets": "account.json says when; deleted with the account",
    "recovery_codes": "account.json says when; deleted with the account",
    "profiles": "profiles.json and avatars/; deleted with the account",
    "consents": "consents.json; deleted with the account",
    "devices": "devices.json; deleted with the account",
    "refresh_families": "sign_ins.json; deleted with the account",
    "passkeys": "passkeys.json; deleted with the account",
    "social_identities": "social_identities.json; deleted with the account",
    "api_tokens": "api_tokens.json; deleted with the account",
    "privacy_exports": "exports.json; deleted with the account, files first",
    "audit_entries": "security_log.json; loses place, device and facts, and goes with age",
    "erasures": "erasures.json; the id stays for a time, as proof that we did what was asked",
    "invitations": "deleted with the account; goes with age",
    "mailed_links": "deleted with the account; goes with age",
}
KEPT = {
    "refresh_tokens": "hashes of a sign-in's tokens; they go with the sign-in",
    "second_factor_tries": "a counter against guessing; goes with the account",
    "second_factor_tickets": "minutes old; goes with the account",
    "device_codes": "minutes old; goes with the account, else after two days",
    "sign_in_failures": "a counter under the MAC of an email, which nobody can turn back",
    "privacy_export_answers": "which domain answered; goes with the export",
    "erasure_answers": "which domain answered",
}


def _forgetting(
    forget: Callable[[WriteSession, datetime], Awaitable[int]],
) -> Callable[[Services, datetime], Awaitable[int]]:
    async def forget_all(services: Services, before: datetime) -> int:
        total = 0
        while True:
            async with services.get(Database).write() as session:
                count = await forget(session, before)
            total += count
            if count < retention.BATCH:
                return total

    return forget_all


FORGOTTEN: tuple[
    tuple[str, Callable[[Settings], int], Callable[[WriteSession, datetime], Awaitable[int]]], ...
] = (
    ("sign_ins", lambda settings: settings.sign_ins_kept_days, retention.forget_sign_ins),
    ("devices", lambda settings: settings.devices_kept_days, retention.forget_devices),
    ("audit", lambda settings: settings.audit_kept_days, retention.forget_audit),
    ("erasures", lambda settings: settings.audit_kept_days, retention.forget_erasures),
    ("exports", lambda settings: settings.exports_kept_days, retention.forget_exports),
    ("links", lambda _: LINKS_KEPT_DAYS, retention.forget_links),
    ("attempts", lambda _: ATTEMPTS_KEPT_DAYS, retention.forget_attempts),
)
RETENTION = tuple(Retention(what, days, _forgetting(forget)) for what, days, forget in FORGOTTEN)

PRIVACY = taking_part("identity", own_part, None)
