"""Answer "is it good?": `check.py quick`, `all`, `format` or `openapi`. Quiet when it is."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from setup import CLIENTS, ROOT, find_browser, node_environment

BIN = ROOT / ".venv" / "bin"
SNAPSHOT = ROOT / "docs" / "api" / "openapi.json"
TYPESCRIPT = CLIENTS / "packages" / "api" / "src" / "schema.d.ts"
PYTHON_FOLDERS = ("src", "tests", "bench", "scripts")
APART = "browser or alone or soak"
WORKERS = str(min(os.cpu_count() or 1, 4))


@dataclass(frozen=True, slots=True)
class Step:
    """One check: a command that says nothing of interest unless it fails."""

    name: str
    argv: tuple[str, ...]
    folder: Path = ROOT


@dataclass(frozen=True, slots=True)
class Count:
    """How many tests ran, by outcome."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        """Add two runs up."""
        return Count(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )


def quick_steps() -> tuple[Step, ...]:
    """Return the checks that take seconds, the likeliest to fail first."""
    return (
        Step("format", (f"{BIN}/ruff", "format", "--check", *PYTHON_FOLDERS)),
        Step("lint", (f"{BIN}/ruff", "check", "--quiet", *PYTHON_FOLDERS)),
        Step("walls", (f"{BIN}/lint-imports", "--no-cache")),
        Step("web lint", ("npm", "run", "--silent", "lint"), CLIENTS),
        Step("web types", ("npm", "run", "--silent", "types"), CLIENTS),
        Step("API snapshot", (sys.executable, __file__, "snapshot")),
        Step("types", (f"{BIN}/pyright", "--warnings")),
    )


def main(wanted: str) -> int:
    """Run what is wanted; return the exit code."""
    os.environ.update(node_environment())
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    if wanted == "format":
        subprocess.run((f"{BIN}/ruff", "check", "--fix", "--quiet", *PYTHON_FOLDERS), check=False)
        subprocess.run((f"{BIN}/ruff", "format", "--quiet", *PYTHON_FOLDERS), check=True)
        subprocess.run(("npm", "run", "--silent", "format"), cwd=CLIENTS, check=True)
        return 0
    if wanted == "openapi":
        write_api(SNAPSHOT, TYPESCRIPT)
        subprocess.run((sys.executable, ROOT / "scripts" / "settings_page.py"), check=True)
        return 0
    if wanted == "snapshot":
        return snapshot_differs()
    steps = quick_steps()
    with ThreadPoolExecutor(2) as beside:  # the slow ones are deaf to a second core
        failures = [
            step.name
            for step, good in zip(steps, beside.map(passes, steps), strict=True)
            if not good
        ]
    if failures:
        print(f"\nNot good yet: {', '.join(failures)}.")
        return 1
    return everything() if wanted == "all" else 0


def everything() -> int:
    """Run every test: those that don't mind side by side, the browser's, then one by one."""
    os.environ.setdefault("CHROMIUM", find_browser() or "")
    web = Step("web tests", ("npm", "test", "--silent", "--", "--reporter=dot"), CLIENTS)
    if not passes(web):
        return 1
    side_by_side = ("-n", WORKERS, "--dist", "loadfile", "-m")
    counts = [
        pytest(*side_by_side, f"not ({APART})"),
        pytest(*side_by_side, "browser and not alone"),
        pytest("-m", "alone and not soak"),
    ]
    total = sum(counts, Count())
    skipped = f", {total.skipped} skipped" if total.skipped else ""
    print(f"\n{total.passed} passed, {total.failed} failed{skipped}", flush=True)
    return 1 if total.failed or not all(count.passed for count in counts) else 0


def passes(step: Step) -> bool:
    """Run one check and print a line about it; what it said only when it fails."""
    begun = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.run(
            step.argv,
            cwd=step.folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            check=False,
        )
        seconds = time.monotonic() - begun
        print(f"  {'✗' if child.returncode else '✓'} {step.name:<14}{seconds:5.1f} s", flush=True)
        if child.returncode:
            said.seek(0)
            print(said.read())
    return child.returncode == 0


def pytest(*arguments: str) -> Count:
    """Run pytest, showing its dots; return what it counted. A run cut short counts as failed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [str(BIN / "pytest"), "-q", "--durations=5", f"--junitxml={report}", *arguments]
        code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
        if not report.exists():
            return Count(failed=1)
        suite = next(ET.parse(report).getroot().iter("testsuite"))
    tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    return Count(tests - failed - skipped, failed or int(code not in {0, 5}), skipped)


def write_api(snapshot: Path, typescript: Path) -> None:
    """Write the API's description and the TypeScript types made from it."""
    subprocess.run((f"{BIN}/streamverse", "openapi", str(snapshot)), cwd=ROOT, check=True)
    generate = ("npx", "--no-install", "openapi-typescript", str(snapshot), "-o", str(typescript))
    quiet = subprocess.DEVNULL
    # What has a default may be left out of a request.
    options = ("--alphabetize", "--default-non-nullable", "false")
    subprocess.run((*generate, *options), cwd=CLIENTS, check=True, stdout=quiet)


def snapshot_differs() -> int:
    """Say which of the two committed files no longer fits the code; 0 when both do."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, SNAPSHOT.name), Path(folder, TYPESCRIPT.name)
        write_api(*fresh)
        stale = list(differing((SNAPSHOT, TYPESCRIPT), fresh))
    for name in stale:
        print(f"{name} does not fit the code: run `make openapi` and look at the difference.")
    return 1 if stale else 0


def differing(committed: tuple[Path, ...], fresh: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the committed files whose words differ from the fresh ones."""
    for old, new in zip(committed, fresh, strict=True):
        if not old.exists() or words(old) != words(new):
            yield old.relative_to(ROOT)


def words(file: Path) -> str:
    """Return a file's text without its layout."""
    return re.sub(r"\s+", " ", file.read_text())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
