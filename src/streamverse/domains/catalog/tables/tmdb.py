"""Titles as The Movie Database describes them (developer.themoviedb.org: movie and TV details)."""

from collections.abc import Collection, Mapping
from typing import Any, cast

MARKS = ("original_title", "original_name", "overview", "release_date", "first_air_date")
ENOUGH = 3
JOBS = {
    "Director": "director",
    "Writer": "writer",
    "Screenplay": "writer",
    "Producer": "producer",
    "Original Music Composer": "composer",
    "Director of Photography": "cinematographer",
    "Editor": "editor",
}
ACTORS = 30


def is_tmdb(columns: Collection[str]) -> bool:
    """Whether JSON has the fields by which TMDB's is known."""
    is_title = "original_title" in columns or "first_air_date" in columns
    return is_title and sum(1 for mark in MARKS if mark in columns) >= ENOUGH - 1


def facts_of_tmdb(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return TMDB's JSON of a film or a series as the fields of a title."""
    is_series = "first_air_date" in row or "original_name" in row
    released = _text(row, "first_air_date" if is_series else "release_date")
    runtime = row.get("runtime")
    outer = _object(row, "external_ids")
    facts: dict[str, Any] = {
        "kind": "series" if is_series else "movie",
        "name": _text(row, "name") or _text(row, "title"),
        "original_name": _text(row, "original_name") or _text(row, "original_title"),
        "tagline": _text(row, "tagline"),
        "synopsis": _text(row, "overview"),
        "released_on": released,
        "year": released[:4],
        "original_language": _text(row, "original_language"),
        "languages": [_text(each, "iso_639_1") for each in _list(row, "spoken_languages")],
        "countries": [_text(each, "iso_3166_1") for each in _list(row, "production_countries")],
        "genres": [_text(each, "name") for each in _list(row, "genres")],
        "tags": [_text(each, "name") for each in _keywords(row)][:50],
        "runtime_minutes": runtime if isinstance(runtime, int) and runtime > 0 else None,
        "tmdb": str(row["id"]) if row.get("id") else "",
        "imdb": _text(row, "imdb_id") or _text(outer, "imdb_id"),
        "credits": _credits(_object(row, "credits")),
    }
    return {name: value for name, value in facts.items() if value}


def _credits(given: Mapping[str, Any]) -> list[dict[str, str]]:
    cast_ = [
        {"name": _text(each, "name"), "character": _text(each, "character")[:200], "role": "actor"}
        for each in _list(given, "cast")[:ACTORS]
    ]
    crew = [
        {"name": _text(each, "name"), "character": "", "role": JOBS[_text(each, "job")]}
        for each in _list(given, "crew")
        if _text(each, "job") in JOBS
    ]
    return [each for each in (*crew, *cast_) if each["name"]]


def _keywords(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    given = _object(row, "keywords")
    return _list(given, "keywords") or _list(given, "results")


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _object(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = row.get(name)
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _list(row: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = row.get(name)
    if not isinstance(value, list):
        return []
    items = cast("list[Any]", value)
    return [cast("Mapping[str, Any]", each) for each in items if isinstance(each, dict)]
