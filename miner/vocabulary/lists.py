"""Lists that say their head once: "magnesium citrate, oxide and glycinate", "vitamins D, K and E".

Each further item is a name of its own, put whole: "magnesium oxide" stands where the text says "oxide".
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

_ITEM: Final = r"[A-Za-z][A-Za-z-]{2,20}|[A-Z]\d{0,2}"
_LIST: Final = re.compile(
    rf"\b([A-Za-z]{{4,12}}) ({_ITEM})((?:(?:, (?:(?:and|or) )?|/)(?:{_ITEM}))+(?: (?:and|or|vs\.?|versus) (?:{_ITEM}))?"
    rf"| (?:and|or|vs\.?|versus) (?:{_ITEM}))\b"
)
_WORD: Final = re.compile(_ITEM)
_JOINING: Final = frozenset({"and", "or", "vs", "versus"})


class Whole(NamedTuple):
    """An item of a list: where it stands, and the name that it is short for."""

    start: int
    end: int
    name: str


def iter_wholes(text: str, *, heads: frozenset[str], is_name: Callable[[str], bool]) -> Iterator[Whole]:
    """The further items of each list whose head is one of `heads` and whose items all or in part make names.

    >>> [each.name for each in iter_wholes("magnesium citrate, oxide and rest", heads=frozenset({"magnesium"}),
    ...                                    is_name={"magnesium citrate", "magnesium oxide"}.__contains__)]
    ['magnesium oxide']
    """
    lowered = text.lower()
    if not any(head in lowered for head in heads):  # nearly all texts
        return
    for match in _LIST.finditer(text):
        printed = match[1].lower()
        head = printed if printed in heads else printed.removesuffix("s")
        if head not in heads or not is_name(first := f"{head} {match[2]}"):
            continue
        if head != printed:
            yield Whole(match.start(), match.end(2), first)
        for item in _WORD.finditer(text, match.start(3), match.end(3)):
            if item[0] not in _JOINING and is_name(name := f"{head} {item[0]}"):
                yield Whole(item.start(), item.end(), name)
