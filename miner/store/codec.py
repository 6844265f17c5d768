"""Articles as compact JSON and back: only what differs from a field's default is written, keys in field order."""

import json
import zlib
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from miner.model.article import Article

_LEVEL = 6


def write_article(article: Article) -> str:
    """The article as one line of JSON; equal articles give equal lines.

    >>> write_article(Article(id="PMID:1", title="T", year=2025))
    '{"id":"PMID:1","title":"T","year":2025}'
    """
    return json.dumps(_plain(article), ensure_ascii=False, separators=(",", ":"))


def read_article(line: str) -> Article:
    """The article that a line was written from."""
    article = _maker(Article)(json.loads(line))
    assert isinstance(article, Article)
    return article


def digest_of(line: str) -> str:
    """What tells one content from another: the first 32 hexadecimal digits of its SHA-256."""
    return sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def pack(text: str) -> bytes:
    """The text, compressed."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(content: bytes) -> str:
    """The text that was packed."""
    return zlib.decompress(content).decode("utf-8", "surrogatepass")


def _plain(value: Any) -> Any:  # noqa: ANN401 - any of the model's values
    kind: type = type(value)
    defaults = _defaults(kind)
    if defaults is not None:
        return {name: _plain(said) for name, default in defaults if (said := getattr(value, name)) != default}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...] | None:
    """The fields of a record (a dataclass or a named tuple) with their defaults; None of anything else."""
    if is_dataclass(kind):
        return tuple((field.name, _default(field)) for field in fields(kind))
    names: tuple[str, ...] | None = getattr(kind, "_fields", None)
    given: dict[str, Any] = getattr(kind, "_field_defaults", {})
    return None if names is None else tuple((name, given.get(name, MISSING)) for name in names)


def _default(field: Field[Any]) -> Any:  # noqa: ANN401
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type of the model
    # How a field's JSON becomes its value again: tuples and records are made, all else is kept.
    if isinstance(kind, type) and (defaults := _defaults(kind)) is not None:
        hints = get_type_hints(kind)
        makers = {name: _maker(hints[name]) for name, _ in defaults}
        return lambda said: kind(**{name: makers[name](value) for name, value in said.items() if name in makers})
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        make = _maker(inner[0])
        return lambda said: tuple(make(item) for item in said)
    if get_origin(kind) is UnionType:
        (inner_kind,) = (each for each in get_args(kind) if each is not type(None))
        make = _maker(inner_kind)
        return lambda said: None if said is None else make(said)
    return lambda said: said
