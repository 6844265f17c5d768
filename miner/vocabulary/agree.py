"""Whether a piece of text and a name that have the same key are the same name."""

import re
from typing import Final

from miner.vocabulary.keys import SHORTEST_PLURAL, codes_of

_SOFT: Final = re.compile(r"[\s\-\u2010-\u2015\u2212/'’`´·⋅・_]+")
_PARENTHESES: Final = re.compile(r"[()\[\]（）［］{}]")
_SHORT_CAPITALS: Final = 4


def agrees(term: str, surface: str, *, cased: bool) -> bool:
    """True where the text says the name: hyphens, spaces and brackets may differ, other punctuation may not.

    >>> agrees("interleukin 6", "Interleukin-6", cased=False), agrees("BMD", "bmd", cased=True)
    (True, False)
    >>> agrees("Kidney, Pelvis", "kidney pelvis", cased=False)
    False
    """
    if term == surface:
        return True
    if cased:
        mine, other = _bare(term), _bare(surface)
        return mine == other or (len(mine) > 1 and other == mine + "s")
    if (
        len(surface) <= _SHORT_CAPITALS
        and surface.isupper()
        and len(surface) > 1
        and not term.isupper()
        and surface.isascii()
    ):
        return False
    if term.isalpha() and any(character.isspace() for character in surface) and term.isascii():
        return False
    return _folded(term) == _folded(surface)


def _bare(name: str) -> str:
    return _SOFT.sub("", _PARENTHESES.sub("", name))


def _folded(name: str) -> str:
    bare = _bare(name)
    if bare.isascii():
        folded = bare.lower()
    else:
        folded = "".join(
            chr(code) if code else character for code, character in zip(codes_of(bare).tolist(), bare, strict=True)
        )
    if len(folded) >= SHORTEST_PLURAL and folded[-1] == "s" and folded[-2] not in "siu":
        return folded[:-1]
    return folded
