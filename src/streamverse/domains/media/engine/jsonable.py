"""Frozen dataclasses to JSON and back: reports and plans wait in the database between jobs.

Knows what the engine's dataclasses are made of: numbers, strings, booleans, None, tuples,
enums and other dataclasses.
"""

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: object) -> Any:  # JSON's own type
    """Turn a dataclass into dicts, lists and scalars."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in cast("tuple[object, ...]", value)]
    return value


def from_plain(kind: type[T], plain: object) -> T:
    """Build a dataclass of type `kind` again. Raises KeyError or TypeError on other shapes."""
    return cast("T", _build(kind, plain))


def to_json(value: object) -> str:
    """Write a dataclass as compact JSON with stable key order."""
    return json.dumps(to_plain(value), separators=(",", ":"), sort_keys=True)


def from_json(kind: type[T], text: str | bytes) -> T:
    """Read a dataclass from JSON."""
    return from_plain(kind, json.loads(text))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, plain: Any) -> Any:  # a type form and JSON's own type
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        if plain is None:
            return None
        chosen = next(part for part in get_args(kind) if part is not NoneType)
        return _build(chosen, plain)
    if origin is tuple:
        return _build_tuple(get_args(kind), plain)
    if is_dataclass(kind):
        hints = _hints(cast("type", kind))
        present = {name: value for name, value in plain.items() if name in hints}
        return cast("Any", kind)(
            **{name: _build(hints[name], value) for name, value in present.items()}
        )
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    return float(plain) if kind is float else plain


def _build_tuple(parts: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_build(parts[0], item) for item in plain)
    return tuple(_build(part, item) for part, item in zip(parts, plain, strict=True))
