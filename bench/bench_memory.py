"""What the service takes while nobody asks anything of it."""

import time

import psutil

from bench.harness import Row
from bench.service import running_service

SETTLE_SECONDS = 5
PAGES = ("/", "/health/ready", "/api/v1/home", "/openapi.json")


def run() -> list[Row]:
    """Start it, ask for a few pages, let it settle, and add its processes up."""
    with running_service() as service:
        for page in PAGES:
            service.client.get(page)
        time.sleep(SETTLE_SECONDS)
        process = psutil.Process(service.pid)
        family = [process, *process.children(recursive=True)]
        resident = sum(member.memory_info().rss for member in family)
    return [Row("resident memory of the idle service", resident / 2**20, "MB", at_most=250)]
