"""JSON that says credits in a way nobody can read costs its row, not the import."""

import json
from typing import Any

import pytest

from tests.domains.catalog.bulk.conftest import Imported, outcomes

ODD: list[Any] = [[1, None], [[[]]], [{"name": {}}], [{"person": 3}]]


class TestCreditsOfNobody:
    @pytest.mark.parametrize("odd", ODD)
    async def test_cost_the_row(self, imported: Imported, odd: Any) -> None:
        rows = [{"name": "A", "credits": odd, "credits.actor": ["Om Puri"]}, {"name": "B"}]
        run = await imported(json.dumps(rows), name="titles.json")
        assert (run["state"], outcomes(run)) == ("done", ["failed", "created"])
