"""What is imported is declared: nothing comes along by chance."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = {"streamverse", "tests", "bench", "scripts", "setup"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def imported(*folders: str) -> set[str]:
    """Return the top-level names of what is imported from outside."""
    names: set[str] = set()
    for file in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - OURS


def declared(*groups: str) -> set[str]:
    """Return the normal names of the project's dependencies and of these groups."""
    wanted: list[str] = list(PROJECT["project"]["dependencies"])
    for group in groups:
        wanted += PROJECT["dependency-groups"][group]
    return {normal(re.split(r"[\[<>=~! ;]", each)[0]) for each in wanted}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def undeclared(names: set[str], known: set[str]) -> set[str]:
    """Return the imported names that none of the known distributions brings."""
    brought_by = packages_distributions()
    return {name for name in names if not {normal(each) for each in brought_by[name]} & known}


class TestImports:
    def test_of_the_product_are_its_dependencies(self):
        assert undeclared(imported("src"), declared()) == set()

    def test_of_tests_and_tools_are_declared_too(self):
        names = imported("src", "tests", "bench", "scripts")
        assert undeclared(names, declared("dev")) == set()
