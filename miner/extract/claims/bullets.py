"""Lists that stand in lines of their own under what they complete: "Symptoms of X deficiency:" and a line for each."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from miner.extract.grammar.words import Bracket, Word, split_words
from miner.model.reading import Sentence

Part = tuple[list[Word], list[Bracket]]
"""The words of a sentence, and its brackets."""

_ITEM = regex.compile(r"\s*\n\s*(?P<mark>\*(?!\*)|[•·>–-]|\d{1,2}[.)])\s*(?P<item>[^\n]+)")
_LEAD = regex.compile(r"(?:\d{1,2}[.)]|[*•·>#–\s-])*")
_END = regex.compile(r"(?:[\s*_.:]|\([^()\n]*\))*\Z")
_TRAIL = regex.compile(r"(?:[\s*_.,;]|\b(?:or|and)\s*\Z)*\Z")
_ASIDE = regex.compile(r"\([^()\n]*\)")
_NO_ITEM = regex.compile(r"[\[|=?!]|https?:|[.;:]\s|\s[–-]\s|\b(?:is|are|was|were|has|have|you|your|I|we)\b")
_OPEN_ENDS = frozenset(
    ["include", "includes", "including", "regarding", "with", "of", "by", "in", "on", "for", "against",
     "cause", "to", "from", "reduces", "reduce", "increases", "increase", "prevents", "prevent", "improves", "improve"]
)  # fmt: skip
_WORDS = 7  # of an item at most
_FEWEST, _MOST = 2, 30  # items of a list


def with_items(sentence: Sentence, text: str) -> tuple[Sentence, Part]:
    r"""A sentence with its words; one that the lines below complete, with them, read as "A, B and C".

    >>> text = "Symptoms of X deficiency:\n* cramps\n* fatigue\n"
    >>> sentence, (words, _) = with_items(Sentence(0, 25), text)
    >>> sentence.end, [word.text for word in words[-4:]]
    (44, [':', 'cramps', 'and', 'fatigue'])
    """
    alone = split_words(text, sentence.start, sentence.end)
    first = _ITEM.match(text, sentence.end)
    if first is None or (lead := _lead(sentence, text)) is None:
        return sentence, alone
    items: list[tuple[int, int, int]] = []
    match: regex.Match[str] | None = first
    while match is not None and len(items) < _MOST:
        end = _TRAIL.search(text, match.start("item"), match.end("item"))
        assert end is not None
        if match["mark"][-1] != first["mark"][-1] or not _is_name(text[match.start("item") : end.start()]):
            break
        items.append((match.start("mark"), match.start("item"), end.start()))
        match = _ITEM.match(text, match.end())
    if len(items) < _FEWEST:
        return sentence, alone
    return replace(sentence, end=items[-1][2]), _joined(lead, items, text)


def _lead(sentence: Sentence, text: str) -> Part | None:
    """The words of a line that asks for more: it ends in a colon, or in a word that names nothing yet."""
    lead = _LEAD.match(text, sentence.start, sentence.end)
    close = _END.search(text, sentence.start, sentence.end)
    assert lead is not None
    assert close is not None
    words, brackets = split_words(text, lead.end(), close.start())
    if len(words) < 2:
        return None
    mark, last = text[close.start() : sentence.end], words[-1].lower
    is_asking = ":" in mark or (mark and "following" in {word.lower for word in words})
    if last == "causes" or not (is_asking or last in _OPEN_ENDS):
        return None  # "X causes:" is told of what X causes, or of what causes it
    if last not in _OPEN_ENDS:
        at = close.start() + max(mark.find(":"), 0)
        words.append(Word(":", ":", is_number=False, start=at, end=at + 1))
    return words, brackets


def _is_name(item: str) -> bool:
    """True of a line that names a thing and says nothing more."""
    named = _ASIDE.sub("", item)
    return 0 < len(named.split()) <= _WORDS and _NO_ITEM.search(named) is None


def _joined(lead: Part, items: Sequence[tuple[int, int, int]], text: str) -> Part:
    """The words of the line and of its items, with commas and a last "and" where their marks stand."""
    words, brackets = lead
    for number, (mark, start, end) in enumerate(items):
        if number:
            joint = "and" if number == len(items) - 1 else ","
            words.append(Word(joint, joint, is_number=False, start=mark, end=mark + 1))
        more, inside = split_words(text, start, end)
        brackets += [_moved(each, len(words)) for each in inside]
        words += more
    return words, brackets


def _moved(bracket: Bracket, shift: int) -> Bracket:
    """The bracket with its place among more words."""
    return bracket._replace(behind=bracket.behind + shift)
