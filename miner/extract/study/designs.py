"""A study's design: from MEDLINE's own tags where they tell, else by weighing the words of title and abstract."""

from bisect import bisect_right

import regex

from miner.extract.study.cues import StudyCues, load_cues
from miner.extract.study.places import find_places
from miner.extract.wholewords import WholeWords
from miner.model.article import Article, SectionKind
from miner.model.reading import Document, Sentence
from miner.model.study import Design

_ENOUGH = 3
_CROSSED = 4.5  # a strong word for it, in any section but the background
_PEOPLE = regex.compile(
    r"(?i)\b(?:patients|participants|women|men|adults|children|infants|subjects|individuals|students)\b"
    r"|患者|受试者|参与者|女性|男性|成人|儿童|老年人"
)
_NUMBERS = regex.compile(r"\d{2}|%")
_COURSE = regex.compile(
    r"(?i)\b(?:surg\w+|post-?operative\w*|mortality|survival|admi(?:tted|ssions?)|treat(?:ed|ment)|"
    r"outcomes?|births?|born|recurrence|"
    r"complications?|after)\b"
)
_WANTED = WholeWords(["needed", "required", "warranted", "awaited", "future", "further", "yet to"])
_DONE = regex.compile(
    r"\b[pP]\s?(?:[<>=≤]|for\b)|±|\b[nN]\s?=|\bCI\b|\d\s?%|"
    r"(?i:\bwe\s(?:\w+ly\s)?(?:\w+ed|did|found|show|saw|report|used)\b|\b(?:were|was)\s(?:\w+ly\s)?(?:then\s)?(?:measured|treated|incubated|"
    r"fed|given|randomi[sz]ed|analy[sz]ed|assessed|collected|recruited|included|studied|exposed|compared|examined|"
    r"performed|determined|evaluated|investigated|used|obtained|tested|enrolled|carried|conducted|interviewed|found|kept)\b|"
    r"\b(?:results|data|findings)\s(?:show|indicate|suggest|demonstrate)|\b(?:showed|revealed|demonstrated)\b|case\sreport)"
)
_SHORTEST_REVIEW = 400
_REVIEW_SCORE = 6.0
_WANTED_TIMES = 0.2
# What a section's words count: background and conclusions speak of other studies as well.
_WEIGHT_OF = {
    SectionKind.TITLE: 2.0,
    SectionKind.BACKGROUND: 0.2,
    SectionKind.OBJECTIVE: 0.9,
    SectionKind.METHODS: 1.0,
    SectionKind.RESULTS: 0.6,
    SectionKind.CONCLUSIONS: 0.45,
    SectionKind.TABLE: 0.0,
}
_OF_THIS_STUDY = frozenset({SectionKind.TITLE, SectionKind.METHODS, SectionKind.OBJECTIVE})
# Ties go to the first; some designs are parts of others and win over them where both are said.
_RANK = (
    Design.PROTOCOL, Design.META_ANALYSIS, Design.MENDELIAN_RANDOMIZATION, Design.SYSTEMATIC_REVIEW,
    Design.CROSSOVER, Design.ANIMAL, Design.RCT, Design.CASE_CONTROL, Design.IN_VITRO, Design.NARRATIVE_REVIEW,
    Design.OTHER, Design.COHORT,
    Design.CROSS_SECTIONAL, Design.DIAGNOSTIC, Design.QUALITATIVE, Design.CASE_SERIES,
)  # fmt: skip


_NO_SCORES = dict.fromkeys(Design, 0.0)


def get_design(document: Document, article: Article) -> tuple[Design, str]:
    """The design and what decided it: the record's publication types and headings outrank the wording."""
    cues = load_cues()
    said = _from_record(article, cues)
    if said is not None:
        return said
    scores = _scores(document, cues)
    best = max(_RANK, key=scores.__getitem__)
    if scores[best] < _ENOUGH:
        return _fallback(document.text)
    return best, f"design: wording ({best.value} {scores[best]:.1f})"


def _fallback(text: str) -> tuple[Design, str]:
    """What a study of patients most often is where no word tells its design."""
    if not _PEOPLE.search(text) or not _NUMBERS.search(text):
        return Design.OTHER, "design: nothing tells"
    if _COURSE.search(text):
        return Design.COHORT, "design: patients with a course and its outcome, no word tells more"
    return Design.CROSS_SECTIONAL, "design: people measured or compared, no word tells more"


