"""The model's values as rows of plain values and back: fields by their place, made for reading millions of them.

What a row means depends on the fields of its type: whoever keeps rows keeps with them what tells that these changed.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

Turn = Callable[[Any], Any]


@cache
def packer(kind: Any) -> Turn | None:  # noqa: ANN401 - a type of the model
    """What makes plain values of a type's values; None where they are plain already."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return None  # a text already
    if get_origin(kind) is tuple:
        inner = packer(get_args(kind)[0])
        return list if inner is None else lambda values: [inner(value) for value in values]
    if get_origin(kind) is UnionType:
        return None if (inside := packer(_inside(kind))) is None else _unless_none(inside)
    if (found := _fields(kind)) is None:
        return None
    get = attrgetter(*(name for name, _ in found), "__class__")  # never alone: what it gives is always a tuple
    turns = [(place, turn) for place, (_, hint) in enumerate(found) if (turn := packer(hint)) is not None]

    def take_apart(value: Any) -> list[Any]:  # noqa: ANN401
        *row, _ = get(value)
        for place, turn in turns:
            row[place] = turn(row[place])
        return row

    return take_apart


@cache
def unpacker(kind: Any) -> Turn | None:  # noqa: ANN401
    """What makes a type's values of the plain ones, which it may change; None where they are the same."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {one.value: one for one in kind}.__getitem__
    if get_origin(kind) is tuple:
        inner = unpacker(get_args(kind)[0])
        return tuple if inner is None else lambda values: tuple([inner(value) for value in values])
    if get_origin(kind) is UnionType:
        return None if (inside := unpacker(_inside(kind))) is None else _unless_none(inside)
    if (found := _fields(kind)) is None:
        return None
    turns = [(place, turn) for place, (_, hint) in enumerate(found) if (turn := unpacker(hint)) is not None]

    def make(row: list[Any]) -> Any:  # noqa: ANN401
        for place, turn in turns:
            row[place] = turn(row[place])
        return kind(*row)

    return make


def _unless_none(turn: Turn) -> Turn:
    return lambda value: None if value is None else turn(value)


def _inside(kind: Any) -> Any:  # noqa: ANN401
    (inside,) = (one for one in get_args(kind) if one is not NoneType)
    return inside


def _fields(kind: Any) -> list[tuple[str, Any]] | None:  # noqa: ANN401
    if not isinstance(kind, type):
        return None
    names = [one.name for one in fields(kind)] if is_dataclass(kind) else getattr(kind, "_fields", None)
    if names is None:
        return None
    hints = get_type_hints(kind)
    return [(name, hints[name]) for name in names]
