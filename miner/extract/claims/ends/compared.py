"""What tells the groups of a text apart: "patients with X were compared with controls", "by whether they had X"."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from miner.extract.claims.arms.sides import find_words
from miner.extract.claims.ends.exposures import Thing
from miner.extract.claims.ends.groupings import Patterns, load_patterns, load_words
from miner.extract.claims.ends.names import is_adjective, names_something
from miner.extract.claims.ends.titles import load_title_patterns
from miner.extract.claims.naming import rolled_up
from miner.extract.grammar.cues import load_cues
from miner.extract.grammar.rules import Rule
from miner.model.article import SectionKind
from miner.model.concept import EntityType, State
from miner.model.reading import Document, Mention, Sentence

_LOUD = {SectionKind.TITLE, SectionKind.RESULTS, SectionKind.CONCLUSIONS, SectionKind.TABLE}
_RESULT = regex.compile(
    r"\b[pP]\s?[<>=≤]|\b(?:higher|lower|similar(?:ly)?|greater|fewer|longer|shorter|significan\w+|did not differ"
    r"|associated|more (?:often|common|frequent|likely)\w*|less (?:often|common|frequent|likely)\w*|no differences?)\b"
)
_ASKS = regex.compile(
    r"\b(?:aim\w*|purpose|objectives?|goal|whether|hypothes\w+|to (?:compare|determine|evaluate|assess|investigate"
    r"|examine|study|explore))\b",
    regex.I,
)
_OPERATION = regex.compile(
    r"(?:surgery|therapy|an(?:a)?esthesia|block|repair|treatment|delivery|resection|nutrition"
    r"|\w+(?:ectomy|plasty|ostomy|otomy))$",
    regex.I,
)
_HELD = regex.compile(r"compared|matched|contrasted|versus|vs", regex.I)
_TRIED = regex.compile(r"(?:[\w-]+\s)?(?:effects?|efficacy|effectiveness|safety)\b", regex.I)
_NEGATED = regex.compile(r"\b(?:not|without|never|no)\b", regex.I)
_ADDED = regex.compile(r"\s(?:plus|combined with|in addition to|followed by)\s|\s?\+\s?", regex.I)
_GROUP = Rule(r"\b(?P<name>[\p{L}\d][\w-]*(?: [\w-]+)?) (?:groups?|arms?)\b", regex.I)
_WITHOUT = regex.compile(r"^(?:non-?|un|in)(?=\w{4})")
_LITTLE = regex.compile(r"\b(?:deficien\w+|low|lower|lowest|inadequate|poor|lack|less)\b", regex.I)
_STEM = 5
_Spans = list[tuple[int, int]]
_MOST = 7  # words of a name
_KIN = 30  # characters in which "mothers of" stands before the people who have something


@dataclass(frozen=True, slots=True)
class Compared:
    """What one group of a text had, and the words that name it and the group that it is held against."""

    thing: Thing
    ours: frozenset[str]
    theirs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Pair:
    """What two groups had, by places in the text; of the other it may not be said."""

    ours: tuple[int, int]
    theirs: tuple[int, int] | None = None
    is_lacking: bool = False
    is_scale: bool = False


def find_compared(document: Document, *, is_randomized: bool) -> Compared | None:
    """What tells the groups of a document apart, by the first sentence before its results that says so.

    Where groups were made by chance, people who have something are those in whom a thing was tried.
    """
    patterns = load_patterns()
    if (titled := _titled(document, patterns)) is not None:
        return titled
    for sentence in _told_before_results(document):
        for pair in _pairs(patterns, document.text, sentence, is_randomized=is_randomized):
            if (found := _compared(document, pair, patterns)) is not None:
                return found
    return _named(document, patterns) if not is_randomized else None


def _titled(document: Document, patterns: Patterns) -> Compared | None:
    """The two of "X versus Z", where X is no mere way of giving ("early versus late surgery")."""
    match = patterns.versus.search(document.text, 0, document.title_end)
    if match is None:
        return None
    modifiers = load_title_patterns().modifiers
    if modifiers.issuperset(find_words(match["x"])) and modifiers.intersection(find_words(match["y"])[:1]):
        return None
    ours, theirs = match.span("x"), match.span("y")
    is_headless = " " not in match["x"] and " " in match["y"] and is_adjective(match["x"], load_cues())
    if is_headless and patterns.lacking.search(document.text, *theirs):  # "laparoscopic versus open repair"
        theirs = theirs[0], theirs[1] - len(match["y"].split()[-1]) - 1
    elif is_headless:  # "autologous versus allogeneic grafts": the second is the one that is named
        ours, theirs = theirs, ours
    pair = _Pair(ours, theirs)
    return _compared(document, pair, patterns, is_titled=True)


def _named(document: Document, patterns: Patterns) -> Compared | None:
    """What a group is called that is held against controls: "in the migraine group than in the control group"."""
    for match in patterns.named.finditer(document.text, document.title_end):
        if (found := _compared(document, _Pair(match.span("x"), is_lacking=True), patterns)) is not None:
            return found
    return None


def _told_before_results(document: Document) -> Iterator[Sentence]:
    for sentence in document.sentences:
        if sentence.section in _LOUD or sentence.end <= document.title_end:
            continue
        text = document.text[sentence.start : sentence.end]
        if sentence.section is None and _RESULT.search(text) and not _ASKS.search(text):
            return
        yield sentence


def _pairs(patterns: Patterns, text: str, sentence: Sentence, *, is_randomized: bool) -> Iterator[_Pair]:
    """What a sentence tells of two groups, the plainest way first."""
    place = sentence.start, sentence.end
    if not is_randomized:
        yield from _of_people(patterns, text, place)
    for match in patterns.done.inside(text, *place):
        is_done = match["verb"] != "had" or (match["y"] is not None and _OPERATION.search(match["y"]) is not None)
        if is_done:
            yield _Pair(match.span("x"), match.span("y"), is_lacking=match["not"] is not None)
    for match in patterns.basis.inside(text, *place) if not is_randomized else ():
        yield _Pair(match.span("x"), is_scale=match["had"] is None)
    for match in patterns.divided.inside(text, *place):
        yield _Pair(match.span("x"), match.span("y"))
    for match in patterns.held.inside(text, *place):
        pair = _Pair(match.span("x"), match.span("y"))
        if _are_groups(text, pair, patterns) or (match["what"] is not None and _TRIED.match(match["what"])):
            yield pair


def _of_people(patterns: Patterns, text: str, place: tuple[int, int]) -> Iterator[_Pair]:
    """What people have who are held against others."""
    for match in patterns.again.inside(text, *place):
        yield _Pair(match.span("x"), is_lacking=True)
    for match in patterns.pair.inside(text, *place):
        if (pair := _told_of_people(patterns, match, text)) is not None:
            yield pair
    for rule in patterns.lacked:
        for match in rule.inside(text, *place):
            yield _Pair(match.span("x"), is_lacking=True)
    for match in patterns.kinds.inside(text, *place):
        yield _Pair(match.span("x"), match.span("y"), is_lacking=True)
    for match in patterns.sorts.inside(text, *place):
        yield _Pair(match.span("x"), match.span("y"))


def _told_of_people(patterns: Patterns, match: regex.Match[str], text: str) -> _Pair | None:
    """Of "patients with X and controls", "patients without X and those with it": X and what the others have."""
    other = patterns.others.match(match["y"])
    if other is None or patterns.kin.search(text, max(match.start() - _KIN, 0), match.start()):
        return None
    is_negated = _NEGATED.search(match["had"]) is not None
    if other["had"] is None:
        is_lacking = other["alone"] or other["bare"] or patterns.lacking.search(other[0])
        is_told = is_lacking or _HELD.search(match["join"])
        return _Pair(match.span("x"), is_lacking=True) if is_told and not is_negated else None
    start = match.start("y")
    theirs = start + other.start("y"), start + other.end("y")
    if is_negated:
        return _Pair(theirs, is_lacking=True)
    return _Pair(match.span("x"), None if _NEGATED.search(other["had"]) else theirs)


def _are_groups(text: str, pair: _Pair, patterns: Patterns) -> bool:
    """True of two names of which one stands before "group"."""
    first, second = (_words_of_all(text, _parts(text, span, patterns)) for span in (pair.ours, pair.theirs))
    names = {word for match in _GROUP.finditer(text) for word in find_words(match["name"])}
    return bool(names & (first ^ second))


def _compared(document: Document, pair: _Pair, patterns: Patterns, *, is_titled: bool = False) -> Compared | None:
    """The pair as what is compared; None where it names nothing."""
    text = document.text
    ours, theirs = (_parts(text, span, patterns) for span in (pair.ours, pair.theirs))
    own, other = _unshared(text, ours, theirs), _unshared(text, theirs, ours)
    if theirs and not pair.is_lacking:
        own, other = ([span for span in spans if not patterns.lacking.search(text, *span)] for spans in (own, other))
        if not own:
            own, theirs = other, ours
    if not own or not may_tell_apart(text, own[0]):
        return None
    thing = thing_at(document, *own[0])
    name = text[slice(*own[0])]
    if _is_lack(thing, name):
        return None
    if thing.type is None and not is_titled and (pair.is_scale or not _is_name(text, name, patterns)):
        return None
    first, second = _words_of_all(text, own), _words_of_all(text, theirs)
    return Compared(thing, *_with_kin_words(text, first - second, second - first, patterns))


def _is_lack(thing: Thing, name: str) -> bool:
    """True of a deficiency, of which a group's results tell the other way round."""
    is_state = thing.concept is not None and rolled_up(thing.concept)[1] == State.LOW
    return is_state or _LITTLE.search(name) is not None


