"""Lists in pages: `{"items": […], "next_cursor": …}` with `limit` and `cursor`."""

import base64
import binascii
import json
import math
import re
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel

from streamverse.kit.errors import Invalid

T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=100, description="how many items at the most")]
Cursor = Annotated[str | None, Query(description="the `next_cursor` of the page before")]


LARGEST = 2**63 - 1
"""What a column of whole numbers holds."""
LONE = re.compile("[\ud800-\udfff]")
"""Halves of a character: JSON can spell them, no database takes them."""


class BadCursor(Invalid):
    """The cursor was not made by us."""

    code = "bad_cursor"
    title = "The cursor is not one of ours"


class Page(BaseModel, Generic[T]):
    """One page of a list; `next_cursor` is null on the last one."""

    items: list[T]
    next_cursor: str | None = None


def encode_cursor(*position: Any) -> str:
    """Turn the sort key of a page's last row into an opaque cursor."""
    return base64.urlsafe_b64encode(json.dumps(position, default=str).encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, size: int) -> list[Any] | None:
    """Return the `size` values `encode_cursor` had, or None without a cursor. Raises BadCursor."""
    if cursor is None:
        return None
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise BadCursor from error
    if not isinstance(position, list) or len(position) != size:  # pyright: ignore[reportUnknownArgumentType]
        raise BadCursor
    if not all(map(_can_be_ours, position)):  # pyright: ignore[reportUnknownArgumentType]
        raise BadCursor
    return position  # pyright: ignore[reportUnknownVariableType]


def _can_be_ours(value: Any) -> bool:
    """Whether a database can be asked for what lies behind a value."""
    match value:
        case int():
            return abs(value) <= LARGEST
        case float():
            return math.isfinite(value)
        case str():
            return "\x00" not in value and not LONE.search(value)
        case _:
            return True
