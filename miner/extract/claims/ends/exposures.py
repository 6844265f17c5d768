"""What acts in a document: the exposure that its title names, then the treatment of its trial arms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import regex

from miner.extract.claims.arms.sides import find_words, iter_arms, words_of
from miner.extract.claims.ends.names import is_adjective
from miner.extract.claims.ends.titles import find_title_exposure, is_first_only, load_title_patterns
from miner.extract.grammar.cues import load_cues
from miner.extract.grammar.rules import Led, Rule
from miner.model.concept import EntityType
from miner.model.reading import Document, Mention

_ACTING = {EntityType.CHEMICAL, EntityType.GENE, EntityType.MEASUREMENT, EntityType.PROCESS}
_EDGE = regex.compile(
    r"^(?:the|an?|is|are|does|do|must|can|should|by|effects? of|comparison of|routine|oral|dietary|adding|of"
    r"|two|three|different|low-dose|high-dose|daily|either|early)\s+"
    r"|\s+(?:supplementation|therapy|treatment|superior|inferior|different|sufficient|effective|safe|useful|feasible"
    r"|better|beneficial|necessary|important|reliable|comparable|equivalent)$",
    regex.I,
)
_UP_TO_OR = regex.compile(r"^.*\bor\s+")
_LINKED = regex.compile(r"\b(?:associated|related|linked|tied|correlated)\b", regex.I)
_TAIL = regex.compile(r"\s+(?:supplement\w*|intake|therapy|treatment)$", regex.I)
SUBSTANCES = {EntityType.CHEMICAL, EntityType.GENE, EntityType.PROCESS}
"""What a title may name first and mean as acting."""

_BEHIND_HEAD = regex.compile(r"\s(?:of|for|in|with)\s")
_TRIED = Rule(
    r"\b(?:received|receiving|underwent|undergoing|treated with|given|assigned to|randomi[sz]ed to|allocated to|took"
    r"|administered|administration of|injection of)\s(?P<what>(?:[\w./%-]+\s){0,3}[\w-]+)",
    regex.I,
)
_HAD = Rule(
    r"\b(?:patients|women|men|children|subjects|adults|those|individuals|participants|people) with "
    r"(?P<what>(?:[\w-]+\s){0,4}[\w-]+)",
    regex.I,
)
_USED = Rule(
    r"\b(?:us(?:ed|ing)|appl(?:ied|ying)|wore|wearing|performed|participated in|enrolled in|attended|drank|ate|consumed"
    r"|with|fed|got|received|given|intervention)\s(?P<what>(?:[\w./%-]+\s){0,6}[\w-]+)",
    regex.I,
)
RANDOM = regex.compile(r"\brandom(?:i[sz]ed|ly)\b", regex.I)
"""What most trials say."""

_TREATED = Rule(
    r"\b(?:rats|mice|rabbits|placebo|cross-?over|(?:intervention|treated|treatment|experimental|dose) groups?)\b",
    regex.I,
)
_CONTROLS = Rule(r"\bcontrols\b|\bcontrol group\b", regex.I)
_GIVING = Led(
    ["randomi", "received", "assigned", "allocated", "given"],
    r"\b(?:randomi[sz]ed|received|assigned|allocated|given)\b[^.;]{0,120}",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A piece of text that names something, with its link; of a guess no title or arm says that it acts."""

    start: int
    end: int
    concept: str | None = None
    type: EntityType | None = None
    is_guess: bool = False


def find_exposures(document: Document) -> tuple[Thing, ...]:
    """What acts in this document, most likely first: from the title, then from its trial arms."""
    found: list[Thing] = []
    span = find_title_exposure(document.text[: document.title_end])
    if span is not None:
        thing = _acting(document, _thing(document, *span))
        is_plain = thing.type not in SUBSTANCES and is_first_only(document.text[: document.title_end])
        found.append(replace(thing, is_guess=is_plain and not is_tried(document, thing.start, thing.end)))
    else:
        found += _chemicals(_mentions(document, 0, document.title_end))[:1]
    patterns = load_title_patterns()
    arm = patterns.arm.search(document.text, document.title_end)
    if arm and not patterns.not_given.match(arm["x"]):
        found.append(_thing(document, arm.start("x"), arm.end("x")))
    if not found:
        found += [replace(thing, is_guess=True) for thing in _chemicals(document.mentions)[:1]]
    return tuple(_as_given(document, thing) for thing in found)


