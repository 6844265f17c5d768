"""The claims of a document, by its sentences in reading order."""

from miner.extract.claims.afterthoughts import with_taken_back
from miner.extract.claims.chinese import find_chinese_claims, is_chinese
from miner.extract.claims.ends.subjects import setting_steps
from miner.extract.claims.ends.unsaid import find_unsaid
from miner.extract.claims.later import deal_later
from miner.extract.claims.mediated import with_later_signs
from miner.extract.claims.merging import merge_claims
from miner.extract.claims.plainlinks import with_stated_signs
from miner.extract.claims.plausibility import facts_of, load_plausibility
from miner.extract.claims.sentence import SentenceReader
from miner.extract.claims.stating.circumstances import with_circumstances
from miner.extract.claims.stating.roles import claim_sentences
from miner.extract.claims.tables.finding import find_table_claims
from miner.extract.claims.trials.armclaims import find_context
from miner.extract.grammar.cues import load_cues
from miner.extract.steps import Steps, run_alone, together
from miner.model.claim import Claim, Term
from miner.model.estimate import RATIOS, Estimate
from miner.model.reading import Document
from miner.model.study import Design, Study

_REVIEWS = {Design.NARRATIVE_REVIEW, Design.SYSTEMATIC_REVIEW, Design.OTHER}
_BLOCK = 64  # sentences that are taken apart before the first of them is read: an abstract's, not a book's


def find_claims(document: Document, *, estimates: tuple[Estimate, ...], study: Study) -> tuple[Claim, ...]:
    """The claims of a document, in reading order; those of its tables stand behind those of its sentences."""
    return run_alone(claim_steps(document, estimates=estimates, study=study))


def claim_steps(document: Document, *, estimates: tuple[Estimate, ...], study: Study) -> Steps[tuple[Claim, ...]]:
    """The claims of a document: its candidates, then those that are likely, with what other sentences add to them."""
    model = load_plausibility()
    found = yield from candidate_steps(document, estimates=estimates, study=study)
    yield "likely claims"
    likely = [
        claim
        for claim, facts in found
        if claim.mediators
        or any(estimates[at].measure in RATIOS and estimates[at].has_ci for at in claim.estimates)
        or model.keeps(facts)
        or is_chinese(document.text, claim.start, claim.end)  # the model has seen English alone
    ]
    held = frozenset(number for claim, _ in found for number in claim.estimates)
    told = merge_claims(deal_later(likely, document, estimates, held=held), document)
    told = with_circumstances(told, document, estimates, is_review=study.design in _REVIEWS)
    return (*told, *find_table_claims(document, estimates=estimates, told=told)) if document.tables else told


def find_candidates(
    document: Document, *, estimates: tuple[Estimate, ...], study: Study
) -> list[tuple[Claim, list[str]]]:
    """Every claim that the rules give, with its facts, before the plausibility model and the folding of repeats."""
    return run_alone(candidate_steps(document, estimates=estimates, study=study))


def candidate_steps(
    document: Document, *, estimates: tuple[Estimate, ...], study: Study
) -> Steps[list[tuple[Claim, list[str]]]]:
    """The candidates of a document: what it is about, what its sentences state, each by itself, then in their order."""
    setting = yield from setting_steps(document)
    cues = load_cues()
    yield "sentences"
    context = find_context(setting, cues)
    kept = claim_sentences(document, is_review=study.design in _REVIEWS)
    found: list[Claim] = []
    last: Term | None = None
    for first in range(0, len(kept), _BLOCK):
        block = kept[first : first + _BLOCK]
        yield "words"
        readers = [
            None
            if is_chinese(document.text, sentence.start, sentence.end)
            else SentenceReader(setting, sentence, cues, estimates, context=context)
            for sentence, _ in block
        ]
        yield from together(reader.prepare() for reader in readers if reader is not None)
        for reader, (sentence, is_background) in zip(readers, block, strict=True):
            if reader is None:
                found += find_chinese_claims(document, sentence)
                continue
            reader.last = last
            made = yield from reader.steps(found, is_background=is_background)
            made += find_unsaid(reader.terms, made)
            if setting.has_groups:
                found = with_taken_back(found, document, sentence)
            if made:
                last = made[0].subject
            found += made
    yield "facts"
    told = with_stated_signs(with_later_signs(found, setting.aliases), setting.aliases)
    return [(claim, facts_of(claim, setting)) for claim in told]
