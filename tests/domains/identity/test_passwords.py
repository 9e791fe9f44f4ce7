"""Passwords: judged in a moment, whatever somebody types."""

import time

import pytest

from streamverse.domains.identity.passwords import judge

EVERY_SIGN = "4@83({[<369&#!1/|0$57+%2"


class TestJudging:
    @pytest.mark.parametrize("password", [EVERY_SIGN * 3, EVERY_SIGN[::-1] * 5, "@4" * 36])
    def test_takes_a_moment_also_where_every_sign_may_be_a_letter(self, password: str) -> None:
        judge("warm up", "asha@example.com")
        began = time.thread_time()
        judge(password, "asha@example.com", "Asha")
        assert time.thread_time() - began < 1

    @pytest.mark.parametrize("password", ["P@$$w0rd!123", "@sh4@3x4mpl3.c0m", "(<[{4@1!|7"])
    def test_still_reads_signs_as_letters(self, password: str) -> None:
        assert judge(password, "asha@example.com").score < 4

    def test_finds_a_long_one_with_many_signs_strong(self) -> None:
        assert judge("c0rrect h(rse b@ttery 5t4ple + 7 more!").is_enough
