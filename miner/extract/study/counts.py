"""Counts of people in a sentence: the numbers before a noun for people, and groups that share one noun."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from miner.extract.study.cues import load_cues
from miner.extract.study.quantities import COUNT_BEGINNINGS, COUNT_WORDS, read_count
from miner.model.article import SectionKind
from miner.model.reading import Document, Sentence

DIGITS = r"\d+(?:\.\d+)?\s(?:million|thousand)|\d{1,3}(?:[,\u2009\u202f\u00a0\u0020]\d{3})+(?!\d)|\d+(?!\d|[.·,]\d)"
_LEFT = r"(?<![A-Za-zα-ωµ\d_.·£$€<>≤≥±/+−–-])(?<!\d,|= |< |> |≥ |≤ |± )"
_MILLIONS = regex.compile(r"([\d.]+)\s(million|thousand)")
_UNCOUNTED = regex.compile(
    r"(?i)\b(?:years?|months?|weeks?|days?|hours?|h|min|minutes?|mg|g|kg|ml|mm|cm|times|cent(?:er|re)s?|hospitals?|sites|units?|"
    r"clusters|practices|percent|years?-old|IU|mcg|μg|µg|points?|items?|trials|studies|RCTs|cohorts|schools|villages|"
    r"per|person-years|variants|SNPs|sessions|doses|visits|genes|questions)\b|%"
)
_UNCOUNTED_BEFORE = (
    "per", "every", "grade", "phase", "stage", "week", "day", "month", "version", "age", "aged", "ages", "type",
    "group", "visit", "table", "figure", "level", "class", "iq", "score", "least",
)  # fmt: skip
_YEAR_BEFORE = regex.compile(
    r"(?i)(?:in|since|from|of|to|and|between|until|during|through|by|for|jan\w*|feb\w*|march|april|may|june|july|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|[–-])\s?\Z"
)
SHARE_AFTER = regex.compile(r"\s?[(\[,]\s?(?:[nN] ?= ?\d+[;,]?\s)?\d+(?:[.·,]\d+)?\s?%")
SHARE_WITHIN = regex.compile(r"[(\[]\s?\d+(?:[.·]\d+)?\s?%")
_NUMBER = re.compile(rf"{_LEFT}(?:{DIGITS})|(?<![A-Za-z-])(?i:{COUNT_WORDS})")
_RUN = re.compile(r"\d[\d.,·]*")
_STEP = regex.compile(
    r"(?:[\s-]+|\s?[–]\s?)(?:(?:19|20)\d\d(?:\s?[–-]\s?(?:(?:19|20)\d\d|\d\d\b))?(?=\s[a-z])"
    r"|(?P<word>[A-Za-z][\w'’/+‐–-]*)(?P<comma>,)?|\([^()]{1,50}\))"
)
_MOST_WORDS = 8
_JOINED = regex.compile(
    r"(?:\s(?!(?:in|were|was|of|with|from|the|for|to|at|by|participated|underwent|completed|had|who)\b)[a-z][\w-]*){0,4}?"
    r"(?:\s\([^()]{1,25}\))?(?:,\s(?:and\s)?|\s(?:and|versus|vs\.?|or)\s|\scompared\s(?:with|to)\s)"
)
_SPLIT_BEFORE = regex.compile(r"(?:patients|participants|subjects|women|men|children|adults|individuals)\s[(\[]\Z")
_SPLIT_AFTER = regex.compile(r"(?:\s[A-Za-z][\w-]*){1,4}[)\]]")
_OF = regex.compile(r"\s?(?:of|in|at)\b")
_YEAR = regex.compile(r"(?:19\d\d|20[0-3]\d)(?!\d)")
_YEARS = regex.compile(r"(?:19|20)\d\d\s?[–-]\s?(?:19|20)?\d\d(?!\d)")
_BRACKET = regex.compile(r"\([^()]*\)")
_FEMALE = frozenset({"women", "girls", "females", "female"})
_MALE = frozenset({"men", "boys", "males", "male"})
_ANOTHER = regex.compile(r"[^.;()]{0,60},?\sand\s(?:another|a\sfurther|an\sadditional)\s")
_AND = regex.compile(r"(?:\s[^;.()]{1,40})?,?\sand\s")


@dataclass(frozen=True, slots=True)
class Count:
    """A count of people: the number, the noun, and what stands between; `end` is the noun's."""

    n: int
    start: int
    stop: int
    noun_start: int
    end: int
    noun: str


def find_numbers(document: Document) -> Iterator[tuple[Sentence, list[tuple[int, int, int]]]]:
    """The sentences with digits or counts in words, and in each every number with its place; tables are left out."""
    text = document.text
    begins = sorted([run.start() for run in _RUN.finditer(text)] + [start for start, _ in COUNT_BEGINNINGS.find(text)])
    at = 0
    for sentence in document.sentences:
        first, at = at, bisect_left(begins, sentence.end, at)
        if at > first and sentence.section is not SectionKind.TABLE:
            yield sentence, list(_iter_numbers(text, begins[first:at], sentence))


