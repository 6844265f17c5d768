"""Short forms that a text defines itself, by Schwartz and Hearst (2003) on characters instead of tokens.

"A simple algorithm for identifying abbreviation definitions in biomedical text", PSB 2003: the letters of the short
form are looked for from right to left in the words before the bracket, and its first letter must begin a word.
"""

from collections.abc import Iterator

import regex

from miner.model.reading import Abbreviation

_BRACKET = regex.compile(r"[(\[（]([^()\[\]（）]{2,100})[)\]）]")
_NESTED = regex.compile(r"\(([^()]{2,60}\([^()]{1,20}\)[^()]{0,40})\)")
_SHORT = regex.compile(r"[\p{L}\d][\p{L}\d\p{M}+/αβγκ.’'&-]{1,11}(?:\s[\p{L}\d]{1,4})?")
_CUT = regex.compile(r"\s*[;,:]\s|\s+(?:or|also|and|formerly|hereafter|see|defined|n)\s|\s*=")
_WORD = regex.compile(r"[^\s]+")
_PART = regex.compile(r"[\p{L}\d]+")
_STATISTICS = regex.compile(r"[=<>%\d;]")
_BREAK = regex.compile(r"[.;:!?](?=\s)|\n")
_LEAD = regex.compile(
    r"(?:(?:the|a|an|of|in|on|for|and|or|by|with|as|to|from|both|between|such|that|called|termed|namely|using|their|"
    r"its|our|versus|vs\.?)\s+)+",
    regex.IGNORECASE,
)
_NO_SHORT_WORDS = (
    "fig figs table tables see e.g i.e etc ref refs usa uk p n ns vs range mean sd or and no yes men women day days "
    "week weeks month months year years mg kg min hr total figure version left right all both i ii iii iv"
)
_NO_SHORT = frozenset(_NO_SHORT_WORDS.split())
_PREFIXED = regex.compile(r"(?P<short>[\p{L}\d][\p{L}\d+/-]{1,9})\s\((?P<long>[^()]{6,100})\)")


def find_abbreviations(text: str) -> tuple[Abbreviation, ...]:
    """The definitions of a text in order, `long form (SHORT)` and `SHORT (long form)`; the first of a short form wins.

    >>> found, = find_abbreviations("Vascular smooth muscle cells (VSMCs) calcify.")
    >>> found.short, found.long
    ('VSMCs', 'Vascular smooth muscle cells')
    """
    found: dict[str, Abbreviation] = {}
    for abbreviation in _definitions(text):
        found.setdefault(abbreviation.short, abbreviation)
    return tuple(sorted(found.values(), key=lambda each: (min(each.short_start, each.long_start), each.short)))


def number_variants(short: str) -> tuple[str, ...]:
    """A short form with its plural or singular: a defined VSMCs defines VSMC, too.

    >>> number_variants("VSMCs"), number_variants("BMD")
    (('VSMCs', 'VSMC'), ('BMD', 'BMDs'))
    """
    if len(short) > 2 and short.endswith("s") and short[-2].isupper():
        return short, short[:-1]
    return (short, short + "s") if short[-1].isupper() else (short,)


def _definitions(text: str) -> Iterator[Abbreviation]:
    for pattern in (_BRACKET, _NESTED):
        for bracket in pattern.finditer(text):
            inside = bracket[1]
            cut = _CUT.search(inside)
            short = inside[: cut.start()] if cut else inside
            stripped = short.strip().strip("“”\"'‘’")
            if is_short_form(stripped) and (start := _long_start(text, bracket.start(), stripped)) is not None:
                at = bracket.start(1) + inside.find(stripped)
                yield Abbreviation(stripped, text[start : bracket.start()].rstrip(), at, start)
    for definition in _PREFIXED.finditer(text):
        short, inside = definition["short"], definition["long"]
        if is_short_form(short) and " " in inside and not _STATISTICS.search(inside):
            match = _align(short, inside)
            if match == 0:
                yield Abbreviation(short, inside, definition.start("short"), definition.start("long"))


def is_short_form(short: str) -> bool:
    """True where a string may be a short form: a letter, one capital or digit, no statistics, not all lower case.

    >>> is_short_form("hs-CRP"), is_short_form("n=5"), is_short_form("range")
    (True, False, False)
    """
    if not _SHORT.fullmatch(short) or short.lower().rstrip(".") in _NO_SHORT:
        return False
    letters = sum(each.isalpha() for each in short)
    return letters * 2 >= len(short) - short.count("-") - short.count("/") and any(each.isupper() for each in short)


def _long_start(text: str, bracket: int, short: str) -> int | None:
    """Where the long form before the bracket begins, or None."""
    size = sum(each.isalnum() for each in short)
    words = min(size + 5, size * 2)
    window = text[max(0, bracket - 30 * (words + 1)) : bracket]
    cut = max((stop.end() for stop in _BREAK.finditer(window)), default=0)
    spans = [match.start() for match in _WORD.finditer(window, cut)]
    if not spans:
        return None
    first = spans[max(0, len(spans) - words)]
    candidate = window[first:].rstrip()
    at = _best(short, candidate)
    if at is None:
        return None
    long = candidate[at:]
    lead = _LEAD.match(long)
    if lead:
        return None
    if len(long) <= len(short) or short in _WORD.findall(long) or not _is_balanced(long):
        return None
    return bracket - len(window) + first + at


def _is_balanced(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("()", "[]", "（）"))


def _best(short: str, candidate: str) -> int | None:
    """Where the long form begins: by initials where they fit, else by alignment, else without the plural s."""
    forms = (short, short[:-1]) if short.endswith("s") and len(short) > 2 else (short,)
    for form in forms:
        at = _by_initials(form, candidate)
        if at is not None:
            return at
    at = _align(short, candidate)
    if at is None and short.endswith("s"):
        at = _align(short[:-1], candidate)
    return at


def _by_initials(short: str, candidate: str) -> int | None:
    """Where the last words' initials spell the short form, hyphens parting words."""
    letters = [each.lower() for each in short if each.isalnum()]
    starts = [match.start() for match in _PART.finditer(candidate)]
    if len(letters) < 2 or len(starts) < len(letters):
        return None
    tail = starts[-len(letters) :]
    if all(candidate[start].lower() == letter for start, letter in zip(tail, letters, strict=True)):
        return tail[0]
    return None


def _align(short: str, candidate: str) -> int | None:
    """Where the long form begins by Schwartz and Hearst's alignment, or None."""
    letters = [each.lower() for each in short if each.isalnum()]
    lowered = [each.lower()[:1] for each in candidate]
    at = len(lowered)
    for index in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (lowered[at] != letters[index] or (index == 0 and at > 0 and candidate[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    return at


def find_occurrences(text: str, form: str) -> list[tuple[int, int]]:
    """Where a short form stands in a text as a word of its own, in its singular and plural.

    >>> find_occurrences("VSMC and VSMCs, not VSMCX", "VSMCs")
    [(0, 4), (9, 14)]
    """
    found = []
    for variant in number_variants(form):
        at = text.find(variant)
        while at >= 0:
            end = at + len(variant)
            if not (_joins(text, at - 1) or _joins(text, end)):
                found.append((at, end))
            at = text.find(variant, end)
    return sorted(found)


def _joins(text: str, at: int) -> bool:
    """True where the character at a place would make a neighbouring letter part of a longer Latin word."""
    return 0 <= at < len(text) and text[at].isalnum() and not "\u3400" <= text[at] <= "\u9fff"
