"""Write the locks anew: newest versions that fit, hashed, without any index's address."""

import subprocess
import sys
from pathlib import Path

from setup import CLIENTS, ROOT, node_environment

LOCKS = ROOT / "requirements"
COMPILE = (
    str(Path(sys.executable).with_name("uv")), "pip", "compile", "--quiet", "--upgrade",
    "--universal", "--python-version=3.11", "--generate-hashes",
    "--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header",
)  # fmt: skip


def main() -> None:
    """Lock everything first, then the runtime as a part of it, then Node, then the front end."""
    compile_lock("dev", "pyproject.toml", "--group=build", "--group=dev")
    within = f"--constraint={LOCKS / 'dev.lock'}"
    compile_lock("runtime", "pyproject.toml", "--group=build", within)
    compile_lock("node", str(LOCKS / "node.in"))
    npm = ("npm", "update", "--package-lock-only", "--omit-lockfile-registry-resolved")
    subprocess.run(npm, cwd=CLIENTS, env=node_environment(), check=True)


def compile_lock(name: str, *source: str) -> None:
    """Resolve `source` into requirements/NAME.lock."""
    lock = LOCKS / f"{name}.lock"
    subprocess.run((*COMPILE, *source, f"--output-file={lock}"), cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
