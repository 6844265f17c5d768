"""The two sides of a trial: which words of a sentence name the treatment and which the control."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

import regex

from miner.extract.grammar.rules import Rule

EMPTY: Mapping[str, str] = MappingProxyType({})
_MOST_ARMS = 4
_CONTROL = frozenset(
    [
        "placebo", "control", "controls", "sham", "conventional", "untreated", "usual", "standard", "comparison",
        "comparator", "nonusers", "vehicle", "unsupplemented",
    ]
)  # fmt: skip
_TREATED = frozenset(["intervention", "experimental", "active", "verum", "supplemented", "supplementation"])
_TREATED_GROUP = regex.compile(
    r"(?<!\b(?:after|before|during|of|to|for)\s(?:the\s)?)\b(?:treatment|treated|study|trial|test|case)"
    r"(?=[ -](?:groups?|arms?|patients|subjects|animals|rats|mice"
    r"|(?:and|or|versus|vs\.?) (?:the )?(?:control|placebo)))",
    regex.I,
)
_WITHOUT = frozenset(["deficient", "free", "depleted", "restricted", "naive", "untreated", "non"])
_SIDES = regex.compile(
    r"(?P<ours>[^.;:?]{3,80}?)\s(?:versus|vs\.?|compared (?:with|to)|or)\s(?P<theirs>[^.;:?]{3,60})", regex.I
)
_TURN = regex.compile(r"\s(?:versus|vs\.?|compared (?:with|to)|or)\s", regex.I)
"""What parts the two sides: most titles have none, and are not searched for them."""
_GIVEN = Rule(
    r"\b(?:randomi[sz]ed|assigned|allocated|received?|treated with)\b"
    r"[^.;]{0,40}?\b(?:to|receive|received|with|either)\s"
    r"(?P<ours>[^.;]{3,80}?)(?:\([^)]*\))?,?\s(?:or|versus|vs\.?)\s(?P<theirs>[^.;,]{3,60})",
    regex.I,
)
_BEHIND = regex.compile(r"\s(?:in|on|for|during|among|by|at)\s", regex.I)
_NAMED = Rule(r"\b[Gg]roups?\s+(?P<name>I{1,3}|[1-4]|[A-Z])\b(?=(?P<behind>[^;.]{0,60}))")
_GROUP = regex.compile(r"\b[Gg]roups?\s+(?P<name>I{1,3}|[1-4]|[A-Z])\b")
_NO_ARM = regex.compile(  # words that name no arm here: "standard deviation", "glycaemic control"
    r"(?:standard (?:deviation|error|score|ised|ized)|comparison(?! (?:group|arm))"
    r"|(?<=\b(?:disease|glyc\w+|pain|weight|glucose|symptom|asthma|tumou?r|local|motor|postural|pressure|quality|birth"
    r"|self|infection|metabolic|headache|seizure|lipid|bladder|impulse|cognitive)[ -])controls?)\b",
    regex.I,
)
_NEAR = 25
_PLUS = regex.compile(r"\s*(?:plus|\+|/|added to|combined with|and matching)\s*", regex.I)
_WORD = regex.compile(r"[\p{L}\d][\p{L}\d'-]*")
_PLAIN = frozenset(
    [
        "the", "and", "or", "of", "in", "with", "a", "an", "to", "for", "on", "mg", "day", "daily", "dose",
        "low", "high",
        "oral", "group", "groups", "patients", "therapy", "effect", "effects", "once", "twice", "weeks",
        "months", "either",
        "plus", "alone", "trial", "randomized", "randomised", "women", "men", "children", "use", "using", "one",
        "two",
        "three", "four", "receive", "treatment", "care", "comparison", "efficacy", "safety", "ml", "kg", "who",
        "were",
        "was", "by", "at", "from", "as", "after", "during",
        "both", "same", "according", "then", "first", "followed", "before", "total", "significant", "small", "acid",
        "times", "every", "based", "days", "effectiveness", "evaluation", "influence", "impact", "role", "addition",
        "only", "without", "different", "following", "combined", "combination", "added", "using", "receiving", "given",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
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
        match = _GROUP.fullmatch(name)
        if match:
            return dict(self.groups).get(match["name"], 0)
        words = set(_words(name))
        return -1 if words and words <= self.theirs | _CONTROL else 0

    def side_of_word(self, word: str) -> int:
        """The side that one word, in lower case, names; 0 where it names none."""
        stem = word
        if "-" in word:
            stem = word.removesuffix("-treated").removesuffix("-group").removesuffix("-supplemented")
        if word in _CONTROL or stem in self.theirs:
            return -1
        if word in _TREATED or stem in self.ours:
            return 1
        side = dict(self.named).get(stem, 0)
        if not side and "-" in word:  # "the medical-management group", "the zinc-first group"
            parts = set(word.split("-"))
            if parts & _WITHOUT:
                return -1 if parts & self.ours else 0
            side = bool(parts & self.ours) - bool(parts & (self.theirs | _CONTROL))
        return side


@lru_cache(maxsize=128)  # a sentence is asked for them once a relation
def _labels(arms: Arms, text: str) -> tuple[Label, ...]:
    sides = dict(arms.groups)
    named = _GROUP.finditer(text) if sides else ()
    found = [Label(m.start(), m.end(), sides[m["name"]]) for m in named if sides.get(m["name"])]
    found += [Label(m.start(), m.end(), 1) for m in _TREATED_GROUP.finditer(text)]
    names = arms.ours | arms.theirs | _CONTROL | _TREATED | dict(arms.named).keys()
    told = [(word, word.casefold()) for word in set(_WORD.findall(text))]
    known = {
        word: side for word, lower in told if ("-" in lower or lower in names) and (side := arms.side_of_word(lower))
    }
    if known:
        words = ((match, known.get(match[0])) for match in _WORD.finditer(text))
        found += [Label(m.start(), m.end(), side) for m, side in words if side and not _NO_ARM.match(text, m.start())]
    found += _other_arms(text, found)
    out: list[Label] = []
    for label in sorted(found, key=lambda label: label.start):
        if out and out[-1].side == label.side and label.start - out[-1].end < _NEAR:
            continue
        if out and _PLUS.fullmatch(text, out[-1].end, label.start):  # "zinc plus placebo" is what the controls had
            out[-1] = Label(out[-1].start, label.end, min(out[-1].side, label.side))
            continue
        out.append(label)
    return tuple(out)


_ARM = regex.compile(r"\b(?P<name>[\p{L}\d][\w/+&-]*)(?:[ -](?:treatment|strategy|therapy))?[ -](?:groups?|arms?)\b")
_ARM_END = Rule(r"[ -](?:groups?|arms?)\b")
_NO_NAME = frozenset(
    ["the", "two", "both", "between", "three", "four", "all", "this", "that", "each", "other", "another", "same",
     "either",
     "age", "which", "these", "of", "in", "and", "or", "study", "treatment", "patient", "second", "first",
     "within", "any", "among", "for", "to", "from", "with", "respective", "different", "parallel", "subject",
     "third", "equal", "across", "comparing", "five", "six", "seven", "eight", "ten", "intra", "inter", "only", "per",
     "than", "as", "an", "by", "were", "was", "on", "at", "some", "several", "single", "no", "age", "ethnic", "focus",
     "independent", "separate", "large", "small", "new", "main", "whole", "those", "such", "respectively"]
)  # fmt: skip


def _iter_arms(text: str) -> Iterator[regex.Match[str]]:
    """What `_ARM` matches, looked for only in front of its last word: no more than two spaces stand in a match."""
    last = 0
    for end in _ARM_END.finditer(text):
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
        for m in _iter_arms(text)
        if m["name"].casefold() not in _NO_NAME
        and not any(m.start() < label.end and label.start < m.end() for label in known)
    ]


def find_arms(text: str, title_end: int, exposures: Sequence[str], *, short_forms: Mapping[str, str] = EMPTY) -> Arms:
    """The sides that a document's title, its exposures and the sentence that tells of the arms name.

    `short_forms` gives the long form of each short one, in lower case.
    """
    ours = {word for name in exposures[:1] for word in _words(name)}
    theirs: set[str] = set()
    title = text[:title_end]
    for match in (_SIDES.search(title) if _TURN.search(title) else None, _GIVEN.search(text, title_end)):
        if match is None:
            continue
        left, right = set(_words(match["ours"])), set(_words(_BEHIND.split(match["theirs"])[0]))
        if (ours & right and not ours & left) or (left & _CONTROL and not right & _CONTROL):
            left, right = right, left
        if match.start() >= title_end:  # a title's other words are the outcome's
            ours |= left - right
        theirs |= right - left
    theirs -= ours
    ours -= _CONTROL
    for short, long in short_forms.items():
        words = set(_words(long))
        if words & ours and not words & (theirs | _CONTROL):
            ours.add(short)
        elif words and not words & ours and (words & theirs or words <= _CONTROL):
            theirs.add(short)
    plain = Arms(frozenset(ours), frozenset(theirs), _groups(text, ours, theirs))
    return replace(plain, named=_named(text, plain))


def _named(text: str, arms: Arms) -> tuple[tuple[str, int], ...]:
    """The sides of names that stand before "group" or "arm": beside a known one the other, else the first acts."""
    names = dict.fromkeys(m["name"].casefold() for m in _iter_arms(text))
    named = [name for name in names if name not in _NO_NAME and len(name) > 1 and not name.isdigit()]
    sides = {name: arms.side_of_word(name) for name in named}
    unknown = [name for name in named if not sides[name]]
    known = set(sides.values()) - {0}
    if len(named) > _MOST_ARMS or len(known) > 1:
        return ()
    other = -next(iter(known)) if known else 0
    return tuple((name, other or (-1 if at else 1)) for at, name in enumerate(unknown))


def _words(name: str) -> list[str]:
    return [
        word
        for word in map(str.casefold, _WORD.findall(name))
        if word not in _PLAIN and not word.isdigit() and len(word) > 2
    ]


def _groups(text: str, ours: set[str], theirs: set[str]) -> tuple[tuple[str, int], ...]:
    """Of "group A (zinc) and group B (placebo)": A the treatment, B the control; without a hint the first acts."""
    sides: dict[str, int] = {}
    order: list[str] = []
    for match in _NAMED.finditer(text):
        name = match["name"]
        if name not in order:
            order.append(name)
        if sides.get(name):
            continue
        near = _GROUP.split(match["behind"])[0]
        if text[max(0, match.start() - 1) : match.start()] in {"(", "["}:
            near = regex.split(r"[.;,\n]| and | or ", text[max(0, match.start() - 70) : match.start()])[-1]
        words = set(map(str.casefold, _WORD.findall(near)))
        if words & (_CONTROL | theirs):
            sides[name] = -1
        elif words & ours:
            sides[name] = 1
    if len(order) < 2:
        return ()
    known = {sides[name] for name in order if name in sides}
    for at, name in enumerate(order[:2]):
        if name not in sides:
            sides[name] = -1 if known == {1} else 1 if known == {-1} else (1 if at == 0 else -1)
    return tuple((name, sides[name]) for name in order if name in sides)
