"""The keyring: a key per purpose, and a new root that does not end what the old one signed."""

import pytest
from pydantic import SecretStr

from streamverse.kit.keyring import Keyring, keyring_of
from streamverse.kit.settings import load_settings

OLD = "the-older-root-key-of-this-installation"
NEW = "the-newer-root-key-of-this-installation"


class TestKeyring:
    def test_refuses_what_another_root_or_another_purpose_signed(self) -> None:
        signature = Keyring((OLD,)).signing("media").sign(b"film")
        assert not Keyring((NEW,)).is_signed("media", b"film", signature)
        assert not Keyring((OLD,)).is_signed("guest", b"film", signature)
        assert not Keyring((OLD,)).is_signed("media", b"another film", signature)

    def test_still_takes_what_an_older_root_signed(self) -> None:
        signature = Keyring((OLD,)).signing("media").sign(b"film")
        turned = Keyring((NEW, OLD))
        assert turned.is_signed("media", b"film", signature)
        assert turned.signing("media").id == Keyring((NEW,)).signing("media").id

    def test_is_read_from_the_setting_newest_first(self) -> None:
        settings = load_settings(jwt_secret_key=SecretStr(f"{NEW}, {OLD}"))
        ids = [key.id for key in keyring_of(settings).checking("media")]
        assert ids == [key.id for key in Keyring((NEW, OLD)).checking("media")]

    def test_needs_a_root(self) -> None:
        with pytest.raises(ValueError, match="root key"):
            Keyring(())
