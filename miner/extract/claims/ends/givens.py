"""What each group of a trial was given: "zinc (group Z)", "group A received zinc", "zinc (observation group)"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import regex

from miner.extract.claims.arms.cues import load_arm_cues
from miner.extract.claims.arms.sides import find_words
from miner.extract.claims.ends.exposures import Thing
from miner.extract.claims.ends.names import names_something
from miner.extract.grammar.cues import load_cues
from miner.extract.grammar.rules import Rule
from miner.model.concept import EntityType
from miner.model.reading import Document, Mention

_LETTER = r"(?:I{1,3}|IV|V|\d|[A-Z]\d?)"
_NAMED = rf"(?:the\s)?(?:[Gg](?:roup|p\.?)\s(?P<name>{_LETTER})|(?P<name>{_LETTER}|[\w+-]{{4,}})[ -](?:group|arm))\b"
_BRACKETED = Rule(rf"\(\s?{_NAMED}\s?[,;:)n=]")
"""The name of a group behind what it was given: "zinc (group Z, n = 30)"."""

_SAID = Rule(
    rf"\b{_NAMED}(?:\s?\([^()]{{0,40}}\))?,?"
    r"(?:\s(?:patients|participants|subjects|women|children|animals|rats|mice|infants|who|which|was|were|had|has|have"
    r"|been|then|only|also))*\s?"
    r"(?:\b(?:received|receiving|receives|given|gets?|got|took|taking|treated (?:with|by|using)|underwent"
    r"|undergoing|fed|used"
    r"|using|drank|ate|consumed|administered|administrated|supplemented with|injected with|managed with"
    r"|assigned to(?: receive)?|allocated to(?: receive)?|exposed to)\b|[:=])\s?"
    r"(?P<what>[^.;:()\[\]]{2,90})"
)
_ELIDED = regex.compile(
    rf"\b(?:and|while|whereas|,|;)\s{_NAMED}\s(?:received\s|was given\s)?"
    r"(?P<what>(?!(?:was|were|had|did|is|are|who|which|with|in|of)\b)[^.;:()\[\]]{2,60})"
)
"""The next group behind "group A received zinc": "and group B iron"."""

_GLOSSED = Rule(rf"\b{_NAMED}\s?\(\s*(?P<what>(?![nN]\b|\d)[^.;:()\[\]=±%<>]{{3,60}})[)\],;:]")
"""What a group was given, in brackets behind its name: "group A (zinc, n = 30)"."""

_STARTS = regex.compile(
    r"^.*(?:[.;:,()\[\]]|\b(?:and|or|versus|vs\.?|to|receives?|received|receiving|given|either|were|was|into|as|between"
    r"|get|take|undergo|underwent|with|had|using|by|patients|groups?)\b)\s*",
    regex.I | regex.S,
)
_STOPS = regex.compile(
    r"\s?(?:,|\b(?:and|while|whereas)\s(?:the\s)?(?:(?:other|second|control|placebo)\b|[Gg](?:roups?|p\.?)\b"
    r"|[\w+-]+ (?:groups?|arm)\b)"
    r"|\b(?:and|while|whereas|but)\s(?:those|patients|participants|subjects|controls|women|men|children|infants|mothers|rats|mice)\b"
    r"|\b(?:for|in|on|at|during|after|before|twice|once|daily|per|every|as|while|whereas|until|from|within|via|who|which"
    r"|versus|vs|or|was|were|three times|through|added to)\b).*$",
    regex.S,
)
_DOSE = regex.compile(
    r"^(?:(?:the|an?|with|oral|only|either|single|daily|low|high|doses?|total|intravenous(?:ly)?|of|\d[\d.,/–-]*\s?(?:mg|µg|μg|mcg|g|kg"
    r"|ml|mL|IU|U|%|h|min|days?|weeks?|mmol|units?|nmol|cc|L|MIU)?(?:/\w+)*)(?:\s+|$))+"
)
_ACTING = {EntityType.CHEMICAL, EntityType.PROCESS}
_GIVING = regex.compile(
    r"\b(?:receiv\w+|given|allocated|assigned|randomi[sz]ed|randomly|treated|underwent|undergo|fed|took|administered"
    r"|supplemented|injected|divided)\b",
    regex.I,
)
_NO_NAME = regex.compile(
    r"(?:this|those|these|it|the remaining|up to|n\b|one|two|three|four|\d|[mµμ]?g\b|ml\b|inj\b|mean\b|median\b|aged?\b"
    r"|received\b|injections? of\b|single\b)|.*(?:\bgroups?\b|\s\d+$)",
    regex.I,
)
_GROUP = regex.compile(r"\b(?:[Gg]roup|[Gg]p|arm)\b")
_BEFORE = regex.compile(r"(?r)(?:\bthe\s)?(?:[\w+-]+[ -])?")
"""What may stand in the name of a group before its word, read from right to left."""

_LEFT, _RIGHT = 100, 300  # characters that the name of a group and what it was given may take
_MOST = 12


def find_givens(document: Document) -> Mapping[str, Thing]:
    """What the groups were given, by their names in lower case, as far as these do not tell it themselves.

    What a control got is left out, and so is of the others what all of them got.
    """
    spans: dict[str, tuple[int, int]] = {}
    for name, start, end in _spans(document.text, document.title_end):
        if name not in spans and end - start > 2:
            spans[name] = (start, end)
    if not spans:
        return {}
    inside = {name: _acting(document.mentions, *span) for name, span in spans.items()}
    return {
        name: thing
        for name, span in spans.items()
        if (thing := _own(document.text, span, inside[name], [inside[o] for o in spans if o != name])) is not None
    }


def label_of(name: str) -> str:
    """How a subject that is the name of a group is looked up ("Group L", "L", "observation"); "" of any other."""
    words = name.casefold().split()
    if len(words) == 2 and words[0] in {"group", "arm"}:
        return words[1]
    if words and words[-1] in {"group", "arm"}:
        words.pop()
    return words[0] if len(words) == 1 and words[0] in load_arm_cues()["labels"] else ""


def _spans(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The names of groups with the places of what they were given, those that are told plainly first."""
    labels = load_arm_cues()["labels"]
    near = _near_groups(text, at)
    for rule in (_BRACKETED, _SAID, _GLOSSED):
        for number, match in enumerate(_matches(rule, text, near)):
            name = match["name"].casefold()
            if number > _MOST:
                break
            if (name not in labels and len(name) > 3) or (rule is _GLOSSED and name == "treated"):
                continue
            if rule is _BRACKETED:
                start, end = max(at, match.start() - _LEFT), match.start()
                if not _GIVING.search(text, start, end):
                    continue
                before = _STARTS.match(text[start:end])
                yield name, *_trimmed(text, start + (before.end() if before else 0), end)
                continue
            yield name, *_trimmed(text, *match.span("what"))
            further = _ELIDED.search(text, match.start("what"), match.end("what")) if rule is _SAID else None
            if further is not None:
                yield further["name"].casefold(), *_trimmed(text, *further.span("what"))


