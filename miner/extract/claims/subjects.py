"""What a document is about: the exposure and outcome of its title, the treatment of its arms, whether it is a trial."""

from dataclasses import dataclass

import regex

from miner.extract.claims.armnames import find_arms
from miner.extract.claims.arms import Arms
from miner.extract.claims.ends import is_adjective
from miner.extract.claims.merging import aliases_of
from miner.extract.claims.naming import claim_concept
from miner.extract.grammar.cues import load_cues
from miner.extract.grammar.rules import Rule
from miner.extract.grammar.words import split_words
from miner.model.concept import EntityType
from miner.model.reading import Document, Mention

_EFFECT = Rule(
    r"\b(?:effects?|impacts?|influence|roles?|efficacy|effectiveness|benefits?|safety|association"
    r"|relationship|relation|link|correlation|use|comparison|assessment|evaluation)\s+"
    r"(?:of|between)\s+(?:the\s+|oral\s+|an?\s+)*(?P<x>[^.?:]{3,90}?)(?:[.?:]|\s+(?:on|in|and|with|for|to|versus|vs\.?"
    r"|among|against|at|during|after)\b)",
    regex.I,
)
_GIVEN = Rule(
    r"\b(?P<x>[\p{L}\d][\w()'/-]*(?: (?!of\b|with\b|the\b|and\b|by\b|in\b|after\b|on\b"
    r"|for\b)[\w()'/-]+){0,2}?) (?:supplementation|supplements?|administration|ingestion|infusion|injections?"
    r"|consumption|training)\b",
    regex.I,
)
_VERB = regex.compile(
    r"^(?P<x>.{3,90}?)\s+(?:(?:is|are|and its)\s+)?(?:\w+ly\s+)?(?:associated|reduces?|improves?|increases?"
    r"|prevents?|causes?|induces?|promotes?|raises?|leads|affects?|worsens?"
    r"|alleviates?|suppress(?:es)?|inhibits?|enhances?|lowers?|decreases?|predicts?|attenuates?|"
    r"protects?|for|in|during|as|versus|vs\.?|and|with|does|do|has|have|on|after|to|at)\b",
    regex.I,
)
_ASKED = Rule(
    r"^(?:is|are|does|do|did|can|could|should|will|would|has|have|was|were|may|might|must)\s(?!there\b|it\b|we\b)"
    r"(?:the\s|an?\s)*(?P<x>[^?:,]{3,90}?)\s+(?:\w+ly\s+)?(?:an?|the|be|been|being|associated|related|linked|correlated"
    r"|measured|assessed|detected|used|using|predict|affect|influence|impact|improve|increase|reduce|decrease|lower|raise"
    r"|prevent|cause|correlate|correspond|lead|lessen|help|protect|alter|change|modify|promote|play|provide|have|offer"
    r"|contribute|enhance|explain|drive|mediate|matter|differ|worsen|exist|make|add|show|support|benefit|determine|represent"
    r"|result|induce|accelerate|delay|shorten|prolong|modulate|depend|reflect|act|work|need|require|compromised?|safe"
    r"|feasible|necessary|useful|effective|better|worse|superior|inferior|sufficient|important|reliable|accurate|adequate"
    r"|beneficial|harmful|different|comparable|equivalent|independent|predictive|prognostic|really|still|for|in|during|with"
    r"|on|after|before|to|at|as|among|by|from|versus|vs)\b",
    regex.I,
)
_ARMS = Rule(
    r"\b(?:randomi[sz]ed|assigned|allocated|randomly assigned)[^.;]{0,60}?\bto\s+(?:receive\s+"
    r"|either\s+)*(?P<x>[^.;,()]{3,60}?)\s*(?:\(|,|;|\bor\b|\band\b|\bversus\b|\bvs\b|\.|\bfor\b)",
    regex.I,
)
_NO_EXPOSURE = regex.compile(r"(?:one|two|three|four|groups?|\d|an?\s+group|placebo|control)", regex.I)
_EDGE = regex.compile(
    r"^(?:the|an?|is|are|does|do|must|can|should|by|effects? of|comparison of|routine|oral|dietary|adding|of"
    r"|two|three|different|low-dose|high-dose|daily|either|early)\s+"
    r"|\s+(?:supplementation|therapy|treatment|superior|inferior|different|sufficient|effective|safe|useful|feasible"
    r"|better|beneficial|necessary|important|reliable|comparable|equivalent)$",
    regex.I,
)
_UP_TO_OR = regex.compile(r"^.*\bor\s+")
_WORD = regex.compile(r"[\p{L}][\p{L}\d-]{2,}")
_ACTING = {EntityType.CHEMICAL, EntityType.GENE, EntityType.MEASUREMENT, EntityType.PROCESS}


@dataclass(frozen=True, slots=True)
class Thing:
    """A piece of text that names something, with its link."""

    start: int
    end: int
    concept: str | None = None
    type: EntityType | None = None


