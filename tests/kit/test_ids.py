"""Identifiers."""

import time
from itertools import pairwise

from streamverse.kit.ids import new_id


class TestNewId:
    def test_is_a_uuid_of_version_7_that_knows_its_time(self) -> None:
        before = time.time_ns() // 1_000_000
        made = new_id()
        assert made.version == 7
        assert made.variant == "specified in RFC 4122"
        assert before <= made.int >> 80 <= time.time_ns() // 1_000_000 + 1

    def test_rises_also_within_a_millisecond(self) -> None:
        made = [new_id() for _ in range(5_000)]
        assert all(one < two for one, two in pairwise(made))
