"""What the fields of the catalog's JSON may hold. Texts are cleaned before they are measured."""

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from streamverse.domains.catalog.texts import clean_line, clean_prose

PRINTABLE = r"^[^\x00]*$"


def _cleaned(clean: Callable[[str], str]) -> BeforeValidator:
    def mended(value: Any) -> Any:
        return clean(value) if isinstance(value, str) else value

    return BeforeValidator(mended)


ONE_LINE = _cleaned(clean_line)
LINES = _cleaned(clean_prose)

Line = Annotated[str, StringConstraints(max_length=200, pattern=PRINTABLE), ONE_LINE]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PRINTABLE), ONE_LINE]
Prose = Annotated[str, StringConstraints(max_length=10_000, pattern=PRINTABLE), LINES]
ShortName = Annotated[
    str, StringConstraints(min_length=1, max_length=60, pattern=PRINTABLE), ONE_LINE
]
Rating = Annotated[str, StringConstraints(max_length=20, pattern=PRINTABLE), ONE_LINE]
Slug = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


def usual_case(tag: str) -> str:
    """Write a language tag as RFC 5646 wants it seen: zh-Hant-TW."""
    first, *others = tag.split("-")
    return "-".join([first.lower(), *(_subtag(part) for part in others)])


def _subtag(part: str) -> str:
    if re.fullmatch(r"[A-Za-z]{4}", part):
        return part.title()
    return part.upper() if re.fullmatch(r"[A-Za-z]{2}", part) else part.lower()


Language = Annotated[
    str,
    StringConstraints(max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
    AfterValidator(usual_case),
]
Country = Annotated[str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z]{2}$")]
Territory = Annotated[str, StringConstraints(to_upper=True, pattern=r"^([A-Za-z]{2}|\*)$")]
Web = Annotated[str, StringConstraints(max_length=500, pattern=r"^(https?://[^\s\x00-\x1f]+)?$")]

Year = Annotated[int, Field(ge=1878, le=2200)]
Seconds = Annotated[int, Field(ge=0, le=7 * 24 * 3600)]
Moment = Annotated[float, Field(ge=0, le=7 * 24 * 3600, allow_inf_nan=False)]
Number = Annotated[int, Field(ge=0, le=10_000)]
Age = Annotated[int, Field(ge=0, le=18)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


def _plain_name(value: Any) -> Any:
    """Take a genre or a tag as `GET` gives it ({"slug", "name"}) or as its name."""
    if isinstance(value, dict):
        return value.get("name") or value.get("slug")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return value  # pyright: ignore[reportUnknownVariableType]


GenreName = Annotated[ShortName, BeforeValidator(_plain_name)]
TagName = GenreName


def once_each(names: list[str]) -> list[str]:
    """Return words without those that came before."""
    return list(dict.fromkeys(names))