def may_tell_apart(text: str, span: tuple[int, int]) -> bool:
    """True of a piece of text that names what may tell one group from another."""
    patterns = load_patterns()
    name = text[slice(*span)]
    return bool(_words_of(name)) and len(name.split()) <= _MOST and patterns.nameless.fullmatch(name) is None


def _unshared(text: str, spans: _Spans, others: _Spans) -> _Spans:
    """Of "A plus B" what the others did not have."""
    had = _words_of_all(text, others)
    return [span for span in spans if not _words_of(text[slice(*span)]) <= had]


def _words_of_all(text: str, spans: _Spans) -> frozenset[str]:
    return frozenset(word for span in spans for word in _words_of(text[slice(*span)]))


def _with_kin_words(
    text: str, ours: frozenset[str], theirs: frozenset[str], patterns: Patterns
) -> tuple[frozenset[str], frozenset[str]]:
    """Both sides with what their people are called: "diabetic" and "nondiabetic" where diabetes tells them apart."""
    called = {match["name"].casefold() for match in patterns.called.finditer(text)} - theirs
    stems = tuple(word[:_STEM] for word in ours if len(word) > _STEM - 2)
    own = {word for word in called if word.startswith(stems)}
    ours, theirs = (words | {f"{word}s" for word in words} for words in (ours, theirs))
    return ours | own, theirs | {word for word in called if _WITHOUT.sub("", word).startswith(stems)} - own


