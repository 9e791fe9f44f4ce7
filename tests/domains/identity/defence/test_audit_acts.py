"""Every security act leaves an entry in the audit log, in the transaction of the act."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from streamverse.domains import identity
from streamverse.domains.identity.routes import router

MINE = "/api/v1/me/security-log"
SOURCES = Path(identity.__file__).parent

LEAVES = {
    "POST /auth/register": "account_created",
    "POST /auth/login": "signed_in",
    "POST /auth/refresh": "refresh_token_reused",
    "POST /auth/logout": "signed_out",
    "POST /auth/verify": "email_verified",
    "POST /auth/email/confirm": "email_changed",
    "POST /auth/email/undo": "email_change_undone",
    "POST /auth/unlock": "sign_in_unlocked",
    "POST /auth/reset/request": "password_reset_asked",
    "POST /auth/reset": "password_changed",
    "POST /auth/passkey": "signed_in",
    "POST /auth/login/second-factor": "second_factor_refused",
    "POST /auth/operator/login": "operator_sign_in_refused",
    "POST /auth/operator/second-factor": "signed_in",
    "POST /auth/step-up": "stepped_up",
    "POST /auth/device/token": "signed_in",
    "POST /auth/device/{user_code}/approve": "device_approved",
    "POST /auth/device/{user_code}/deny": "device_denied",
    "POST /auth/parental-consent": "parental_consent_given",
    "POST /auth/erasure/cancel": "erasure_cancelled",
    "POST /auth/view-as/end": "viewing_ended",
    "POST /me/email": "email_change_asked",
    "POST /me/password": "password_changed",
    "POST /me/totp/confirm": "totp_on",
    "DELETE /me/totp": "totp_off",
    "POST /me/recovery-codes": "recovery_codes_made",
    "POST /me/passkeys": "passkey_added",
    "PATCH /me/passkeys/{passkey_id}": "passkey_renamed",
    "DELETE /me/passkeys/{passkey_id}": "passkey_removed",
    "DELETE /me/social/{provider}": "social_unlinked",
    "DELETE /me/devices/{device_id}": "device_revoked",
    "POST /me/devices/sign-out-others": "others_signed_out",
    "POST /me/exports": "export_asked",
    "POST /me/erasure": "erasure_asked",
    "DELETE /me/erasure": "erasure_cancelled",
    "POST /me/api-tokens": "api_token_made",
    "DELETE /me/api-tokens/{token_id}": "api_token_revoked",
    "POST /profiles": "profile_created",
    "PATCH /profiles/{profile_id}": "profile_ceiling_changed",
    "DELETE /profiles/{profile_id}": "profile_removed",
    "PUT /profiles/{profile_id}/pin": "profile_pin_set",
    "DELETE /profiles/{profile_id}/pin": "profile_pin_removed",
    "POST /profiles/{profile_id}/enter": "profile_pin_locked",
    "PUT /admin/accounts/{account_id}/roles": "roles_changed",
    "POST /admin/accounts/{account_id}/suspend": "account_suspended",
    "POST /admin/accounts/{account_id}/restore": "account_restored",
    "POST /admin/accounts/{account_id}/sign-out": "signed_out_by_operator",
    "POST /admin/accounts/{account_id}/view-as": "viewed_as",
    "PUT /admin/roles/{name}": "role_changed",
    "DELETE /admin/roles/{name}": "role_removed",
    "POST /admin/invitations": "invitation_made",
    "DELETE /admin/invitations/{invitation_id}": "invitation_withdrawn",
    "POST /admin/api-keys": "api_key_made",
    "DELETE /admin/api-keys/{key_id}": "api_key_revoked",
}
SILENT = {
    "POST /auth/password-strength": "changes nothing",
    "POST /auth/reset/check": "changes nothing",
    "POST /auth/parental-consent/check": "changes nothing",
    "POST /auth/verify/request": "only mails a link; its use is an entry",
    "POST /auth/login/second-factor/options": "only makes a challenge",
    "POST /auth/passkey/options": "only makes a challenge",
    "POST /auth/step-up/options": "only makes a challenge",
    "POST /me/passkeys/options": "only makes a challenge",
    "POST /me/totp": "nothing is on before it is confirmed",
    "POST /auth/device": "nobody is signed in yet",
    "PATCH /me": "names and languages guard nothing",
    "PATCH /me/devices/{device_id}": "a name",
    "PUT /profiles/{profile_id}/avatar": "a picture",
    "PATCH /profiles/{profile_id}/preferences": "preferences",
    "PATCH /me/preferences": "preferences",
    "PUT /me/consents/{kind}": "the consents are a log of their own",
}


def changing_endpoints() -> set[str]:
    """Every endpoint of identity that is not a mere question."""
    app = FastAPI()
    app.include_router(router)
    paths: dict[str, dict[str, Any]] = app.openapi()["paths"]
    return {
        f"{method.upper()} {path}"
        for path, operations in paths.items()
        for method in operations
        if method != "get"
    }


class TestEveryAct:
    def test_has_its_entry_or_a_reason_why_not(self) -> None:
        assert changing_endpoints() == LEAVES.keys() | SILENT.keys()

    @pytest.mark.parametrize("action", sorted({*LEAVES.values(), "sign_in_failed"}))
    def test_is_written_down_somewhere(self, action: str) -> None:
        sources = (path.read_text() for path in (SOURCES / "service").rglob("*.py"))
        assert any(re.search(rf'"{action}"', source) for source in sources)

    async def test_of_a_day_leaves_its_entry(self, signed_in: httpx.AsyncClient, asha: str) -> None:
        async def do(method: str, path: str, **body: Any) -> dict[str, Any]:
            answer = await signed_in.request(method, f"/api/v1{path}", json=body or None)
            assert answer.is_success, answer.text
            return answer.json() if answer.content else {}

        wrong = {"email": asha, "password": "a loud river 8"}
        await signed_in.post("/api/v1/auth/login", json=wrong)
        await do("POST", "/auth/reset/request", email=asha)
        await do("POST", "/me/email", email="new@example.com")
        profile = await do("POST", "/profiles", name="Kid", is_kids=True)
        await do("PUT", f"/profiles/{profile['id']}/pin", pin="4711")
        await do("PATCH", f"/profiles/{profile['id']}", max_age=0)
        await do("DELETE", f"/profiles/{profile['id']}/pin")
        await do("DELETE", f"/profiles/{profile['id']}")
        token = await do("POST", "/me/api-tokens", name="Backup", scopes=["account:read"])
        await do("DELETE", f"/me/api-tokens/{token['id']}")
        screen = await do("POST", "/auth/device")
        await do("POST", f"/auth/device/{screen['user_code']}/deny")
        await do("POST", "/me/devices/sign-out-others")
        entries = (await signed_in.get(MINE)).json()["items"]
        assert [each["action"] for each in reversed(entries)][2:] == [
            "sign_in_failed",
            "password_reset_asked",
            "email_change_asked",
            "profile_created",
            "profile_pin_set",
            "profile_ceiling_changed",
            "profile_pin_removed",
            "profile_removed",
            "api_token_made",
            "api_token_revoked",
            "device_denied",
            "others_signed_out",
        ]
        assert {each["address"] for each in entries[:12]} == {"127.0.0.1"}
