"""What a batch edit may let titles play: uploads of one's own."""

from typing import Any

import httpx
import pytest

from tests.domains.catalog.conftest import TITLES, MakeAsset, MakeTitle


class TestOthersUploads:
    @pytest.mark.parametrize("field", ["asset_id", "extras"])
    async def test_are_not_for_creators_to_take(
        self,
        creator: httpx.AsyncClient,
        other: httpx.AsyncClient,
        make_title: MakeTitle,
        make_asset: MakeAsset,
        field: str,
    ) -> None:
        title = await make_title()
        theirs = str(await make_asset(other))
        values = {"asset_id": theirs, "extras": [{"kind": "trailer", "asset_id": theirs}]}
        wish: dict[str, Any] = {"ids": [title["id"]], "change": {"set": {field: values[field]}}}
        answer = await creator.post("/api/v1/batch", json=wish)
        assert (answer.status_code, answer.json()["code"]) == (422, "asset_not_usable")
        body = (await creator.get(f"{TITLES}/{title['id']}")).json()
        assert body["asset_id"] == title["asset_id"]
