"""What is known of words and texts once it was asked for."""

from collections.abc import Callable
from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Known(dict[_Key, _Value]):
    """A table that makes what it has not got, and begins anew when it is full.

    A look at it costs half of what one at an `lru_cache` does, which puts its entries in order at every look.

    >>> lengths = Known(len, most=2)
    >>> lengths["zinc"], lengths["iron"], list(lengths), lengths["copper"], list(lengths)
    (4, 4, ['zinc', 'iron'], 6, ['copper'])
    """

    __slots__ = ("_make", "_most")

    def __init__(self, make: Callable[[_Key], _Value], *, most: int) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, key: _Key) -> _Value:
        """The value of a key that is not there, which is kept."""
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._make(key)
        return value
