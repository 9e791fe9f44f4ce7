"""What an operator may set about identity providers, and what is said about mistakes."""

import json
from typing import Any

import pytest

from streamverse.kit.settings import WrongSettings, load_settings

WORK = {
    "id": "work",
    "name": "Work",
    "issuer": "https://id.example/realms/staff",
    "client_id": "streamverse",
    "client_secret": "do-not-tell",
}


class TestIssuers:
    @pytest.mark.parametrize(
        "setting",
        [
            "not json",
            json.dumps(WORK),
            json.dumps([WORK, WORK]),
            json.dumps([WORK | {"id": "google"}]),
            json.dumps([WORK | {"id": "Work 1"}]),
            json.dumps([WORK | {"issuer": "ftp://id.example"}]),
            json.dumps([WORK | {"client_secret": {"do-not-tell": 1}}]),
            json.dumps([{"id": "work", "client_secret": "do-not-tell"}]),
            json.dumps(["do-not-tell"]),
        ],
    )
    def test_that_cannot_be_used_are_named_without_their_secrets(
        self, setting: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("STREAMVERSE_OIDC_ISSUERS", setting)
        with pytest.raises(WrongSettings) as refusal:
            load_settings()
        assert "STREAMVERSE_OIDC_ISSUERS" in str(refusal.value)
        assert "do-not-tell" not in str(refusal.value)

    @pytest.mark.parametrize("setting", ["", "[]", json.dumps([WORK])])
    def test_are_none_or_some(self, setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("STREAMVERSE_OIDC_ISSUERS", setting)
        issuers: list[Any] = list(load_settings().issuers)
        assert [issuer.id for issuer in issuers] == (["work"] if "work" in setting else [])
        assert "do-not-tell" not in repr(issuers)


class TestAddresses:
    def test_of_built_in_providers_are_the_usual_ones_unless_set(self) -> None:
        addresses = json.dumps({"google": "http://127.0.0.1:9/"})
        settings = load_settings(social_addresses=addresses)
        assert settings.social_address("google", "https://g.example") == "http://127.0.0.1:9"
        assert settings.social_address("apple", "https://a.example") == "https://a.example"

    def test_are_an_object(self) -> None:
        with pytest.raises(WrongSettings):
            load_settings(social_addresses="[]")
