"""Which sentences can hold an estimate at all: most hold none of its words and are passed over."""

import re
from bisect import bisect_right
from functools import cache

from ahocorasick_rs import AhoCorasick

from miner.extract.estimates.cues import load_cues
from miner.model.article import SectionKind
from miner.model.reading import Document, Sentence

_MARK_WORDS = (
    "C.I. onfidence redible redibility ncertainty 置信 可信 p= P= p< P< p> P> p≤ P≤ p≥ P≥ p-v P-v Ptrend ptrend "
    "P-t p-t odds Odds hazard Hazard likel times fold risk Risk β ß η κ ρ τ 95%"
)
_MARKS = frozenset(_MARK_WORDS.split())
_SPACED_MARKS = (
    "p = |P = |p < |P < |p > |P > |p v|P v|p f|P f|p ≤|P ≤|p:|P:|p ˂|P ˂|p &|P &|p\u00a0=|P\u00a0=|p\u2009=|P\u2009="
)
_SPACED = frozenset(_SPACED_MARKS.split("|"))
_MORE_WORDS = "lower higher greater less more fewer reduc decreas increas improv declin smaller larger"
_CHANGES = {
    *(f"{percent} {word}" for percent in ("%", "percent") for word in _MORE_WORDS.split()),
    *(f" by {after}" for after in (*"0123456789+-−∼~", "a mean", "an average", "about", "approx", "nearly", "almost")),
    *(f"{bracket}{digit}." for bracket in "([" for digit in "012"),
    *(f"{noun} of " for noun in ("reduction", "decrease", "increase", "improvement", "decline")),
    *(f"{before}{sign}{digit}" for before in ("(", "[", ", ") for sign in "+-−–" for digit in "0123456789"),
}
_LETTERS = "rRdgbBkK"
_DIGIT = re.compile(r"\d")


@cache
def _marks() -> tuple[AhoCorasick, int, AhoCorasick]:
    """What is looked for in the text (the first so many words stand alone), and the names in the folded text."""
    cues = load_cues()
    words = sorted(
        {"CI", "CIs", "CrI", "CrIs", "UI", "HDI", "HPD", "IC", *(each for each in cues.shorts if len(each) > 1)}
    )
    letters = {f"{letter}{after}" for letter in _LETTERS for after in ("=", " =", " 0", " .", " -0", " −0", ":")}
    return (
        AhoCorasick([*words, *sorted({*_MARKS, *_SPACED, *_CHANGES, *letters})]),
        len(words),
        AhoCorasick(sorted(cues.measures)),
    )


def iter_candidates(document: Document) -> tuple[Sentence, ...]:
    """The sentences with a digit and a word, sign or abbreviation that estimates are told with."""
    text = document.text
    starts = [sentence.start for sentence in document.sentences]
    marks, count, names = _marks()
    lower = text.lower().replace("-", " ").replace("‐", " ")
    hits = (
        {bisect_right(starts, start) - 1 for _, start, _ in names.find_matches_as_indexes(lower)}
        if len(lower) == len(text)
        else set(range(len(starts)))
    )
    for which, start, end in marks.find_matches_as_indexes(text, overlapping=True):
        if which >= count or not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
            hits.add(bisect_right(starts, start) - 1)
    return tuple(
        sentence
        for number, sentence in enumerate(document.sentences)
        if number in hits
        and sentence.section is not SectionKind.TABLE
        and _DIGIT.search(text, sentence.start, sentence.end)
    )
