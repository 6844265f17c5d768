"""The claims of a document, by its sentences in reading order."""

from miner.extract.claims.armclaims import find_context
from miner.extract.claims.chinese import find_chinese_claims, is_chinese
from miner.extract.claims.circumstances import with_circumstances
from miner.extract.claims.later import deal_later
from miner.extract.claims.mediated import with_later_signs
from miner.extract.claims.merging import merge_claims
from miner.extract.claims.plainlinks import with_stated_signs
from miner.extract.claims.plausibility import facts_of, load_plausibility
from miner.extract.claims.roles import claim_sentences
from miner.extract.claims.sentence import SentenceReader
from miner.extract.claims.subjects import read_setting
from miner.extract.grammar.cues import load_cues
from miner.extract.tables import find_table_claims
from miner.model.claim import Claim, Term
from miner.model.estimate import RATIOS, Estimate
from miner.model.reading import Document
from miner.model.study import Design, Study

_REVIEWS = {Design.NARRATIVE_REVIEW, Design.SYSTEMATIC_REVIEW, Design.OTHER}


def find_claims(document: Document, *, estimates: tuple[Estimate, ...], study: Study) -> tuple[Claim, ...]:
    """The claims of a document, in reading order; those of its tables stand behind those of its sentences."""
    model = load_plausibility()
    found = find_candidates(document, estimates=estimates, study=study)
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
    setting = read_setting(document)
    cues = load_cues()
    context = find_context(setting, cues)
    found: list[Claim] = []
    last: Term | None = None
    for sentence, is_background in claim_sentences(document, is_review=study.design in _REVIEWS):
        if is_chinese(document.text, sentence.start, sentence.end):
            found += find_chinese_claims(document, sentence)
            continue
        reader = SentenceReader(setting, sentence, cues, estimates, context=context, last=last)
        made = reader.read(found, is_background=is_background)
        if made:
            last = made[0].subject
        found += made
    told = with_stated_signs(with_later_signs(found, setting.aliases), setting.aliases)
    return [(claim, facts_of(claim, setting)) for claim in told]
