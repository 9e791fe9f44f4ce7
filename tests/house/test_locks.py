"""The locks work behind any mirror: hashes, and no index's address."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


def pinned(lock: Path) -> set[str]:
    """Return a lock's lines of the form `name==version`, with their markers."""
    return set(re.findall(r"^[a-z0-9][^\\\n]*", lock.read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
class TestAPythonLock:
    def test_names_no_address(self, lock: Path):
        assert not re.search(r"://|--index|--find-links", lock.read_text())

    def test_has_a_hash_for_every_package(self, lock: Path):
        packages = re.split(r"\n(?=[a-z0-9])", lock.read_text().strip())
        assert [each for each in packages if "--hash=sha256:" not in each] == []


class TestTheRuntimeLock:
    def test_is_a_part_of_the_developers_lock(self):
        runtime, dev = (
            pinned(ROOT / "requirements" / f"{name}.lock") for name in ("runtime", "dev")
        )
        assert runtime
        assert runtime <= dev


class TestTheFrontEndLock:
    def test_has_a_hash_for_every_package_and_no_address(self):
        lock = json.loads((ROOT / "clients" / "package-lock.json").read_text())
        fetched = {
            name: each
            for name, each in lock["packages"].items()
            if "node_modules/" in name and not (each.get("link") or each.get("inBundle"))
        }
        assert fetched
        assert [name for name, each in fetched.items() if "integrity" not in each] == []
        assert [name for name, each in fetched.items() if "://" in each.get("resolved", "")] == []
