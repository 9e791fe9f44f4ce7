"""A worker to be killed: runs the jobs of one engine, and notes in a folder what it did.

`python job_worker.py URL EXECUTOR FOLDER`; it prints "ready" and works until it is told to stop.
"""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from streamverse.adapters.jobs import DbosJobs, JobSettings
from streamverse.kit.jobs import Job, JobRun
from streamverse.kit.services import Services

STEP_SECONDS = 0.03


@dataclass(frozen=True)
class Task:
    """So many steps under a name."""

    name: str
    steps: int


@dataclass(frozen=True)
class Folder:
    """Where the notes are."""

    path: Path

    def note(self, line: str) -> None:
        """Append a line at once, so that nothing is lost with the process."""
        with (self.path / "notes").open("a") as notes:
            notes.write(f"{line}\n")


async def work(services: Services, task: Task, _: JobRun) -> None:
    """Do the steps that nobody has done, each put if absent."""
    folder = services.get(Folder)
    folder.note(f"began {task.name} {os.getpid()}")
    try:
        for step in range(task.steps):
            done = folder.path / f"{task.name}.{step}"
            if done.exists():
                continue
            await asyncio.sleep(STEP_SECONDS)
            folder.note(f"did {task.name}.{step}")
            done.touch()
        folder.note(f"ended {task.name}")
    except asyncio.CancelledError:
        folder.note(f"stopped {task.name} {os.getpid()}")
        raise


WORK = Job(name="test.work", queue="encode", payload=Task, run=work)


def worker_settings(url: str, executor: str) -> JobSettings:
    """Quick enough for a test."""
    return JobSettings(
        url=url,
        executor=executor,
        slots={"encode": 2},
        poll_seconds=0.05,
        beat_seconds=0.2,
        dead_seconds=1.5,
        max_crashes=40,
    )


async def main(url: str, executor: str, folder: str) -> None:
    """Work until told to stop."""
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    services = Services()
    services.add(Folder(Path(folder)))
    engine = DbosJobs(worker_settings(url, executor))
    await engine.launch(services, [WORK], [])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await stopping.wait()
    await engine.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