def _matches(rule: Rule, text: str, near: Sequence["_Near"]) -> Iterator[regex.Match[str]]:
    """What a rule matches; one that begins with the name of a group is tried only where such a name can begin."""
    if rule is _BRACKETED:
        for part in near:
            yield from rule.finditer(text, part.start, part.end)
        return
    last = 0
    for part in near if rule.may_match(text) else ():
        for word in part.words:
            before = _BEFORE.match(text, max(part.start, last), word) if word >= last else None
            tried = range(before.start(), word + 1) if before is not None else ()
            match = next(filter(None, (rule.pattern.match(text, at, part.end) for at in tried)), None)
            if match is not None:
                last = match.end()
                yield match


class _Near(NamedTuple):
    """A part of a text around words for groups, with the places of these."""

    start: int
    end: int
    words: list[int]


def _near_groups(text: str, at: int) -> list[_Near]:
    """The parts of a text around its words for groups: names looked for at every word take three times as long."""
    near: list[_Near] = []
    for word in _GROUP.finditer(text, at):
        start, end = max(at, word.start() - _LEFT), min(len(text), word.end() + _RIGHT)
        if near and start <= near[-1].end:
            near[-1] = _Near(near[-1].start, end, [*near[-1].words, word.start()])
        else:
            near.append(_Near(start, end, [word.start()]))
    return near


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The phrase without its dose and what stands behind it."""
    if dose := _DOSE.match(text[start:end]):
        start += dose.end()
    if stop := _STOPS.search(text[start:end]):
        end = start + stop.start()
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _acting(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    return [m for m in mentions if start <= m.start and m.end <= end and m.type in _ACTING]


def _own(
    text: str, span: tuple[int, int], inside: Sequence[Mention], others: Sequence[Sequence[Mention]]
) -> Thing | None:
    """What a group alone was given; None of a control."""
    start, end = span
    words = find_words(text[start:end])
    cues = load_arm_cues()
    shared = {m.concept or m.text.casefold() for other in others for m in other}
    own = [m for m in inside if (m.concept or m.text.casefold()) not in shared]
    if inside and not own and len(inside) > 1:
        return None
    if own and (len(inside) > len(own) or cues["control"].isdisjoint(words)):
        first = next((m for m in own if m.type == EntityType.CHEMICAL), own[0])
        is_inert = first.text.casefold() in cues["inert"]
        return None if is_inert else Thing(first.start, first.end, first.concept, first.type)
    if not words or len(words) > 6 or not cues["control"].isdisjoint(words) or not cues["inert"].isdisjoint(words):
        return None
    is_name = not _NO_NAME.match(text, start, end) and names_something(text[start:end], load_cues())
    return Thing(start, end) if is_name else None
