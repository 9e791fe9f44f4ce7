"""An editor imports a table in a real Chromium, and edits and takes back many titles at once."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Site
from tests.running import ADMIN_EMAIL, ADMIN_PASSWORD

pytestmark = pytest.mark.browser

TABLE = """Title;Year;Genre;Colour
Quiet Harbour;1999;Drama|Sea;blue
Loud Harbour;soon;;
Last Harbour;2004;;
"""


@pytest.fixture
async def editor(page: Page) -> Page:
    """A page where an editor has signed in and wants to import."""
    who = {"email": ADMIN_EMAIL, "password": ADMIN_PASSWORD, "transport": "cookie"}
    answer = await page.request.post("/api/v1/auth/login", data=who)
    assert answer.ok, await answer.text()
    await page.goto("/studio/import")
    return page


class TestAnImport:
    """Drop, map, check, import, take back."""

    async def test_goes_from_a_file_to_titles_and_back(
        self, editor: Page, live_service: Site, tmp_path: Path
    ) -> None:
        table = tmp_path / "harbours.csv"
        table.write_bytes(TABLE.encode("utf-16"))
        empty = tmp_path / "empty.csv"
        empty.write_text("")
        await editor.set_input_files("input[type=file]", empty)
        await expect(editor.get_by_text("The file is empty.")).to_be_visible()

        await editor.set_input_files("input[type=file]", table)
        await expect(editor.get_by_text("UTF-16, Semicolon, 4 columns")).to_be_visible()
        column = editor.get_by_label("Field for Title")
        await expect(column).to_have_value("name")
        await column.select_option("")
        await expect(editor.get_by_text("Choose a column for the name")).to_be_visible()
        await expect(editor.get_by_role("button", name="Check the rows")).to_be_disabled()
        await column.select_option("name")
        await editor.get_by_role("button", name="Check the rows").press("Enter")

        await expect(editor.get_by_text("“soon” is not a whole number.")).to_be_visible()
        await editor.reload()  # the address is the run's
        await editor.get_by_role("button", name="New 2").click()
        await expect(editor.get_by_role("cell", name="Quiet Harbour")).to_be_visible()
        await editor.get_by_role("button", name="Import 2 rows").click()
        await expect(editor.get_by_text("Imported", exact=True)).to_be_visible()
        assert (await live_service.admin.get("/api/v1/titles/quiet-harbour")).status_code == 200

        await editor.get_by_role("button", name="Undo").click()
        await editor.get_by_role("dialog").get_by_role("button", name="Undo").click()
        await expect(editor.get_by_text("2 rows were taken back.")).to_be_visible()
        gone = await live_service.admin.get("/api/v1/titles/quiet-harbour")
        assert gone.status_code in {404, 410}
