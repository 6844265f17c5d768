"""The language pipeline: articles to tagged and linked documents. The last room, with `link`, to see spaCy."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from miner.read.reader import Reader, load_reader

__all__ = ["Reader", "load_reader"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the face hands on
    # spaCy takes a second to import, and who only needs this room's abbreviations or sentences should not wait for it.
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from miner.read import reader

    return getattr(reader, name)
