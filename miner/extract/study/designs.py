"""A study's design: from MEDLINE's own tags where they tell, else by weighing the words of title and abstract."""

from bisect import bisect_right

import regex

from miner.extract.study.cues import StudyCues, load_cues
from miner.model.article import Article, SectionKind
from miner.model.reading import Document
from miner.model.study import Design

_ENOUGH = 3
_PEOPLE = regex.compile(
    r"(?i)\b(?:patients|participants|women|men|adults|children|infants|subjects|individuals|students)\b"
)
_NUMBERS = regex.compile(r"\d{2}|%")
_COURSE = regex.compile(
    r"(?i)\b(?:surg\w+|post-?operative\w*|mortality|survival|admi(?:tted|ssions?)|treat(?:ed|ment)|"
    r"outcomes?|births?|born|recurrence|"
    r"complications?|after)\b"
)
_TITLE_TIMES = 2
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
# Ties go to the first; some designs are parts of others and win over them where both are said.
_RANK = (
    Design.PROTOCOL, Design.META_ANALYSIS, Design.MENDELIAN_RANDOMIZATION, Design.SYSTEMATIC_REVIEW,
    Design.CROSSOVER, Design.ANIMAL, Design.RCT, Design.CASE_CONTROL, Design.IN_VITRO, Design.NARRATIVE_REVIEW,
    Design.OTHER, Design.COHORT,
    Design.CROSS_SECTIONAL, Design.DIAGNOSTIC, Design.QUALITATIVE, Design.CASE_SERIES,
)  # fmt: skip


def get_design(document: Document, article: Article) -> tuple[Design, str]:
    """The design and what decided it: the record's publication types and headings outrank the wording."""
    cues = load_cues()
    said = _from_record(article, cues)
    scores = _scores(document, cues)
    best = max(_RANK, key=lambda design: (scores.get(design, 0.0), -_RANK.index(design)))
    if said is not None:
        return said
    if scores.get(best, 0.0) < _ENOUGH:
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
        if found := sorted(rule.types & types):
            if animal and rule.design in {Design.RCT, Design.CROSSOVER}:
                continue
            return rule.design, f"design: publication type {found[0]}"
        if found := sorted(rule.headings & headings):
            if animal:
                continue
            return rule.design, f"design: MeSH heading {found[0]}"
    if animal:
        return Design.ANIMAL, "design: MeSH check tag Animals"
    return None


def _scores(document: Document, cues: StudyCues) -> dict[Design, float]:
    """For each design the sum, over its cue strengths, of the heaviest section that has one."""
    text = document.text
    weights = [(sentence.start, _WEIGHT_OF.get(sentence.section, 0.8)) for sentence in document.sentences]  # type: ignore[arg-type]
    starts = [start for start, _ in weights]
    heaviest: dict[tuple[Design, int], float] = {}
    phrases: dict[tuple[Design, int], set[str]] = {}
    for key, at, phrase in cues.designs.find(text):
        weight = _weight_at(at, starts, weights)
        heaviest[key] = max(heaviest.get(key, 0.0), weight)
        phrases.setdefault(key, set()).add(phrase.lower())
    scores = dict.fromkeys(Design, 0.0)
    for (design, strength), weight in heaviest.items():
        more = min(len(phrases[design, strength]) - 1, 3)
        scores[design] += strength * (weight + more * 0.25 * min(weight, 1.0))
    return _settle(scores)


def _weight_at(at: int, starts: list[int], weights: list[tuple[int, float]]) -> float:
    index = bisect_right(starts, at) - 1
    return weights[index][1] if index >= 0 else 0.8


def _settle(scores: dict[Design, float]) -> dict[Design, float]:
    """The scores with the designs that include others put right."""
    # A trial is prospective, follows people and predicts as a cohort does.
    if scores[Design.RCT] >= 6:
        scores[Design.RCT] += 0.6 * scores[Design.COHORT]
    # A crossover trial is randomised as well; a meta-analysis is a systematic review of trials or cohorts.
    if scores[Design.CROSSOVER] >= 6:
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
