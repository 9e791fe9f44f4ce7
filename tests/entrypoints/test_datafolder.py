"""The data folder belongs to one process, and keeps its secrets to itself."""

import os
import stat
from pathlib import Path

import pytest

from streamverse.entrypoints.datafolder import (
    DataFolderInUse,
    Door,
    close_door,
    find_door,
    locked,
    open_door,
    with_secret,
)
from streamverse.kit.settings import load_settings


class TestLock:
    """One owner at a time."""

    def test_refuses_a_second_process(self, tmp_path: Path) -> None:
        """It says how to go on."""
        with (
            locked(tmp_path),
            pytest.raises(DataFolderInUse, match="STREAMVERSE_DATA"),
            locked(tmp_path),
        ):
            pass

    def test_is_free_again_afterwards(self, tmp_path: Path) -> None:
        """A stop leaves nothing behind."""
        with locked(tmp_path):
            pass
        with locked(tmp_path):
            pass


class TestSecret:
    """The root key of an embedded service."""

    def test_is_made_once_and_readable_by_its_owner_only(self, tmp_path: Path) -> None:
        """A restart keeps everyone signed in."""
        first = with_secret(load_settings(data=tmp_path, jwt_secret_key=""))
        second = with_secret(load_settings(data=tmp_path, jwt_secret_key=""))
        assert first.jwt_secret_key == second.jwt_secret_key
        assert len(first.jwt_secret_key.get_secret_value()) >= 32
        assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600

    def test_gives_way_to_the_one_that_is_set(self, tmp_path: Path) -> None:
        """JWT_SECRET_KEY wins."""
        settings = with_secret(load_settings(data=tmp_path, jwt_secret_key="given"))
        assert settings.jwt_secret_key.get_secret_value() == "given"


class TestDoor:
    """Where a command line finds the running service."""

    def test_is_private_and_found(self, tmp_path: Path) -> None:
        """Its token is a superuser's."""
        door = Door("http://127.0.0.1:1", "token", os.getpid())
        open_door(tmp_path, door)
        assert find_door(tmp_path) == door
        assert stat.S_IMODE((tmp_path / "service.json").stat().st_mode) == 0o600

    def test_is_not_found_when_its_process_is_gone(self, tmp_path: Path) -> None:
        """A killed service leaves its file behind; nobody falls for it."""
        open_door(tmp_path, Door("http://127.0.0.1:1", "token", 2**22 - 1))
        assert find_door(tmp_path) is None

    def test_is_closed_at_the_end(self, tmp_path: Path) -> None:
        """A clean stop takes it away."""
        open_door(tmp_path, Door("http://127.0.0.1:1", "token", os.getpid()))
        close_door(tmp_path)
        assert find_door(tmp_path) is None
