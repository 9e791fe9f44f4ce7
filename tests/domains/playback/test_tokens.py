"""Path tokens: what they say, and what becomes of those that were tampered with."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from streamverse.domains.playback.composer import ViewerPolicy
from streamverse.domains.playback.errors import MediaTokenInvalid
from streamverse.domains.playback.tokens import MediaClaims, MediaTokens, viewer_digest
from streamverse.kit.keyring import Keyring

OLD, NEW = "an old root key that is long enough", "a new root key that is long enough"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def some_claims() -> MediaClaims:
    """Claims of a guest who may see up to 720p, in two languages."""
    return MediaClaims(
        session_id=uuid4(),
        programme_id=uuid4(),
        asset_ids=(uuid4(), uuid4()),
        viewer=viewer_digest("guest:1"),
        policy=ViewerPolicy(720, languages=("hi", "en-GB")),
        expires_at=1_900_000_000,
    )


class TestCheck:
    @given(position=some.integers(0, 10_000), letter=some.sampled_from(LETTERS))
    def test_refuses_a_token_with_any_letter_changed(self, position: int, letter: str) -> None:
        tokens = MediaTokens(Keyring((NEW,)))
        token = tokens.sign(some_claims())
        position %= len(token)
        changed = token[:position] + letter + token[position + 1 :]
        if changed != token:
            with pytest.raises(MediaTokenInvalid):
                tokens.check(changed)

    @given(rubbish=some.text(max_size=300))
    def test_refuses_what_is_no_token(self, rubbish: str) -> None:
        with pytest.raises(MediaTokenInvalid):
            MediaTokens(Keyring((NEW,))).check(rubbish)

    def test_refuses_one_that_another_key_signed(self) -> None:
        token = MediaTokens(Keyring((OLD,))).sign(some_claims())
        with pytest.raises(MediaTokenInvalid):
            MediaTokens(Keyring((NEW,))).check(token)

    def test_refuses_a_second_spelling_of_a_good_token(self) -> None:
        tokens = MediaTokens(Keyring((NEW,)))
        token = tokens.sign(some_claims())
        for other in (token + "=", token + "\n", " " + token, token + "AAAA"):
            with pytest.raises(MediaTokenInvalid):
                tokens.check(other)

    def test_gives_back_all_that_was_signed(self) -> None:
        tokens = MediaTokens(Keyring((NEW,)))
        for claims in (some_claims(), replace(some_claims(), policy=ViewerPolicy(None, True))):  # noqa: FBT003 - brief
            assert MediaTokens(Keyring((NEW,))).check(tokens.sign(claims)) == claims

    def test_still_takes_what_the_key_before_signed(self) -> None:
        claims = some_claims()
        token = MediaTokens(Keyring((OLD,))).sign(claims)
        assert MediaTokens(Keyring((NEW, OLD))).check(token) == claims

    def test_names_no_viewer(self) -> None:
        assert viewer_digest("account:1") != viewer_digest("account:2")
        assert len(viewer_digest("account:1")) == 8