def is_tried(document: Document, start: int, end: int) -> bool:
    """True of what somebody in the text was given or had, other than controls, or has a group by its name.

    Where somebody was treated as planned, any word of a name tells; elsewhere it is its head.
    """
    text, name = document.text, document.text[start:end]
    words = {words[-1] for part in (_BEHIND_HEAD.split(name)[0], name) if (words := find_words(part))}
    treating = load_title_patterns().treating
    if any(map(treating.fullmatch, words)) or treating.match(text, end + 1, document.title_end):
        return True
    words |= {each.short.casefold() for each in document.abbreviations if words & set(find_words(each.long))}
    rules = [_TRIED]
    if RANDOM.search(text) or _TREATED.search(text, document.title_end):
        words.update(word for word in words_of(name) if len(word) > 3)
        if any(map(treating.fullmatch, words)):
            return True
        rules = [_TRIED, _USED]
    elif _CONTROLS.search(text, document.title_end):
        rules = [_TRIED, _HAD]
    given = (
        word
        for rule in rules
        for match in rule.finditer(text, document.title_end)
        for word in find_words(match["what"])
    )
    return any(word in words or word.rstrip("s") in words for word in chain(given, _arms(document)))


def _arms(document: Document) -> Iterator[str]:
    """The words before "group" or "arm", and those of the long forms of these."""
    longs = {short.short.casefold(): short.long for short in document.abbreviations}
    for match in iter_arms(document.text, document.title_end):
        name = match["name"].casefold()
        yield name
        yield from find_words(longs.get(name, ""))


def _chemicals(mentions: Sequence[Mention]) -> list[Thing]:
    return [Thing(m.start, m.end, m.concept, m.type) for m in mentions if m.type == EntityType.CHEMICAL]


def _acting(document: Document, thing: Thing) -> Thing:
    """The substance of a title that links a disease to it ("Osteoporosis related to low zinc"), else the thing."""
    link = _LINKED.search(document.text, thing.start, document.title_end)
    if thing.type is not None or link is None or not _names_disease(document, thing):
        return thing
    behind = [m for m in _mentions(document, link.end(), document.title_end) if m.type == EntityType.CHEMICAL]
    return Thing(behind[0].start, behind[0].end, behind[0].concept, behind[0].type) if behind else thing


def _names_disease(document: Document, thing: Thing) -> bool:
    return any(m.type == EntityType.DISEASE for m in _mentions(document, thing.start, thing.end))


def _as_given(document: Document, thing: Thing) -> Thing:
    """What the title names, as the sentence that tells of the arms names it (vitamin D: vitamin D3)."""
    if thing.type != EntityType.CHEMICAL or thing.start > document.title_end:
        return thing
    name = document.text[thing.start : thing.end].casefold()
    for match in _GIVING.finditer(document.text, document.title_end):
        for mention in _mentions(document, match.start(), match.end()):
            if (
                mention.type == EntityType.CHEMICAL
                and mention.text.casefold().startswith(name)
                and mention.concept is not None
                and mention.concept != thing.concept
            ):
                tail = _TAIL.search(mention.text)
                end = mention.end - len(tail[0]) if tail else mention.end
                return Thing(mention.start, end, mention.concept, mention.type)
    return thing


def _mentions(document: Document, start: int, end: int) -> list[Mention]:
    return [m for m in document.mentions if start <= m.start and m.end <= end]


def _thing(document: Document, start: int, end: int) -> Thing:
    text = document.text
    while match := _EDGE.search(text[start:end]):
        if match.start():
            if is_adjective(text[start : start + match.start()].rsplit(maxsplit=1)[-1], load_cues()):
                break  # "tocolytic treatment" is nothing without it
            end = start + match.start()
        else:
            start += match.end()
        if end - start < 3:
            break
    if match := _UP_TO_OR.search(text[start:end]):
        start += match.end()
    inside = [m for m in _mentions(document, start, end) if m.type in _ACTING and text[m.end : m.end + 1] != "-"]
    if inside:
        mention = next((m for m in inside if m.type == EntityType.CHEMICAL), inside[0])
        return Thing(mention.start, mention.end, mention.concept, mention.type)
    whole = next((m for m in document.mentions if m.start == start and m.end > end and m.type in _ACTING), None)
    if whole is not None and _TAIL.fullmatch(text[end : whole.end]):
        return Thing(start, end, whole.concept, whole.type)
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in ")]":
        end -= 1
    return Thing(start, max(end, start + 1))
