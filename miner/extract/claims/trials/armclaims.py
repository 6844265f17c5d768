"""Claims of a trial's arms that no clause states: what is read of a sentence's parts, as claims on the treatment."""

from bisect import bisect_left
from collections.abc import Sequence

import regex

from miner.extract.claims.arms.cues import load_arm_cues
from miner.extract.claims.arms.sides import find_words, words_of
from miner.extract.claims.ends.exposures import SUBSTANCES, Thing, is_tried
from miner.extract.claims.ends.givens import label_of
from miner.extract.claims.ends.names import is_adjective
from miner.extract.claims.ends.subjects import Setting
from miner.extract.claims.ends.terms import Terms
from miner.extract.claims.ends.titles import find_title_exposure, is_first_only, is_question, load_title_patterns
from miner.extract.claims.naming import claim_concept
from miner.extract.claims.stating.certainty import certainty_of
from miner.extract.claims.trials.finding import find_trial_results, may_tell_of_arms
from miner.extract.claims.trials.nulls import is_bare_null
from miner.extract.claims.trials.outcomes import ArmSentence
from miner.extract.claims.trials.results import names_each_arm
from miner.extract.grammar.cues import Cues, load_cues
from miner.extract.grammar.rules import Rule
from miner.extract.grammar.words import split_words
from miner.model.article import SectionKind
from miner.model.claim import Claim, Term
from miner.model.concept import EntityType
from miner.model.reading import Sentence

_NO_TREATMENT = frozenset(
    [
        "efficacy", "safety", "effects", "effect", "changes", "improvements", "improvement", "comparative", "study",
        "rationale", "randomized", "randomised", "controlled", "trial", "comparison", "protocol", "protocols",
        "outcomes", "outcome", "clinical", "feasibility", "acceptability", "tolerability", "effectiveness", "and",
        "survey", "costs", "double", "blind", "blinded", "proof", "concept", "pilot", "phase", "multicenter",
        "multicentre", "prospective", "crossover", "cross-over", "open-label", "parallel", "analysis",
        "evaluation", "impact", "times", "results", "long-term", "follow-up", "quality", "of",
        "life",
    ]
)  # fmt: skip
_MOST = 4
_STEM = 5  # letters in which two forms of a word agree
_OF_GROUPS = Rule(
    r"\b(?:groups?|arms?|cohorts?|controls?|both|between|than|compared|versus|vs|cases|users|patients|respectively)\b",
    regex.I,
)


def find_arm_claims(terms: Terms, subject: Term | None, own: Sequence[Claim], found: Sequence[Claim]) -> list[Claim]:
    """What a sentence says of a trial's arms beside its `own` claims; `found` are those of the sentences before."""
    setting, sentence = terms.setting, terms.sentence
    text = setting.document.text[sentence.start : sentence.end]
    if subject is None or not setting.has_groups or not may_tell_of_arms(text):
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


def acting_for(subject: Term, side: int | None, terms: Terms, context: Term | None) -> Term | None:
    """The subject itself; of a trial's group what it was given, of a control what it is held against."""
    setting = terms.setting
    label = label_of(subject.text) if setting.has_groups else ""
    if not label and subject.text.casefold() in setting.givens:  # "with N and with M"
        label = subject.text.casefold()
    if side is None or not (side or label):
        return None if side is None else subject
    if label in setting.labelled:
        return terms.exposure(setting.labelled[label])
    given = setting.givens.get(label)
    if given is not None and side != -1:
        return terms.exposure(given)
    if side:
        return context or subject
    is_treated = (dict(setting.arms.groups).get(label.upper()) or setting.arms.side_of_word(label)) == 1
    return context if is_treated else None


def tells_of_groups(text: str, setting: Setting) -> bool:
    """True of a trial's sentence, and of one that speaks of the groups that a text has told apart."""
    if setting.is_trial and setting.compared is None:
        return True
    return setting.has_groups and (_OF_GROUPS.search(text) is not None or bool(setting.arms.labels(text)))


def side_kept(side: int | None, subject: Term, setting: Setting) -> int | None:
    """The side that a clause tells of; 0 of a group that is held against another by what it has itself.

    An adjective that names a group ("the early group", "diabetic patients") stands for what its group had.
    """
    if label_of(subject.text) in setting.labelled:
        return None if side is None else 0
    words = find_words(subject.text)
    name = words[0] if words[1:] in ([], ["group"], ["patients"]) else ""
    is_called = name in load_title_patterns().modifiers or (
        setting.compared is not None and is_adjective(name, load_cues())
    )
    told = setting.arms.side_of_word(name) if name and is_called else 0
    if told and side is not None:
        return told
    if side != -1 or setting.compared is None:
        return side
    controls = load_arm_cues()["control"]
    return side if controls.intersection(words) or words[0].startswith(("non", "un", "without")) else 0


