"""`python -m bench [NAME…]`: run all benchmarks, or those whose names contain one of the words."""

import asyncio
import importlib
import inspect
import sys
from pathlib import Path

from rich.console import Console

from bench.harness import Row, save, show

HERE = Path(__file__).parent


def main(words: list[str]) -> int:
    """Run, print the table, write latest.json; 1 when a goal is missed or a bench broke."""
    console = Console(width=140, highlight=False)
    rows: list[Row] = []
    broken: list[str] = []
    for file in sorted(HERE.glob("bench_*.py")):
        name = file.stem.removeprefix("bench_")
        if words and not any(word in name for word in words):
            continue
        console.print(f"[dim]{name} …[/]")
        try:
            result = importlib.import_module(f"bench.{file.stem}").run()
            rows += asyncio.run(result) if inspect.iscoroutine(result) else result
        except Exception:  # noqa: BLE001 - the others shall still be measured
            console.print_exception()
            broken.append(name)
    show(console, rows)
    save(rows, HERE / "latest.json")
    if broken:
        console.print(f"[red]Could not be measured: {', '.join(broken)}[/]")
    return 1 if broken or not all(row.is_met for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
