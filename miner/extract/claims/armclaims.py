"""Claims of a trial's arms that no clause states: what is read of a sentence's parts, as claims on the treatment."""

from bisect import bisect_left
from collections.abc import Sequence

from miner.extract.claims.certainty import certainty_of
from miner.extract.claims.nulls import is_bare_null
from miner.extract.claims.outcomes import ArmSentence
from miner.extract.claims.results import names_each_arm
from miner.extract.claims.subjects import Setting
from miner.extract.claims.terms import Terms
from miner.extract.claims.trials import find_trial_results, may_tell_of_arms
from miner.extract.grammar.cues import Cues
from miner.extract.grammar.words import split_words
from miner.model.article import SectionKind
from miner.model.claim import Claim, Term
from miner.model.reading import Sentence

_NO_TREATMENT = frozenset(
    [
        "efficacy", "safety", "effects", "effect", "changes", "improvements", "improvement", "comparative", "study",
        "rationale", "randomized", "randomised", "controlled", "trial", "comparison", "protocol", "protocols",
        "outcomes", "outcome", "clinical", "feasibility", "acceptability", "tolerability", "effectiveness", "and",
        "survey", "costs", "evaluation", "impact", "times", "results", "long-term", "follow-up", "quality", "of",
        "life",
    ]
)  # fmt: skip
_MOST = 4


def find_arm_claims(terms: Terms, subject: Term | None, own: Sequence[Claim], found: Sequence[Claim]) -> list[Claim]:
    """What a sentence says of a trial's arms beside its `own` claims; `found` are those of the sentences before."""
    setting, sentence = terms.setting, terms.sentence
    text = setting.document.text[sentence.start : sentence.end]
    if subject is None or not setting.is_trial or not may_tell_of_arms(text):
        return []
    results = find_trial_results(terms, own)
    targets = [(terms.term(each.object, is_subject=False, keeps_state=True), each.sign, each.rule) for each in results]
    if not targets and not own and is_bare_null(text):
        targets = [(target, 0, "no difference in Y before") for target in _outcomes_before(terms, found)]
    return [
        Claim(
            sentence.start, sentence.end, text, subject, target, sign,
            certainty=certainty_of(text, sign), section=sentence.section, rule=f"{rule}; X from the context",
        )
        for target, sign, rule in targets
        if target is not None and _is_new(target, terms, subject, own)
    ]  # fmt: skip


def names_treatment(name: str) -> bool:
    """True of a title's thing that may have been given: not of "Efficacy" or "Safety" in "Efficacy of zinc"."""
    return not _NO_TREATMENT.issuperset(name.casefold().replace(",", " ").split())


def find_context(setting: Setting, cues: Cues) -> Term | None:
    """What the document is about, as a subject: its exposure, else the first thing that a trial's title names."""
    title = Sentence(0, setting.document.title_end, SectionKind.TITLE)
    terms = Terms(setting, title, [], cues)  # what an exposure names needs no words
    things = [terms.exposure(thing) for thing in setting.exposures]
    named = next((term for term in things if terms.is_thing(term) and names_treatment(term.text)), None)
    return named or (_title_term(setting, title, cues) if setting.is_trial else None)


def _title_term(setting: Setting, title: Sentence, cues: Cues) -> Term | None:
    words, _ = split_words(setting.document.text, title.start, title.end)
    terms = Terms(setting, title, words, cues)
    scene = terms.scene()
    for piece in terms.parsed.phrases():
        if piece.kind == "np" and scene.names_thing(piece):
            term = terms.term(piece, is_subject=True, keeps_state=False)
            if term is not None and terms.is_thing(term) and names_treatment(term.text):
                return term
    return None


def _is_new(target: Term, terms: Terms, subject: Term, own: Sequence[Claim]) -> bool:
    """True of a target that names something, other than the subject, that no claim of the sentence tells of."""
    if not terms.is_thing(target) or target.text.casefold() == subject.text.casefold():
        return False
    if subject.concept is not None and subject.concept == target.concept:
        return False
    ends = [term for claim in own for term in (claim.subject, claim.object)]
    return not any(target.start < end.end and end.start < target.end for end in ends)


def _outcomes_before(terms: Terms, found: Sequence[Claim]) -> list[Term]:
    """What the sentence before tells of: the objects of its claims, else the first phrase that may be an outcome."""
    document = terms.setting.document
    at = bisect_left(document.sentences, terms.sentence.start, key=lambda sentence: sentence.start) - 1
    if at < 0 or document.sentences[at].section != terms.sentence.section:
        return []
    before = document.sentences[at]
    told = [claim.object for claim in found if claim.start == before.start]
    if told:
        return list({term.text.casefold(): term for term in told}.values())
    text = document.text[before.start : before.end]
    words, _ = split_words(document.text, before.start, before.end)
    reader = Terms(terms.setting, before, words, terms.cues)
    outcomes = ArmSentence(reader).outcomes
    named = [
        reader.term(each.piece, is_subject=False, keeps_state=True)
        for each in outcomes[: _MOST if names_each_arm(text) else 1]
    ]
    return [term for term in named if term is not None and reader.is_thing(term)]
