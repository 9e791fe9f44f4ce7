"""The languages our mail speaks: one catalogue of sentences each, in `sentences/`.

The names of countries beside them, in `countries/`, are CLDR's, by ISO 3166-1 code.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

LANGUAGES = ("en", "hi", "fr", "sw", "ar")
FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Sentences:
    """What one letter says. `{…}` in them is filled in; a letter without a button has none."""

    subject: str
    heading: str
    body: tuple[str, ...]
    button: str
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything one language says."""

    language: str
    direction: Literal["ltr", "rtl"]
    words: Mapping[str, str]
    changes: Mapping[str, str]
    letters: Mapping[str, Sentences]
    date_pattern: str
    months: tuple[str, ...]
    countries: Mapping[str, str]

    def instant(self, at: datetime) -> str:
        """Write a UTC instant as this language does."""
        month = self.months[at.month - 1]
        time = f"{at:%H:%M}"
        return self.date_pattern.format(day=at.day, month=month, year=at.year, time=time)

    def country(self, code: str) -> str:
        """Name a country."""
        return self.countries.get(code, code)

    def change(self, code: str) -> str:
        """Say what was changed about the second step of signing in."""
        return self.changes.get(code, self.changes["other"])


def spoken(language: str) -> str:
    """Return the language of ours that fits a tag such as "fr-CA"; English when none does."""
    primary = language.partition("-")[0].lower()
    return primary if primary in LANGUAGES else FALLBACK


@cache
def catalogue(language: str) -> Catalogue:
    """Read a language's catalogue."""
    ours, folder = spoken(language), files(__package__ or "")
    raw: dict[str, Any] = tomllib.loads((folder / "sentences" / f"{ours}.toml").read_text("utf-8"))
    countries: dict[str, str] = json.loads(
        (folder / "countries" / f"{ours}.json").read_text("utf-8")
    )
    letters = {
        name: Sentences(
            subject=each["subject"],
            heading=each["heading"],
            body=tuple(each["body"]),
            button=each["button"],
            closing=tuple(each["closing"]),
        )
        for name, each in raw["letters"].items()
    }
    return Catalogue(
        language=ours,
        direction=raw["direction"],
        words=raw["words"],
        changes=raw["changes"],
        letters=letters,
        date_pattern=raw["dates"]["pattern"],
        months=tuple(raw["dates"]["months"]),
        countries=countries,
    )
