"""Liveness, readiness and metrics."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from pydantic import BaseModel
from starlette.types import Scope

from streamverse.domains.search.public import IndexState, SearchIndex
from streamverse.kit.cache import Cache
from streamverse.kit.db import Database
from streamverse.kit.http import provided
from streamverse.kit.http.provide import services_of
from streamverse.kit.log import logger
from streamverse.kit.objects import Objects

PATIENCE_SECONDS = 2.0

log = logger(__name__)
router = APIRouter(tags=["health"])


class Liveness(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"
    timestamp: datetime


class Readiness(BaseModel):
    """Whether the process can do its work, check by check."""

    status: Literal["ok", "failing"]
    timestamp: datetime
    checks: dict[str, str]


class Metrics:
    """The process's Prometheus registry."""

    def __init__(self) -> None:
        """Make a registry of its own, so that two services in one process don't mix."""
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self.requests = Counter(
            "streamverse_http_requests_total",
            "requests answered",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "streamverse_http_request_seconds",
            "time to answer a request",
            ("route",),
            registry=self.registry,
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
        )

    def observe(self, scope: Scope, status: int, seconds: float) -> None:
        """Count one finished request, by its route's template and never by its path."""
        route = getattr(scope.get("route"), "path", "other")
        self.requests.labels(scope["method"], route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)


def search_if_any(request: Request) -> SearchIndex | None:
    """Give the index of a process that keeps one."""
    try:
        return services_of(request).get(SearchIndex)
    except LookupError:
        return None


@router.get("/health")
async def health() -> Liveness:
    """Tell that the process lives."""
    return Liveness(timestamp=datetime.now(UTC))


@router.get("/health/ready", responses={503: {"model": Readiness}})
async def ready(
    response: Response,
    database: Annotated[Database, provided(Database)],
    cache: Annotated[Cache, provided(Cache)],
    objects: Annotated[Objects, provided(Objects)],
    search: Annotated[SearchIndex | None, Depends(search_if_any)],
) -> Readiness:
    """Check what the service stands on; 503 when something does not answer."""
    checks = {
        "database": await _check("database", database.ping()),
        "cache": await _check("cache", cache.get("health")),
        "objects": await _check("objects", objects.head("health")),
    }
    is_ready = all(result == "ok" for result in checks.values())
    if search is not None:  # it builds itself anew: no reason to send nobody here
        checks["search"] = _search(search.state)
    if not is_ready:
        response.status_code = 503
    status = "ok" if is_ready else "failing"
    return Readiness(status=status, timestamp=datetime.now(UTC), checks=checks)


@router.get("/metrics", include_in_schema=False)
async def metrics(metrics: Annotated[Metrics, provided(Metrics)]) -> Response:
    """Answer in Prometheus' text format."""
    return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)


def _search(state: IndexState) -> str:
    if state.is_ready:
        return "ok"
    return f"being built, {state.progress:.0%}" if state.is_building else "not there yet"


async def _check(name: str, call: Awaitable[object]) -> str:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await call
    except Exception as error:  # noqa: BLE001 - whatever the driver raises means "not ready"
        log.warning("readiness_check_failed", check=name, error=repr(error))
        return f"{name} does not answer"
    return "ok"
