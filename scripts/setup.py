"""Set up what the work at hand needs: `setup.py [web] [dev] [chromium]`. Standard library only.

Each step is skipped when what it depends on has not changed since it last succeeded: a hash of
its inputs is kept beside its result.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
CLIENTS = ROOT / "clients"
DIST = CLIENTS / "web" / "dist"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (20, 19)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


class CannotSetUp(Exception):
    """Something is missing that only the person at the keyboard can mend."""


def main(wanted: list[str]) -> None:
    """Do the steps named on the command line, and the Python part always."""
    check_python()
    python_packages("dev" if "dev" in wanted or has_dev_packages() else "runtime")
    if "web" in wanted:
        web_site()
    if "chromium" in wanted:
        browser()


def check_python() -> None:
    """Say in words what this Python lacks."""
    if sys.version_info < OLDEST_PYTHON:
        version = ".".join(map(str, sys.version_info[:3]))
        msg = (
            f"StreamVerse needs Python 3.11 or newer; this is {version} ({sys.executable}).\n"
            "If a newer one is installed, name it: make run PYTHON=python3.12"
        )
        raise CannotSetUp(msg)
    missing = [name for name in ("venv", "ensurepip") if not is_importable(name)]
    if missing and not (VENV / "bin" / "python").exists():
        short = f"{sys.version_info.major}.{sys.version_info.minor}"
        msg = (
            f"This Python lacks {' and '.join(missing)}, which make its own folder of packages.\n"
            f"  Debian, Ubuntu:  sudo apt-get install python{short}-venv\n"
            "  Fedora:          sudo dnf install python3-pip\n"
            "  macOS:           brew install python@3.12\n"
            "Then run the same command again."
        )
        raise CannotSetUp(msg)


def is_importable(name: str) -> bool:
    """Tell whether a module can be imported, without keeping it."""
    finding = [sys.executable, "-c", f"import {name}"]
    return subprocess.run(finding, capture_output=True, check=False).returncode == 0


def python_packages(lock_name: str) -> None:
    """Fill .venv from the hashed lock and link this folder into it."""
    lock = ROOT / "requirements" / f"{lock_name}.lock"
    stamp = VENV / f"{lock_name}.stamp"
    inputs = fingerprint([lock, ROOT / "pyproject.toml"], sys.version, str(ROOT))
    if is_fresh(stamp, inputs):
        return
    if not (VENV / "bin" / "python").exists():
        say("Making .venv")
        run([sys.executable, "-m", "venv", str(VENV)])
    pip = [
        str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet",
        "install", "--no-input",
    ]  # fmt: skip
    purpose = "the service" if lock_name == "runtime" else "the service and its tests"
    say(f"Installing Python packages for {purpose} (a minute or two)")
    run([*pip, "--no-deps", "--require-hashes", "--requirement", str(lock)])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    stamp.write_text(inputs)


def has_dev_packages() -> bool:
    """Tell whether a developer set this folder up; `make run` then keeps it so."""
    return (VENV / "dev.stamp").exists()


def web_site() -> None:
    """Install the front end's packages and build the site."""
    lock = CLIENTS / "package-lock.json"
    node = node_environment()
    packages = fingerprint([lock, *CLIENTS.glob("**/package.json")], skip="node_modules")
    stamp = CLIENTS / "node_modules" / ".stamp"
    if not is_fresh(stamp, packages):
        say("Installing front-end packages")
        run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], CLIENTS, node)
        stamp.write_text(packages)
    inputs = fingerprint(site_sources(), packages)
    if not is_fresh(DIST / ".stamp", inputs):
        say("Building the web site")
        run(["npm", "run", "--silent", "build", "--", "--logLevel=error"], CLIENTS, node)
        (DIST / ".stamp").write_text(inputs)


def site_sources() -> Iterator[Path]:
    """Yield every file the built site depends on."""
    for folder, folders, files in os.walk(CLIENTS):
        folders[:] = [name for name in folders if name not in {"node_modules", "dist"}]
        yield from (Path(folder, name) for name in files if ".test." not in name)


def node_environment() -> dict[str, str]:
    """Return an environment whose PATH has a Node new enough: the system's, else a wheel's."""
    if node_version("node") >= OLDEST_NODE and shutil.which("npm"):
        return dict(os.environ)
    binaries = VENV / "bin"
    if not (binaries / "npm").exists():
        say("Installing Node.js")
        lock = ROOT / "requirements" / "node.lock"
        pip = [str(binaries / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        run([*pip, "install", "--require-hashes", "-r", str(lock)])
    return {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"}


def node_version(program: str) -> tuple[int, ...]:
    """Return the version of a Node on the PATH, () without one."""
    path = shutil.which(program)
    if path is None:
        return ()
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in said.strip().lstrip("v").split(".") if part.isdigit())


def browser() -> None:
    """Make sure that the browser tests find a Chrome or Chromium."""
    if find_browser():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("Installing Chromium for the browser tests")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update", "-qq"], environment=quiet)
        run(["apt-get", "install", "-qq", "--yes", "chromium"], environment=quiet)
    if not find_browser():
        msg = (
            "The browser tests need Chrome or Chromium, and none was found.\n"
            "  Debian:   sudo apt-get install chromium\n"
            "  Fedora:   sudo dnf install chromium\n"
            "  macOS:    brew install --cask google-chrome\n"
            "Or name one that you have: CHROMIUM=/path/to/chrome make test"
        )
        raise CannotSetUp(msg)


def find_browser() -> str | None:
    """Return the path of a Chrome or Chromium; CHROMIUM names one."""
    named = os.environ.get("CHROMIUM")
    found = [named, *map(shutil.which, BROWSERS), str(MAC_CHROME)]
    return next((path for path in found if path and Path(path).exists()), None)


def fingerprint(files: Iterable[Path], *more: str, skip: str = "") -> str:
    """Return a hash of files' names and bytes."""
    digest = hashlib.sha256("\0".join(more).encode())
    for file in sorted(files):
        if file.is_file() and (not skip or skip not in file.parts):
            digest.update(f"\0{file.relative_to(ROOT)}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def is_fresh(stamp: Path, inputs: str) -> bool:
    """Tell whether a step's inputs are those of its last success."""
    return stamp.is_file() and stamp.read_text() == inputs


def say(what: str) -> None:
    """Tell the person waiting what takes its time."""
    print(f"  {what} …", flush=True)


def run(argv: list[str], folder: Path = ROOT, environment: dict[str, str] | None = None) -> None:
    """Run a child quietly; show what it said only when it fails."""
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.run(
            argv, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=said, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        if child.returncode:
            said.seek(0)
            words = said.read().strip()
            msg = f"{words}\n\nThis failed: {' '.join(argv)}"
            raise CannotSetUp(msg)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except CannotSetUp as reason:
        sys.exit(f"\n{reason}")
    except KeyboardInterrupt:
        sys.exit(130)