def _iter_numbers(text: str, begins: list[int], sentence: Sentence) -> Iterator[tuple[int, int, int]]:
    since = sentence.start  # where the last number ended
    for begin in begins:
        if begin >= since and (match := _NUMBER.match(text, begin, sentence.end)):
            since = match.end()
            if (n := read_size(match[0])) is not None:
                yield n, begin, since


def find_counts(text: str, numbers: list[tuple[int, int, int]], end: int) -> list[Count]:
    """The numbers behind which a noun for people follows within a few words."""
    nouns = load_cues().nouns
    found = []
    for n, start, stop in numbers:
        if text[stop : stop + 1] in "名例位人只":
            found.append(Count(n, start, stop, stop, stop + 1, ""))
            continue
        at, words = stop, 0
        while words < _MOST_WORDS and (step := _STEP.match(text, at, end)):
            if step["word"]:
                words += 1
                word = step["word"].lower()
                if word in nouns or word.rpartition("-")[2] in nouns:
                    found.append(Count(n, start, stop, step.start("word"), step.end("word"), word))
                    break
                if step["comma"] and words >= _MOST_WORDS:
                    break
            at = step.end()
    return found


def iter_shared(
    text: str, numbers: list[tuple[int, int, int]], counts: list[Count]
) -> Iterator[tuple[list[int], int, int]]:
    """Groups with one noun: "12 rural and 15 urban infants", "patients (12 men and 15 women)"."""
    counted = {each.start: each for each in counts}
    numbers = [each for each in numbers if text[max(0, each[1] - 4) : each[1]] != "(of "]
    for number, (n, start, stop) in enumerate(numbers):
        is_split = (
            text[start - 1 : start] in {"(", "["} and _SPLIT_BEFORE.search(text, max(0, start - 30), start) is not None
        )
        sizes, at = [n], stop
        for more, begin, end in numbers[number + 1 : number + 4]:
            if not text[begin - 1].isspace() or not _JOINED.fullmatch(text, at, begin):
                break
            sizes.append(more)
            at = end
            last = counted.get(begin)
            if is_split and (closing := _SPLIT_AFTER.match(text, end)):
                yield sizes, start, closing.end()
                break
            if last is not None and not (start in counted and counted[start].end < begin):
                yield sizes, start, last.end
                break


def is_no_count(text: str, count: Count) -> bool:
    """True of years, doses, ages and counts of other things that a noun for people happens to follow."""
    before = text[max(0, count.start - 14) : count.start].lower()
    if (before[-1:].isspace() and before[:-1].endswith(_UNCOUNTED_BEFORE)) or is_year(text, count.start):
        return True
    between = text[count.stop : count.noun_start]
    return _OF.match(between) is not None or is_uncounted(between)


def is_year(text: str, at: int) -> bool:
    """True of "2010" in "in 2010", and of "2013-2014" anywhere."""
    if _YEARS.match(text, at):
        return True
    return _YEAR.match(text, at) is not None and _YEAR_BEFORE.search(text[max(0, at - 14) : at]) is not None


def is_uncounted(between: str) -> bool:
    """True where what stands between a number and its noun says that other things were counted."""
    if "(" in between:
        between = _BRACKET.sub(" ", between)
    return _UNCOUNTED.search(between) is not None


def are_parts(text: str, one: Count, other: Count) -> bool:
    """True of "1023 women and 1080 men", of whom more may be said between, and of "15 men and another 12 men"."""
    if is_no_count(text, one) or is_no_count(text, other):
        return False
    if _ANOTHER.fullmatch(text, one.end, other.start):
        return True
    is_pair = (one.noun in _FEMALE and other.noun in _MALE) or (one.noun in _MALE and other.noun in _FEMALE)
    shares = (SHARE_AFTER.match(text, one.end), SHARE_WITHIN.search(text, one.start, other.end))
    return is_pair and not any(shares) and _AND.fullmatch(text, one.end, other.start) is not None


def read_size(printed: str | None) -> int | None:
    """The whole number that was printed in digits or words, or None.

    >>> read_size("1,234"), read_size("1.2 million"), read_size("thirty-two")
    (1234, 1200000, 32)
    """
    if printed is None:
        return None
    if printed.endswith(("million", "thousand")) and (times := _MILLIONS.fullmatch(printed)):
        return (
            int(float(times[1]) * (1_000_000 if times[2] == "million" else 1000)) if times[1].count(".") < 2 else None
        )
    digits = "".join(printed.replace(",", "").split())
    if digits.isdigit():
        return int(digits) if len(digits) < 12 else None
    return read_count(printed)