def names_treatment(name: str) -> bool:
    """True of a title's thing that may have been given: not of "Efficacy" or "Safety" in "Efficacy of zinc"."""
    words = name.casefold().replace(",", " ").split()
    return not all(word in _NO_TREATMENT or word in load_title_patterns().modifiers for word in words)


def find_context(setting: Setting, cues: Cues) -> Term | None:
    """What the document is about, as a subject: its exposure, else the first thing that a trial's title names."""
    title = Sentence(0, setting.document.title_end, SectionKind.TITLE)
    terms = Terms(setting, title, [], cues)  # what an exposure names needs no words
    things = [terms.exposure(thing) for thing in setting.exposures if not thing.is_guess]
    if setting.compared is not None:
        told = terms.exposure(setting.compared.thing)
        titled = (term for term in (*things, _title_term(setting, title, cues)) if term is not None)
        return next((term for term in titled if terms.is_thing(term) and _are_alike(term, told, setting)), told)
    if setting.is_randomized:  # whose patients have the disease of its title
        things = [term for term in things if term.type != EntityType.DISEASE]
    named = next((term for term in things if terms.is_thing(term) and names_treatment(term.text)), None)
    if setting.has_groups and (given := _treated(setting)) is not None and not _is_given(named, setting):
        return terms.exposure(given)
    if setting.labelled and not setting.is_randomized:
        return terms.exposure(next(iter(setting.labelled.values())))
    if named is not None or not setting.is_trial or (term := _title_term(setting, title, cues)) is None:
        return named
    return term if term.type in SUBSTANCES or _is_told_to_act(setting, term) else None


def _is_told_to_act(setting: Setting, term: Term) -> bool:
    """True of a title's name that the title or the text says to have been given, or to have an effect."""
    title = setting.document.text[: setting.document.title_end]
    told = find_title_exposure(title) if not is_first_only(title) else None
    is_in_title = told is not None and term.start <= told[0] < term.end
    return is_in_title or is_tried(setting.document, term.start, term.end)


def _are_alike(titled: Term, told: Term, setting: Setting) -> bool:
    """True of two names of one thing: "covering of the margin" and "coverage of the margins", or its short form."""
    if titled.concept is not None and titled.concept == told.concept:
        return True
    name = setting.aliases.get(told.text.casefold(), told.text)
    words = {word[:_STEM] for word in find_words(name) if len(word) >= _STEM}
    own = [word[:_STEM] for word in find_words(titled.text) if len(word) >= _STEM]
    return bool(own) and 2 * len(words.intersection(own)) > max(len(words), len(own))


def _treated(setting: Setting) -> Thing | None:
    """What the first treated group was given."""
    sides = dict(setting.arms.groups)
    told = (
        thing
        for name, thing in setting.givens.items()
        if (sides.get(name.upper()) or setting.arms.side_of_word(name)) == 1
    )
    return next(told, None)


def _is_given(named: Term | None, setting: Setting) -> bool:
    """True of what the title names where a group was given it: else it is the outcome, or the people."""
    if named is None:
        return False
    words = set(words_of(named.text))
    return any(
        (named.concept is not None and claim_concept(thing.concept, is_subject=True) == named.concept)
        or words & set(words_of(setting.document.text[thing.start : thing.end]))
        for thing in setting.givens.values()
    )


def _title_term(setting: Setting, title: Sentence, cues: Cues) -> Term | None:
    """What a title names first, where it is no question, no outcome and no disease."""
    words, _ = split_words(setting.document.text, title.start, title.end)
    if is_question(setting.document.text):
        return None
    terms = Terms(setting, title, words, cues)
    scene = terms.scene()
    for piece in terms.parsed.phrases():
        if piece.kind == "np" and scene.names_thing(piece):
            term = terms.term(piece, is_subject=True, keeps_state=False)
            if term is not None and names_treatment(term.text):
                is_name = terms.is_thing(term) and not load_title_patterns().design.fullmatch(term.text)
                if is_name and term.type != EntityType.DISEASE:
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
