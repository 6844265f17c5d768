"""Signs of claims: which way a sentence tells of its objects, and what it takes back."""

from tests.claim_builder import triples

TRIAL = "Effect of zinc on bone: a randomized placebo-controlled trial"


def signs(text: str) -> set[tuple[str, int | None]]:
    """Object and sign of each claim of a trial of zinc."""
    return {(target, sign) for _, target, sign in triples(text, title=TRIAL)}


def test_no_change_in_another_outcome_is_its_own_null_finding() -> None:
    """A clause with "there was no change" tells of what it names, and the outcome before it keeps its sign."""
    found = triples("Serum PTH rose after zinc (p < 0.01), while there was no change in CRP or BMD.", title=TRIAL)
    assert found == {("zinc", "serum pth", 1), ("zinc", "crp", 0), ("zinc", "bmd", 0)}


def test_there_was_does_not_take_over_an_outcome_as_its_subject() -> None:
    """The outcome of the clause before is no cause of what "there was" tells."""
    found = triples("Pain was lower with zinc, but there was no difference in BMD between the groups.", title=TRIAL)
    assert found == {("zinc", "pain", -1), ("zinc", "bmd", 0)}


def test_no_evidence_for_efficacy_is_null() -> None:
    """What "no evidence for" denies needs no verb of its own."""
    assert signs("There was no evidence for zinc efficacy on CRP.") == {("crp", 0)}
