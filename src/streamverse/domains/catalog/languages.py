"""In which language somebody is told of titles: RFC 4647 lookup in what they asked for.

`?language=` decides, else `Accept-Language`, else the profile's language. "und" asks for the texts
as they were written.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated

from fastapi import Depends, Header, Query

from streamverse.domains.catalog.schemas.fields import usual_case
from streamverse.domains.identity.public import Caller, Viewer

AS_WRITTEN = "und"
RANGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,7}")
MOST = 10
"""How many languages of a header are looked at."""
AcceptLanguage = Annotated[str | None, Header(alias="Accept-Language", max_length=1000)]


def told_in(
    viewer: Viewer,
    language: Annotated[
        str | None,
        Query(
            max_length=35,
            pattern=rf"^{RANGE.pattern}$",
            description="for names and texts; “und” as they were written",
        ),
    ] = None,
    accept_language: AcceptLanguage = None,
) -> tuple[str, ...]:
    """Give the languages that a request asks for, the best first."""
    if language is not None:
        return () if language.lower() == AS_WRITTEN else (usual_case(language),)
    return read_by(viewer, accept_language)


ToldIn = Annotated[tuple[str, ...], Depends(told_in)]


def read_by(viewer: Caller, accept_language: str | None) -> tuple[str, ...]:
    """Return the languages that a viewer reads: their browser's, else their profile's."""
    if wanted := accepted(accept_language or ""):
        return wanted
    return (usual_case(viewer.profile.language),) if viewer.profile else ()


def accepted(header: str) -> tuple[str, ...]:
    """Return the language ranges of an Accept-Language header, the best first."""
    weighed: list[tuple[float, str]] = []
    for part in header.split(",")[:MOST]:
        tag, _, weight = part.strip().partition(";")
        quality = _quality(weight)
        if RANGE.fullmatch(tag.strip()) and quality > 0:
            weighed.append((-quality, usual_case(tag.strip())))
    return tuple(tag for _, tag in sorted(weighed, key=lambda each: each[0]))


def broader(tag: str) -> list[str]:
    """Return what a range looks up: itself, then shorter and shorter (RFC 4647, 3.4)."""
    parts = tag.split("-")
    tries = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return [each for each in tries if len(each.rsplit("-", 1)[-1]) > 1]


def sought(languages: Iterable[str]) -> frozenset[str]:
    """Return every tag that these languages may find."""
    return frozenset(each for language in languages for each in broader(language))


def found_in(languages: Iterable[str], own: str, there: Iterable[str]) -> str | None:
    """Return which of the texts that are there to show; None is the one in its `own` language."""
    known = set(there)
    own_tags = set(broader(own)) if own else set[str]()
    for language in languages:
        for tag in broader(language):
            if tag in known:
                return tag
            if tag in own_tags:
                return None
    return None


def named(name: str, names: Mapping[str, str], languages: Iterable[str]) -> str:
    """Return a genre's, a category's or a collection's name in the asked language."""
    for language in languages:
        for tag in broader(language):
            if names.get(tag):
                return names[tag]
            if tag == "en":
                return name
    return name


def _quality(weight: str) -> float:
    value = weight.strip().removeprefix("q=").strip()
    if not weight.strip():
        return 1.0
    return float(value) if re.fullmatch(r"[01](\.[0-9]{0,3})?", value) else 0.0
