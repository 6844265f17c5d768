"""The two sides of a trial in a piece of text: which of its words name the treatment and which the control."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import regex

from miner.extract.claims.arms.cues import load_arm_cues
from miner.extract.grammar.rules import Rule

_TREATED_GROUP = Rule(
    r"(?<!-|\b(?:after|before|during|of|to|for)\s(?:the\s)?)\b(?P<name>treatment|treated|study|trial|test|case)"
    r"[ -](?:groups?|arms?|patients|subjects|animals|rats|mice|women|men|children|infants|participants|individuals|eyes"
    r"|(?:and|or|versus|vs\.?) (?:the )?(?:control|placebo))",
    regex.I,
)
GROUP_NAME = r"(?:I{1,3}|IV|[1-9]|[A-Z](?:\d|[A-Z]{1,2}\d?)?(?:\+[A-Z])?)"
"""How a group is called by a letter, a number, or both: "group B", "groups II and III", "group RF"."""

_GROUPS = regex.compile(
    rf"\b[Gg](?:roups?|p\.?)\s+(?P<name>{GROUP_NAME})\b"
    rf"(?:(?:,|,? and|,? or|,? versus|,? vs\.?)\s(?P<name>{GROUP_NAME})\b)*"
)
_LETTERS = Rule(
    rf"(?<![/+-])\b(?P<name>{GROUP_NAME})(?:(?:,|,? and|,? or|,? versus|,? vs\.?)\s(?P<name>{GROUP_NAME})\b)*"
    r"\s(?:[Gg]roups?|[Aa]rms?)\b(?! of\b)"
)
_NO_ARM = regex.compile(  # words that name no arm here: "standard deviation", "glycaemic control"
    r"(?:standard (?:deviation|error|score|ised|ized)|comparison(?! (?:group|arm))"
    r"|(?<=\b(?:disease|glyc\w+|pain|weight|glucose|symptom|asthma|tumou?r|local|motor|postural|pressure|quality|birth"
    r"|self|infection|metabolic|headache|seizure|lipid|bladder|impulse|cognitive)[ -])controls?)\b",
    regex.I,
)
_WITHOUT = Rule(  # not "with or without zinc"
    r"(?<!\b(?:or|and|and/or|versus|vs\.?)\s(?:(?:did|were|had|was)\s)?)\b(?:without"
    r"|(?:receiv|tak|us|hav)ing no|(?:received|took|had|on) no"
    r"|(?:(?:who|that|which|those)\s)?(?:(?:did|had|have|was|were|do|does) )?(?:not|n[o']t)"
    r"(?: been)? "
    r"(?:tak(?:e|en|ing)|receiv(?:e|ed|ing)|given|treated|supplemented|us(?:e|ed|ing)|on|hav(?:e|ing)|undergo(?:ing|ne)?)"
    r"(?: with)?|(?:who|that|those) (?:did|had|have|was|were|do) (?:not|n[o']t)(?=\W*(?:$|[,;:.()]|\band\b|\bbut\b)))\b"
    r"(?P<bare>(?: (?:it|them|this|these|any|the (?:drug|treatment|supplement|intervention)|treatment|supplements))?"
    r"(?=\W*(?:$|[,;:.()]|\b(?:and|but|p)\b)))?",
    regex.I,
)
_WITH_IT = regex.compile(
    r"\b(?:receiving|taking|given|using|with) (?:it|them)\b"
    r"|\b(?:who|that) (?:did|had|were|was)(?=\W*(?:$|[,;:.()]|\b(?:and|but)\b))",
    regex.I,
)
_OF_IT = regex.compile(
    r"\s(?:(?:the|any|such|additional|oral|daily|a|an|extra|further|adjuvant|concomitant)\s)*(?:[\w-]+\s)?$"
)
_NEAR = 25
_PLUS = regex.compile(r"\s*(?:plus|\+|/|added to|combined with|and matching)\s*", regex.I)
_WORD = regex.compile(r"([\p{L}\d][\p{L}\d'‐-]*)")
_ASCII_WORD = re.compile(r"([A-Za-z0-9][A-Za-z0-9'-]*)")
"""The same for ASCII, which the standard library's engine reads in half the time."""

