"""Words as full-text search takes them: every query is quoted, and Chinese is parted into characters."""

import regex

_HAN = regex.compile(r"(\p{Han})")
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+")


def spaced(text: str) -> str:
    """The text with spaces around Chinese characters, which FTS5 would otherwise take for one long word.

    >>> spaced("镁与骨").split()
    ['镁', '与', '骨']
    """
    return _HAN.sub(r" \1 ", text)


def match_expression(words: str) -> str:
    """What FTS5 is asked: all the words, the last as the beginning of one; empty where there is no word.

    >>> match_expression('bone "density OR')
    '"bone" "density" "OR"*'
    """
    found = _WORD.findall(spaced(words))
    return " ".join(f'"{word}"' for word in found) + "*" if found else ""
