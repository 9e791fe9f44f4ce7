"""Finds what each domain brings to a process, by the file names all domains share.

`routes.py` has a `router` (mounted under /api/v1) and perhaps `aliases` (whole paths);
`jobs.py` has `JOBS` and perhaps `SCHEDULES`; `reactions.py` has `REACTIONS`; `privacy.py` says
what is personal and has perhaps `RETENTION`.
"""

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from fastapi import APIRouter

from streamverse import domains
from streamverse.domains.identity.events import ErasureDue, PersonalDataWanted
from streamverse.kit.db import upkeep
from streamverse.kit.events import Event, Reaction
from streamverse.kit.http import idempotency
from streamverse.kit.jobs import Job, Schedule
from streamverse.kit.privacy import PrivacyRoster

NAMES = tuple(package.name for package in pkgutil.iter_modules(domains.__path__))


def routers(only: frozenset[str] = frozenset()) -> Iterator[tuple[str, APIRouter]]:
    """Yield (prefix, router) of every domain, or of those named in `only`."""
    for name, module in _modules("routes"):
        if only and name not in only:
            continue
        yield "/api/v1", module.router
        if aliases := getattr(module, "aliases", None):
            yield "", aliases


def jobs() -> tuple[Job[Any], ...]:
    """Return every domain's jobs, and the kit's own."""
    theirs = tuple(job for _, module in _modules("jobs") for job in module.JOBS)
    return (*idempotency.JOBS, *upkeep.JOBS, *theirs)


def schedules() -> tuple[Schedule, ...]:
    """Return every domain's schedules, and the kit's own."""
    theirs = tuple(
        schedule for _, module in _modules("jobs") for schedule in getattr(module, "SCHEDULES", ())
    )
    return (*idempotency.SCHEDULES, *upkeep.SCHEDULES, *theirs)


def reactions() -> tuple[Reaction, ...]:
    """Return every domain's reactions."""
    return tuple(reaction for _, module in _modules("reactions") for reaction in module.REACTIONS)


def privacy_roster() -> PrivacyRoster:
    """Return which domains answer when a person wants their data, or wants to be forgotten."""
    return PrivacyRoster(
        exporters=_reacting_to(PersonalDataWanted),
        erasers=_reacting_to(ErasureDue),
        retentions=tuple(
            retention
            for _, module in _modules("privacy")
            for retention in getattr(module, "RETENTION", ())
        ),
    )


def _reacting_to(event: type[Event]) -> frozenset[str]:
    return frozenset(
        name
        for name, module in _modules("reactions")
        if any(reaction.event is event for reaction in module.REACTIONS)
    )


def _modules(file: str) -> Iterator[tuple[str, ModuleType]]:
    for name in NAMES:
        full_name = f"{domains.__name__}.{name}.{file}"
        if importlib.util.find_spec(full_name):
            yield name, importlib.import_module(full_name)
