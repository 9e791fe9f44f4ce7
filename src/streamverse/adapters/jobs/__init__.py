"""Jobs on DBOS: an SQLite file in the data folder, or PostgreSQL and any number of workers."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from streamverse.adapters.jobs.engine import DbosJobs
from streamverse.adapters.jobs.settings import JobSettings, job_settings
from streamverse.kit.settings import Settings

__all__ = ["DbosJobs", "JobSettings", "job_settings", "open_jobs"]


@asynccontextmanager
async def open_jobs(settings: Settings, *, works: bool = True) -> AsyncGenerator[DbosJobs]:
    """Make the engine; the caller launches it, and it is closed at the end.

    Without `works` this process starts and cancels jobs for others to run.
    """
    engine = DbosJobs(job_settings(settings), works=works)
    try:
        yield engine
    finally:
        await engine.close()
