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
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not is_dataclass(value):
        return value
    return {
        field.name: _plain(said) for field in fields(value) if (said := getattr(value, field.name)) != _default(field)
    }


def _default(field: Field[Any]) -> Any:  # noqa: ANN401
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type of the model
    # How a field's JSON becomes its value again: tuples and dataclasses are made, all else is kept.
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        makers = {field.name: _maker(hints[field.name]) for field in fields(kind)}
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