def _from_record(article: Article, cues: StudyCues) -> tuple[Design, str] | None:
    types = set(article.publication_types)
    headings = {heading.name for heading in article.mesh_headings}
    animal = "Animals" in headings and "Humans" not in headings
    for rule in cues.record:
        if found := rule.types & types:
            if animal and rule.design in {Design.RCT, Design.CROSSOVER}:
                continue
            return rule.design, f"design: publication type {min(found)}"
        if found := rule.headings & headings:
            if animal:
                continue
            return rule.design, f"design: MeSH heading {min(found)}"
    if animal:
        return Design.ANIMAL, "design: MeSH check tag Animals"
    return None


def _scores(document: Document, cues: StudyCues) -> dict[Design, float]:
    """For each design the sum, over its cue strengths, of the heaviest section that has one."""
    text = document.text
    wanted = {sentence.start for sentence, _ in find_places(document, _WANTED)}
    weights = [(each.start, _weight_of(each, is_wanted=each.start in wanted)) for each in document.sentences]
    starts = [start for start, _ in weights]
    heaviest: dict[tuple[Design, int], float] = {}
    phrases: dict[tuple[Design, int], set[str]] = {}
    for key, at, phrase in cues.designs.find(text):
        weight = _weight_at(at, starts, weights)
        heaviest[key] = max(heaviest.get(key, 0.0), weight)
        phrases.setdefault(key, set()).add(phrase.lower())
    scores = _NO_SCORES.copy()
    for (design, strength), weight in heaviest.items():
        more = min(len(phrases[design, strength]) - 1, 3)
        scores[design] += strength * (weight + more * 0.25 * min(weight, 1.0))
    if scores[Design.ANIMAL] < _ENOUGH and _tells_no_work(document):
        scores[Design.NARRATIVE_REVIEW] += _REVIEW_SCORE
    return _settle(scores)


def _weight_of(sentence: Sentence, *, is_wanted: bool) -> float:
    """What the words of a sentence count: little where it says what is still to be done (`is_wanted`)."""
    weight = 0.8 if sentence.section is None else _WEIGHT_OF.get(sentence.section, 0.8)
    return weight * _WANTED_TIMES if is_wanted and sentence.section not in _OF_THIS_STUDY else weight


def _tells_no_work(document: Document) -> bool:
    """True of an abstract of some length that names no method, no number of a result and nothing that was done."""
    if len(document.text) - document.title_end < _SHORTEST_REVIEW:
        return False
    if any(sentence.section is SectionKind.METHODS for sentence in document.sentences):
        return False
    return _DONE.search(document.text, document.title_end) is None


def _weight_at(at: int, starts: list[int], weights: list[tuple[int, float]]) -> float:
    index = bisect_right(starts, at) - 1
    return weights[index][1] if index >= 0 else 0.8


def _settle(scores: dict[Design, float]) -> dict[Design, float]:
    """The scores with the designs that include others put right."""
    # A trial is prospective, follows people and predicts as a cohort does.
    if scores[Design.RCT] >= 6:
        scores[Design.RCT] += 0.6 * scores[Design.COHORT]
    # A crossover trial is randomised as well; a meta-analysis is a systematic review of trials or cohorts.
    if scores[Design.CROSSOVER] >= _CROSSED:
        scores[Design.CROSSOVER] += min(scores[Design.RCT], 24)
    for review in (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW):
        if scores[review] >= 9:
            scores[review] += max(scores[Design.RCT], scores[Design.COHORT], scores[Design.NARRATIVE_REVIEW])
    if scores[Design.META_ANALYSIS] >= 9:
        scores[Design.META_ANALYSIS] += scores[Design.SYSTEMATIC_REVIEW]
    if scores[Design.MENDELIAN_RANDOMIZATION] >= 6:
        scores[Design.MENDELIAN_RANDOMIZATION] += max(
            scores[Design.META_ANALYSIS], scores[Design.RCT], scores[Design.COHORT], scores[Design.OTHER]
        )
    if scores[Design.PROTOCOL] >= 6:
        scores[Design.PROTOCOL] += max(
            scores[Design.RCT],
            scores[Design.SYSTEMATIC_REVIEW],
            scores[Design.COHORT],
            scores[Design.META_ANALYSIS],
            scores[Design.CROSSOVER],
        )
    if scores[Design.ANIMAL] >= 8:
        scores[Design.ANIMAL] += max(scores[Design.RCT], scores[Design.IN_VITRO])
    if scores[Design.CASE_CONTROL] >= 6:
        scores[Design.CASE_CONTROL] += scores[Design.COHORT] * 0.5
    return scores
