"""Setting up says in words what is missing, and does nothing twice."""

import sys
from pathlib import Path

import pytest

from scripts import setup


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone in which nothing was set up yet."""
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    return tmp_path


class TestCheckPython:
    @pytest.mark.usefixtures("fresh")
    def test_refuses_an_old_one_and_says_which_it_is(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
        with pytest.raises(setup.CannotSetUp, match=r"3\.11 or newer; this is 3\.10\.4"):
            setup.check_python()

    @pytest.mark.usefixtures("fresh")
    def test_names_the_package_that_brings_what_is_missing(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(setup, "is_importable", {"venv": True, "ensurepip": False}.get)
        with pytest.raises(setup.CannotSetUp) as refused:
            setup.check_python()
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        assert "This Python lacks ensurepip" in str(refused.value)
        assert f"apt-get install python{version}-venv" in str(refused.value)

    def test_asks_for_nothing_once_there_is_a_venv(
        self, fresh: Path, monkeypatch: pytest.MonkeyPatch
    ):
        python = fresh / ".venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.touch()
        nothing: dict[str, bool] = {}
        monkeypatch.setattr(setup, "is_importable", nothing.get)
        setup.check_python()


class TestAStep:
    def test_is_done_again_only_when_a_file_it_depends_on_changed(self, fresh: Path):
        lock, stamp = fresh / "a.lock", fresh / "stamp"
        lock.write_text("one")
        stamp.write_text(setup.fingerprint([lock]))
        assert setup.is_fresh(stamp, setup.fingerprint([lock]))
        lock.write_text("two")
        assert not setup.is_fresh(stamp, setup.fingerprint([lock]))

    def test_tells_what_a_child_said_when_it_fails(self):
        saying = [sys.executable, "-c", "import sys; sys.exit('no such mirror')"]
        with pytest.raises(setup.CannotSetUp, match="no such mirror"):
            setup.run(saying)


class TestBrowser:
    @pytest.mark.usefixtures("fresh")
    def test_says_what_to_install_when_there_is_none_to_be_had(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(setup, "find_browser", lambda: None)
        monkeypatch.setenv("PATH", "")
        with pytest.raises(setup.CannotSetUp, match="apt-get install chromium"):
            setup.browser()

    def test_takes_the_one_that_is_named(self, fresh: Path, monkeypatch: pytest.MonkeyPatch):
        chrome = fresh / "my-chrome"
        chrome.touch()
        monkeypatch.setenv("CHROMIUM", str(chrome))
        assert setup.find_browser() == str(chrome)
