"""Sealing: only our keys open it, for its owner only."""

import pytest

from streamverse.domains.identity.sealing import SealBroken, seal, unseal
from streamverse.kit.keyring import Keyring

PURPOSE = "test.sealing"
OLD, NEW = "o" * 40, "n" * 40


class TestUnseal:
    def test_refuses_what_belongs_to_somebody_else(self) -> None:
        ring = Keyring((NEW,))
        sealed = seal(ring, PURPOSE, b"secret", bound_to=b"asha")
        with pytest.raises(SealBroken):
            unseal(ring, PURPOSE, sealed, bound_to=b"ravi")

    def test_refuses_what_another_key_sealed(self) -> None:
        sealed = seal(Keyring((OLD,)), PURPOSE, b"secret", bound_to=b"asha")
        with pytest.raises(SealBroken):
            unseal(Keyring((NEW,)), PURPOSE, sealed, bound_to=b"asha")
        with pytest.raises(SealBroken):
            unseal(Keyring((OLD,)), "test.another", sealed, bound_to=b"asha")

    @pytest.mark.parametrize("place", [0, 10, 25, -1])
    def test_refuses_what_was_tampered_with(self, place: int) -> None:
        ring = Keyring((NEW,))
        sealed = bytearray(seal(ring, PURPOSE, b"secret", bound_to=b"asha"))
        sealed[place] ^= 1
        for broken in (bytes(sealed), bytes(sealed[:12]), b""):
            with pytest.raises(SealBroken):
                unseal(ring, PURPOSE, broken, bound_to=b"asha")

    def test_opens_what_an_older_root_sealed_and_says_so(self) -> None:
        sealed = seal(Keyring((OLD,)), PURPOSE, b"secret", bound_to=b"asha")
        opened = unseal(Keyring((NEW, OLD)), PURPOSE, sealed, bound_to=b"asha")
        assert opened.secret == b"secret"
        assert not opened.is_current

    def test_opens_what_was_sealed_and_never_seals_twice_alike(self) -> None:
        ring = Keyring((NEW, OLD))
        sealed = seal(ring, PURPOSE, b"secret", bound_to=b"asha")
        opened = unseal(ring, PURPOSE, sealed, bound_to=b"asha")
        assert (opened.secret, opened.is_current) == (b"secret", True)
        assert seal(ring, PURPOSE, b"secret", bound_to=b"asha") != sealed
        assert b"secret" not in sealed