def find_exposures(document: Document) -> tuple[Thing, ...]:
    """What acts in this document, most likely first: from the title, then from its trial arms."""
    found: list[Thing] = []
    title = document.text[: document.title_end]
    for pattern in (_EFFECT, _ASKED, _GIVEN, _VERB):
        match = pattern.search(title)
        if match:
            found.append(_acting(document, _thing(document, match.start("x"), match.end("x"))))
            break
    if not found:
        found += [
            Thing(m.start, m.end, m.concept, m.type)
            for m in _mentions(document, 0, document.title_end)
            if m.type == EntityType.CHEMICAL
        ][:1]
    arm = _ARMS.search(document.text, document.title_end)
    if arm and not _NO_EXPOSURE.match(arm["x"]):
        found.append(_thing(document, arm.start("x"), arm.end("x")))
    if not found:
        found += [Thing(m.start, m.end, m.concept, m.type) for m in document.mentions if m.type == EntityType.CHEMICAL][
            :1
        ]
    return tuple(_as_given(document, thing) for thing in found)


def _acting(document: Document, thing: Thing) -> Thing:
    """The substance of a title that links a disease to it ("Osteoporosis related to low zinc"), else the thing."""
    link = _LINKED.search(document.text, thing.start, document.title_end)
    if thing.type is not None or link is None or not _names_disease(document, thing):
        return thing
    behind = [m for m in _mentions(document, link.end(), document.title_end) if m.type == EntityType.CHEMICAL]
    return Thing(behind[0].start, behind[0].end, behind[0].concept, behind[0].type) if behind else thing


def _names_disease(document: Document, thing: Thing) -> bool:
    return any(m.type == EntityType.DISEASE for m in _mentions(document, thing.start, thing.end))


_LINKED = regex.compile(r"\b(?:associated|related|linked|tied|correlated)\b", regex.I)


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


_TAIL = regex.compile(r"\s+(?:supplement\w*|intake|therapy|treatment)$", regex.I)
_GIVING = Rule(r"\b(?:randomi[sz]ed|received|assigned|allocated|given)\b[^.;]{0,120}", regex.I)


def find_outcome_words(document: Document, exposures: tuple[Thing, ...]) -> frozenset[str]:
    """The words of the title behind its exposure: what is acted on, as far as a title tells."""
    if not exposures or exposures[0].end > document.title_end:
        return frozenset()
    words = _WORD.findall(document.text[exposures[0].end : document.title_end].casefold())
    return frozenset(words) - _PLAIN


_TRIAL = Rule(
    r"\b(?:randomi[sz]ed|randomly|placebo|sham|cross-?over|versus|rats|mice|in vitro|pilot|open[- ]label"
    r"|after treatment|treated with|before and after|(?:year|month|week)s? after"
    r"|(?:intervention|experimental|treatment|treated|study|case) groups?|(?:intervention|control|treatment) arms?"
    r"|between(?: the)?(?: two| three| four)?(?: treatment| study)? (?:groups|arms)|(?:two|three|four) groups)\b",
    regex.I,
)
_COMMON = frozenset(["of", "the", "and", "in", "a", "low", "high", "diet", "dietary", "level", "levels", "serum"])


@dataclass(frozen=True, slots=True)
class Setting:
    """What every sentence of a document is read against."""

    document: Document
    exposures: tuple[Thing, ...]
    exposure_words: frozenset[str]
    exposure_concepts: frozenset[str]
    outcome_words: frozenset[str]
    is_trial: bool
    aliases: dict[str, str]
    arms: Arms


def read_setting(document: Document) -> Setting:
    """The setting of a document."""
    exposures = find_exposures(document)
    words = {
        word.lower for thing in exposures for word in split_words(document.text, thing.start, thing.end)[0]
    } - _COMMON
    concepts = {claim_concept(thing.concept, is_subject=True) for thing in exposures} - {None}
    is_trial = bool(_TRIAL.search(document.text))
    names = [document.text[thing.start : thing.end] for thing in exposures]
    aliases = aliases_of(document)
    return Setting(
        document,
        exposures,
        frozenset(words),
        frozenset(concept for concept in concepts if concept is not None),
        find_outcome_words(document, exposures),
        is_trial,
        aliases,
        find_arms(document.text, document.title_end, names, short_forms=aliases) if is_trial else Arms(),
    )


_PLAIN = frozenset(
    [
        "and",
        "the",
        "with",
        "for",
        "among",
        "patients",
        "women",
        "men",
        "adults",
        "risk",
        "results",
        "from",
        "study",
        "studies",
        "trial",
        "meta-analysis",
        "systematic",
        "review",
        "analysis",
        "randomized",
        "controlled",
        "associated",
        "association",
        "older",
    ]
)


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
