"""What acts in a document: the exposure that its title names, then the treatment of its trial arms."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from miner.extract.claims.ends.names import is_adjective
from miner.extract.claims.ends.titles import find_title_exposure, load_title_patterns
from miner.extract.grammar.cues import load_cues
from miner.extract.grammar.rules import Rule
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
_GIVING = Rule(r"\b(?:randomi[sz]ed|received|assigned|allocated|given)\b[^.;]{0,120}", regex.I)


@dataclass(frozen=True, slots=True)
class Thing:
    """A piece of text that names something, with its link; a guess stands neither in the title nor beside the arms."""

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
        found.append(_acting(document, _thing(document, *span)))
    else:
        found += _chemicals(_mentions(document, 0, document.title_end))[:1]
    patterns = load_title_patterns()
    arm = patterns.arm.search(document.text, document.title_end)
    if arm and not patterns.not_given.match(arm["x"]):
        found.append(_thing(document, arm.start("x"), arm.end("x")))
    if not found:
        found += [replace(thing, is_guess=True) for thing in _chemicals(document.mentions)[:1]]
    return tuple(_as_given(document, thing) for thing in found)


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