_STEM = regex.compile(r"-(?:treated|based|groups?|supplemented|arm|)$")
_LISTED = regex.compile(r",|\b(?:and|or|versus|vs)\b")
_ARM = regex.compile(r"\b(?P<name>[\p{L}\d][\w/+&-]*)(?:[ -](?:treatment|strategy|therapy))?[ -](?:groups?|arms?)\b")
_ARM_END = Rule(r"[ -](?:groups?|arms?)\b")


class Label(NamedTuple):
    """A word of a sentence that names a side: 1 the treatment, -1 the control."""

    start: int
    end: int
    side: int


@dataclass(frozen=True, slots=True)
class Arms:
    """Words and group names of the treatment and of the control; `named` are sides that only their order tells."""

    ours: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()
    groups: tuple[tuple[str, int], ...] = ()
    named: tuple[tuple[str, int], ...] = ()

    def labels(self, text: str) -> tuple[Label, ...]:
        """The sides that a piece of text names, in order; neighbours of one side count once."""
        return _labels(self, text)

    def side_of(self, name: str) -> int:
        """The side that "group B" names; 0 where it names none."""
        match = _GROUPS.fullmatch(name)
        if match:
            return dict(self.groups).get(match["name"], 0)
        if name in dict(self.groups):
            return dict(self.groups)[name]
        words = set(words_of(name)) or {name.casefold()}
        if len(words) == 1 and (word := next(iter(words))).startswith("non-") and self._is_without(word):
            return -1  # of a deficiency the sign is turned by its state
        return -1 if words and words <= self.theirs | load_arm_cues()["control"] else 0

    def _is_without(self, word: str) -> bool:
        """True of "non-zinc" and "zinc-free" in a trial of zinc."""
        parts = set(word.split("-"))
        return bool(parts & load_arm_cues()["without"] and parts & self.ours)

    def side_of_word(self, word: str) -> int:
        """The side that one word, in lower case, names; 0 where it names none."""
        cues = load_arm_cues()
        stem = _stem(word)
        if word in cues["control"] or stem in self.theirs:
            return -1
        if word in cues["treated"] or stem in self.ours:
            return 1
        side = dict(self.named).get(stem, 0)
        if not side and "-" in word:  # "the medical-management group", "the zinc-first group"
            parts = set(word.split("-"))
            if parts & cues["without"]:
                return -1 if self._is_without(word) else 0
            side = bool(parts & self.ours) - bool(parts & (self.theirs | cues["control"]))
        return side


def find_words(text: str) -> list[str]:
    """The words of a text that may be a part of a name, in lower case."""
    return (_ASCII_WORD if text.isascii() else _WORD).findall(text.casefold())


def _placed_words(text: str) -> list[tuple[str, int, int]]:
    """The same words, with their places."""
    parts = (_ASCII_WORD if text.isascii() else _WORD).split(text)  # by turns what stands between words, and a word
    places = list(accumulate(map(len, parts)))
    return list(zip(map(str.casefold, parts[1::2]), places[::2], places[1::2], strict=False))


def _stem(word: str) -> str:
    return _STEM.sub("", word) if "-" in word else word


def words_of(name: str) -> list[str]:
    """The words of a name that may tell a side, in lower case.

    >>> words_of("daily oral zinc sulphate in adults")
    ['zinc', 'sulphate']
    """
    plain = load_arm_cues()["plain"]
    words = (_stem(word) for word in find_words(name.replace("‐", "-")))
    return [word for word in words if word not in plain and not word.isdigit() and len(word) > 2]


def iter_group_names(text: str) -> Iterator[tuple[str, int, int]]:
    """The names of groups such as the B of "group B", or each of "groups A and B", with their places."""
    for match in _GROUPS.finditer(text):
        for at, name in enumerate(match.captures("name")):
            start, end = match.spans("name")[at]
            yield name, start if at else match.start(), end