def _is_name(text: str, name: str, patterns: Patterns) -> bool:
    """True of a name, and of an adjective by which a text calls its people: "obese" of "obese women"."""
    if names_something(name, load_cues()):
        return True
    return any(match["name"].casefold() == name.casefold() for match in patterns.called.finditer(text))


def _words_of(name: str) -> frozenset[str]:
    """The words of a name that may stand before "group" without the others."""
    return frozenset(word for word in find_words(name) if len(word) > 2) - frozenset(load_words()["plain"])


def _parts(text: str, span: tuple[int, int] | None, patterns: Patterns) -> _Spans:
    """What is told of people ("those who received X"), else the phrase; of "A plus B" both."""
    if span is None or span[1] <= span[0]:
        return []
    start, end = span
    people = patterns.people.match(text, start, end)
    name = patterns.name.match(text, people.end() if people is not None else start, end)
    found = []
    while name is not None:
        found.append(name.span("x"))
        added = _ADDED.match(text, name.end())
        name = patterns.name.match(text, added.end()) if added is not None else None
    return found


def thing_at(document: Document, start: int, end: int) -> Thing:
    """A piece of text with the mention that it rests on."""
    inside = [m for m in document.mentions if m.start < end and start < m.end and _is_named(m)]
    best = next((m for m in inside if m.start <= start and end <= m.end), None)
    best = best or next((m for m in inside if m.end == end), inside[0] if inside else None)
    if best is None:
        return Thing(start, end)
    return Thing(min(start, best.start), max(end, best.end), best.concept, best.type)


def _is_named(mention: Mention) -> bool:
    return mention.type not in {EntityType.POPULATION, EntityType.ORGANISM, EntityType.ANATOMY}
