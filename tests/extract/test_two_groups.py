"""What tells two groups apart where a sentence says no more than "the groups": told in the methods, or by the title."""

import pytest
from claim_builder import document, estimates_of

from miner.extract.claims.finding import find_candidates
from miner.model.study import Design, Study

Told = tuple[str, str, int | None]


def read(title: str, text: str) -> set[Told]:
    """Subject, object and sign of each candidate, however likely the vocabulary of the tests makes it."""
    doc = document(text, title=title)
    found = find_candidates(doc, estimates=estimates_of(doc), study=Study(design=Design.COHORT))
    return {(claim.subject.text.casefold(), claim.object.text.casefold(), claim.sign) for claim, _ in found}


SAID: list[tuple[str, str, Told]] = [
