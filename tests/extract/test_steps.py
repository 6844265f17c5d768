"""What is read in steps reads the same alone and side by side with others."""

import pytest
from claim_builder import document

from miner.extract.claims import claim_steps, find_claims
from miner.extract.steps import Steps, run_alone, run_together, together
from miner.model.study import Design, Study

TEXTS = (
    "Zinc lowered CRP.\nIt raised PTH.\nThe same held for calcium.",
    "Higher calcium intake was associated with lower PTH (p = 0.01).\nMagnesium had no effect on BMD.",
    "Nothing was told.",
)


def _count(name: str, to: int, log: list[str]) -> Steps[str]:
    for number in range(to):
        yield f"step {number}"
        log.append(f"{name}{number}")
    return name


def test_each_step_is_taken_by_all_before_the_next() -> None:
    """Those that wait for a step take it one after the other; who has no more steps is done."""
    log: list[str] = []
    assert run_together([_count("a", 3, log), _count("b", 0, log), _count("c", 2, log)]) == ["a", "b", "c"]
    assert log == ["a0", "c0", "a1", "c1", "a2"]


def test_parts_wait_with_the_whole() -> None:
    """The steps of a document's parts are taken side by side with those of other documents' parts."""
    log: list[str] = []

    def whole(names: str) -> Steps[str]:
        return "".join((yield from together(_count(name, 2, log) for name in names)))

    assert run_together([whole("ab"), whole("cd")]) == ["ab", "cd"]
    assert log == ["a0", "b0", "c0", "d0", "a1", "b1", "c1", "d1"]


def test_an_error_comes_out_at_its_step() -> None:
    """What a step raises is raised by those who run it."""

    def broken() -> Steps[None]:
        yield "first"
        raise LookupError

    with pytest.raises(LookupError):
        run_alone(broken())


def test_claims_are_the_same_side_by_side() -> None:
    """Documents that are read together have the claims that each has alone."""
    study = Study(design=Design.COHORT)
    documents = [document(text) for text in TEXTS]
    alone = [find_claims(each, estimates=(), study=study) for each in documents]
    assert run_together(claim_steps(each, estimates=(), study=study) for each in documents) == alone
    assert any(alone)
