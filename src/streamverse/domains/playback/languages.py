"""The languages a browser asks for (RFC 9110, 12.5.4)."""

import re

TAG = re.compile(
    r"([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3})\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?"
)
AT_MOST = 3
LONGEST = 20


def preferred_languages(header: str) -> list[str]:
    """Return up to three language tags of an Accept-Language header, best first."""
    weighted: list[tuple[float, str]] = []
    for part in header.split(","):
        match = TAG.fullmatch(part.strip())
        if match and len(match[1]) <= LONGEST and float(match[2] or 1):
            weighted.append((-float(match[2] or 1), match[1]))
    weighted.sort(key=lambda each: each[0])
    return [tag for _, tag in weighted[:AT_MOST]]
