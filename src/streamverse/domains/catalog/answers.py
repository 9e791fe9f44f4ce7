"""Answers to reads: sparse where that was asked for, and 304 where nothing is new."""

import hashlib
import re
from collections.abc import Collection
from typing import Annotated, Any

from fastapi import Header, Query, Response
from pydantic import BaseModel

from streamverse.kit.errors import Invalid

JSON = "application/json"
WORDS = re.compile(r"[a-z0-9_]+(,[a-z0-9_]+)*")

Fields = Annotated[
    str | None,
    Query(max_length=1000, description="only these, with commas between; `id` is always there"),
]
Include = Annotated[str | None, Query(max_length=200, description="parts, with commas between")]
IfNoneMatch = Annotated[
    str | None, Header(alias="If-None-Match", max_length=1000, description="an ETag of before")
]


class UnknownField(Invalid):
    """A field or a part that there isn't; `known` lists those that there are."""

    code = "unknown_field"
    title = "There is no such field"


def words_among(text: str | None, known: Collection[str]) -> frozenset[str] | None:
    """Return the words of a `fields` or an `include`; None when it was not sent.

    Raises UnknownField.
    """
    if text is None:
        return None
    words = frozenset(text.split(",")) if WORDS.fullmatch(text) else frozenset({text})
    unknown = words.difference(known)
    if unknown:
        raise UnknownField(", ".join(sorted(unknown)), known=sorted(known))
    return words


def answered(
    body: BaseModel,
    if_none_match: str | None,
    *,
    fields: frozenset[str] | None = None,
    left_out: Collection[str] = (),
    is_list: bool = False,
    version: int | None = None,
) -> Response:
    """Answer a read with an ETag of what it says, before which stands the version of the thing.

    Of a list `fields` and `left_out` are its items'.
    """
    include: Any = fields and fields | {"id"}
    exclude: Any = set(left_out) or None
    if is_list:
        include = include and {"items": {"__all__": include}, "next_cursor": True}
        exclude = exclude and {"items": {"__all__": exclude}}
    said = body.model_dump_json(include=include, exclude=exclude).encode()
    digest = hashlib.blake2s(said, digest_size=10).hexdigest()
    etag = f'"{digest}"' if version is None else f'"{version}-{digest}"'
    headers = {"etag": etag, "cache-control": "private, no-cache", "vary": "Accept-Language"}
    if if_none_match is not None and etag in _tags(if_none_match):
        return Response(status_code=304, headers=headers)
    return Response(said, media_type=JSON, headers=headers)


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
