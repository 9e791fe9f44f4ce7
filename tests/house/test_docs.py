"""The pages say what the code does."""

import re
from pathlib import Path

import pytest

from scripts import settings_page
from streamverse.entrypoints.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/**/*.md")])


class TestTheSettingsPage:
    def test_is_the_one_made_from_the_settings(self):
        assert settings_page.PAGE.read_text() == settings_page.page(), "run `make openapi`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
class TestAPage:
    def test_links_to_files_that_are_there(self, page: Path):
        targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text())
        assert [target for target in targets if not (page.parent / target).exists()] == []

    def test_names_commands_that_exist(self, page: Path):
        known = {
            command.name or command.callback.__name__
            for command in app.registered_commands
            if command.callback
        }
        known |= {group.name for group in app.registered_groups}
        named = set(re.findall(r"(?:^|`)streamverse ([a-z]+)", page.read_text(), re.MULTILINE))
        assert named <= known

    def test_names_make_targets_that_exist(self, page: Path):
        targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
        named = set(re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(), re.MULTILINE))
        assert named <= targets