def _iter_letters(text: str) -> Iterator[tuple[str, int, int]]:
    """The names before the word: the D of "the D group", or each of "the D and M groups"."""
    for match in _LETTERS.finditer(text):
        for at, name in enumerate(match.captures("name")):
            yield name, *match.spans("name")[at]


@lru_cache(maxsize=128)  # a sentence is asked for them once a relation
def _labels(arms: Arms, text: str) -> tuple[Label, ...]:
    cues = load_arm_cues()
    sides = dict(arms.groups)
    named = (*iter_group_names(text), *_iter_letters(text)) if sides else ()
    found = [Label(start, end, sides[name]) for name, start, end in named if sides.get(name)]
    found += [Label(*m.span("name"), 1) for m in _TREATED_GROUP.finditer(text)]
    names = arms.ours.union(arms.theirs, cues["control"], cues["treated"], dict(arms.named))
    words = _placed_words(text.replace("‐", "-"))
    told = {word for word, _, _ in words if "-" in word or word in names}
    known = {word: side for word in told if (side := arms.side_of_word(word))}
    found += [
        Label(start, end, known[word]) for word, start, end in words if word in known and not _NO_ARM.match(text, start)
    ]
    found += _other_arms(text, found)
    found = _turned(text, found)
    out: list[Label] = []
    for label in sorted(found, key=lambda label: label.start):
        if out and out[-1].side == label.side and _is_one_name(text, out[-1].end, label.start):
            continue
        if out and out[-1].end + 1 == label.start and text[out[-1].end] == " ":  # "sham acupuncture", "late feeding"
            out[-1] = Label(out[-1].start, label.end, -1)
            continue
        if out and _PLUS.fullmatch(text, out[-1].end, label.start):
            out[-1] = _joined(text, out[-1], label)
            continue
        out.append(label)
    return tuple(out)


def _turned(text: str, found: list[Label]) -> list[Label]:
    """The arms with those who went without: "without zinc", "those who did not take it"."""
    for match in _WITHOUT.finditer(text) if found else ():
        named = next((each for each in found if _OF_IT.fullmatch(text, match.end(), each.start)), None)
        if named is not None:
            found = [each for each in found if each is not named]
            found.append(Label(named.start, named.end, -named.side))
            if (other := _WITH_IT.search(text, named.end)) is not None:
                found.append(Label(*other.span(), named.side))
        elif match["bare"] is not None and any(each.side == 1 for each in found):
            found.append(Label(match.start(), match.end(), -1))
    return found


def _joined(text: str, one: Label, other: Label) -> Label:
    """Of "zinc plus placebo" the side of the control, of "zinc plus iron" that of the treatment."""
    words = find_words(text[one.start : other.end])
    side = max(one.side, other.side) if load_arm_cues()["control"].isdisjoint(words) else -1
    return Label(one.start, other.end, side)


def _is_one_name(text: str, start: int, end: int) -> bool:
    """True of what stands between two words of one arm's name: "2 mg zinc sulphate in the treated"; of no list."""
    return end - start < _NEAR and _LISTED.search(text, start, max(start, end)) is None


def iter_arms(text: str, start: int = 0) -> Iterator[regex.Match[str]]:
    """The words with a `name` before "group" or "arm", from a place on."""
    last = start
    for end in _ARM_END.finditer(text, start):  # no more than two spaces stand in a match: it is looked for only there
        space = end.start() + 1
        for _ in range(3):
            space = max(text.rfind(" ", 0, space), 0)
        for match in _ARM.finditer(text, max(space, last), end.end()):
            last = match.end()
            yield match


def _other_arms(text: str, known: Sequence[Label]) -> list[Label]:
    """The arm that stands against the one that is known: "the IS group" against "the control group"."""
    sides = {label.side for label in known}
    if len(sides) != 1:
        return []
    return [
        Label(m.start(), m.end(), -next(iter(sides)))
        for m in iter_arms(text)
        if m["name"].casefold() not in load_arm_cues()["no_name"]
        and not any(m.start() < label.end and label.start < m.end() for label in known)
    ]
